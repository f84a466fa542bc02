package prometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// Own is how the chart calls what it makes: the operator adds to the names, so
// that they are short.
func Own() model.Naming { return model.Naming{Max: 26} }

// Makes are what the chart makes wherever it is installed, and the operator for
// it.
func Makes() []model.Made {
	own, grafana := Own(), model.Naming{Chart: "grafana", At: "grafana"}
	reloader := model.MadePort{Name: "reloader-web", Number: 8080}
	web := func(part string, number int32) model.MadePort {
		return model.MadePort{Name: "http-web", Number: number, NameAt: part + "." + part + "Spec.portName", NumberAt: part + ".service.port"}
	}
	prometheus := web("prometheus", PrometheusPort)
	prometheusReloader := reloader
	prometheusReloader.NumberAt = "prometheus.service.reloaderWebPort"
	alertmanager := provided.MadeService(own, "*-alertmanager", model.On("alertmanager.enabled", "alertmanager.service.enabled"), web("alertmanager", AlertmanagerPort), reloader)
	alertmanager.Namespaced, alertmanager.MorePorts = []string{"alertmanager.namespaceOverride"}, "alertmanager.service.additionalPorts"
	operator := provided.MadeService(own, "*-operator", model.On("prometheusOperator.enabled"), model.MadePort{Name: "https", Number: 443})
	operator.Named = []string{"prometheusOperator.fullnameOverride"}
	alertmanagers := provided.MadeAccount(own, "*-alertmanager", "alertmanager.serviceAccount", "alertmanager.enabled")
	alertmanagers.Namespaced = alertmanager.Namespaced
	operators := provided.MadeAccount(own, "*-operator", "prometheusOperator.serviceAccount", "prometheusOperator.enabled")
	operators.Named = append(operators.Named, operator.Named...)
	board := model.On("grafana.enabled")
	all := []model.Made{
		provided.MadeService(own, "*-prometheus", model.On("prometheus.enabled", "prometheus.service.enabled"), prometheus, prometheusReloader),
		alertmanager,
		operator,
		provided.MadeService(grafana, "*", model.On("grafana.enabled", "grafana.service.enabled"),
			model.MadePort{Name: "http-web", Number: GrafanaPort, NameAt: "grafana.service.portName", NumberAt: "grafana.service.port"}),
		provided.MadeConfig(grafana, "*", board),
		provided.MadeAccount(own, "*-prometheus", "prometheus.serviceAccount", "prometheus.enabled"),
		alertmanagers,
		operators,
		provided.MadeAccount(grafana, "*", "grafana.serviceAccount", "grafana.enabled"),
	}
	all = append(all, operated()...)
	return append(all, provided.MadeCRDs(model.On("crds.enabled"), "monitoring.coreos.com",
		"alertmanagerconfigs", "alertmanagers", "podmonitors", "probes", "prometheusagents", "prometheuses",
		"prometheusrules", "scrapeconfigs", "servicemonitors", "thanosrulers")...)
}

// operated are the Services that the operator makes, unless it is given others.
func operated() []model.Made {
	unless := func(part string) []model.When {
		return append(model.On(part+".enabled", "prometheusOperator.enabled"), model.When{Path: part + "." + part + "Spec.serviceName", Is: []string{""}})
	}
	web := func(part string, number int32) model.MadePort {
		return model.MadePort{Name: "http-web", Number: number, NameAt: part + "." + part + "Spec.portName"}
	}
	prometheus := provided.MadeService(Own(), "prometheus-operated", unless("prometheus"), web("prometheus", PrometheusPort))
	alertmanager := provided.MadeService(Own(), "alertmanager-operated", unless("alertmanager"), web("alertmanager", AlertmanagerPort),
		model.MadePort{Name: "tcp-mesh", Number: 9094}, model.MadePort{Name: "udp-mesh", Number: 9094})
	alertmanager.Namespaced = []string{"alertmanager.namespaceOverride"}
	return []model.Made{prometheus, alertmanager}
}
