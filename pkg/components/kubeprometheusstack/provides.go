package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/render"
)

// provides are the kinds of the Prometheus operator and the Services of the
// chart and of the operator, with the chart's default ports.
func provides(environment string) []render.Provided {
	doks := render.DOKS(environment)
	service := func(name, port string, number int32, more ...render.Port) render.Provided {
		ports := append([]render.Port{{Name: port, Number: number}}, more...)
		return provided.Service(doks, dokscluster.NamespaceClusterServices, name, ports...)
	}
	reloader := render.Port{Name: "reloader-web", Number: 8080}
	return append(
		provided.CRDs(doks, "monitoring.coreos.com",
			"alertmanagerconfigs", "alertmanagers", "podmonitors", "probes", "prometheusagents", "prometheuses",
			"prometheusrules", "scrapeconfigs", "servicemonitors", "thanosrulers"),
		service(PrometheusService, "http-web", PrometheusPort, reloader),
		service("prometheus-operated", "http-web", PrometheusPort),
		service(AlertmanagerService, "http-web", AlertmanagerPort, reloader),
		service("alertmanager-operated", "http-web", AlertmanagerPort,
			render.Port{Name: "tcp-mesh", Number: 9094}, render.Port{Name: "udp-mesh", Number: 9094}),
		service(GrafanaService, "http-web", GrafanaPort),
		service(ReleaseName+"-operator", "https", 443),
		service(ReleaseName+"-kube-state-metrics", "http", 8080),
		service(ReleaseName+"-prometheus-node-exporter", "http-metrics", 9100),
	)
}
