package manageddatabase

import (
	"seamark.dev/seamark/pkg/components/metricscredentials"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is the databases of an environment, and the credentials of their
// metrics, which all environments share.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "manageddatabase",
		Unit:  declare.Infra,
		Needs: []string{"apis", "dokscluster", "kube-prometheus-stack"},
		Build: Component,
		Parts: []declare.Part{metricscredentials.Part()},
	}
}
