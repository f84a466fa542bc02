package manageddatabase

import "seamark.dev/seamark/pkg/declare"

// Declaration is the databases of an environment.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "manageddatabase",
		Unit:  declare.Infra,
		Needs: []string{"apis", "dokscluster", "kube-prometheus-stack", "metrics-credentials"},
		Build: Component,
	}
}
