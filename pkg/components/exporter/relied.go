package exporter

import (
	"strconv"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/model"
)

// reliances are the values that others rely on in every chart of the Prometheus
// community, and the program's own.
func (p Program) reliances() []model.Reliance {
	const loses = "alerts and dashboards of the database have no data"
	all := []model.Reliance{
		{Path: "replicaCount", Least: 1, Who: loses, Loses: true},
		{Path: "serviceMonitor.enabled", Is: []string{"true"}, Who: loses, Loses: true},
		{Path: "serviceMonitor.namespace", Is: []string{"", dokscluster.NamespaceDemo}, Who: "the monitor finds the Service in the namespace that it is in itself"},
	}
	if at := p.Service.NumberAt; at != "" {
		all = append(all, model.Reliance{
			Path: at, Is: []string{strconv.Itoa(int(p.Service.Number))},
			Who: "Prometheus finds the exporter at this port of the Service, and network policies let it through",
		})
	}
	return append(all, p.Relied...)
}
