package prometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// Provides are the kinds of the Prometheus operator and the Services of the
// chart and of the operator, with the chart's default ports.
func Provides(cluster model.Target, namespace string) []model.Provided {
	service := func(name, port string, number int32, more ...model.Port) model.Provided {
		ports := append([]model.Port{{Name: port, Number: number}}, more...)
		return provided.Service(cluster, namespace, name, ports...)
	}
	reloader := model.Port{Name: "reloader-web", Number: 8080}
	return append(
		provided.CRDs(cluster, "monitoring.coreos.com",
			"alertmanagerconfigs", "alertmanagers", "podmonitors", "probes", "prometheusagents", "prometheuses",
			"prometheusrules", "scrapeconfigs", "servicemonitors", "thanosrulers"),
		service(PrometheusService, "http-web", PrometheusPort, reloader),
		service("prometheus-operated", "http-web", PrometheusPort),
		service(AlertmanagerService, "http-web", AlertmanagerPort, reloader),
		service("alertmanager-operated", "http-web", AlertmanagerPort,
			model.Port{Name: "tcp-mesh", Number: 9094}, model.Port{Name: "udp-mesh", Number: 9094}),
		service(GrafanaService, "http-web", GrafanaPort),
		service(ReleaseName+"-operator", "https", 443),
	)
}
