package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// provides are the kinds of the Prometheus operator and the Services of the
// chart and of the operator, with the chart's default ports.
func provides(environment string) []model.Provided {
	doks := model.DOKS(environment)
	service := func(name, port string, number int32, more ...model.Port) model.Provided {
		ports := append([]model.Port{{Name: port, Number: number}}, more...)
		return provided.Service(doks, dokscluster.NamespaceClusterServices, name, ports...)
	}
	reloader := model.Port{Name: "reloader-web", Number: 8080}
	return append(
		provided.CRDs(doks, "monitoring.coreos.com",
			"alertmanagerconfigs", "alertmanagers", "podmonitors", "probes", "prometheusagents", "prometheuses",
			"prometheusrules", "scrapeconfigs", "servicemonitors", "thanosrulers"),
		service(PrometheusService, "http-web", PrometheusPort, reloader),
		service("prometheus-operated", "http-web", PrometheusPort),
		service(AlertmanagerService, "http-web", AlertmanagerPort, reloader),
		service("alertmanager-operated", "http-web", AlertmanagerPort,
			model.Port{Name: "tcp-mesh", Number: 9094}, model.Port{Name: "udp-mesh", Number: 9094}),
		service(GrafanaService, "http-web", GrafanaPort),
		service(ReleaseName+"-operator", "https", 443),
		service(ReleaseName+"-kube-state-metrics", "http", 8080),
		service(ReleaseName+"-prometheus-node-exporter", "http-metrics", 9100),
	)
}
