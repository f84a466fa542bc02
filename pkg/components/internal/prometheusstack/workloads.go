package prometheusstack

import "seamark.dev/seamark/pkg/model"

// Workloads are the pods of the chart and of the operator that it brings, but for
// those that read nodes and objects of Kubernetes.
func Workloads() []model.Workload {
	return []model.Workload{
		{
			Name: "prometheus", Enabled: []string{"prometheus.enabled"},
			Replicas: "prometheus.prometheusSpec.replicas", Default: 1,
			Affinity: "prometheus.prometheusSpec.podAntiAffinity",
			Containers: []model.Container{
				{Name: "prometheus", Resources: "prometheus.prometheusSpec.resources"},
				configReloader(),
			},
		},
		{
			Name: "alertmanager", Enabled: []string{"alertmanager.enabled"},
			Replicas: "alertmanager.alertmanagerSpec.replicas", Default: 1,
			Affinity: "alertmanager.alertmanagerSpec.podAntiAffinity",
			Containers: []model.Container{
				// The operator asks for memory where nobody does.
				{Name: "alertmanager", Resources: "alertmanager.alertmanagerSpec.resources", Default: model.Resources{Memory: "200Mi"}},
				configReloader(),
			},
		},
		{
			Name: "operator", Enabled: []string{"prometheusOperator.enabled"}, Default: 1,
			Containers: []model.Container{{Name: "operator", Resources: "prometheusOperator.resources"}},
		},
		{
			Name: "grafana", Enabled: []string{"grafana.enabled"},
			Replicas: "grafana.replicas", Default: 1, Affinity: "grafana.affinity",
			Containers: []model.Container{
				{Name: "grafana", Resources: "grafana.resources"},
				grafanaSidecar("dashboards"), grafanaSidecar("datasources"),
			},
		},
	}
}

// configReloader is a sidecar that the operator adds. Without values it asks for
// what the operator's flags say by default; the chart sets these to nothing.
func configReloader() model.Container {
	return model.Container{Name: "config-reloader", Resources: "prometheusOperator.prometheusConfigReloader.resources"}
}

// grafanaSidecar is one of those that the stack turns on by default; the two
// share their resources.
func grafanaSidecar(name string) model.Container {
	return model.Container{
		Name:      "sidecar-" + name,
		Enabled:   []string{"grafana.sidecar." + name + ".enabled"},
		Resources: "grafana.sidecar.resources",
	}
}
