package charts

// imageNotes are what the templates of the pinned charts told of their images:
// when each runs, by the values with their defaults, and how its tag is made of
// the version of the program.
func imageNotes() []imageNote {
	const (
		stack   = "kube-prometheus-stack"
		grafana = "grafana.enabled=true"
		state   = "kubeStateMetrics.enabled=true"
		nodes   = "nodeExporter.enabled=true"
		hooks   = "prometheusOperator.admissionWebhooks.enabled=true"
		op      = "prometheusOperator.enabled=true"
	)
	only := func(chart, path string, when ...string) imageNote {
		return imageNote{chart: chart, path: path, when: when}
	}
	jetstack := func(path, name string, when ...string) imageNote {
		return imageNote{chart: "cert-manager", path: path, repository: "quay.io/jetstack/" + name, tag: "version", when: when}
	}
	return []imageNote{
		jetstack("image", "cert-manager-controller"),
		jetstack("webhook.image", "cert-manager-webhook"),
		jetstack("cainjector.image", "cert-manager-cainjector", "cainjector.enabled=true"),
		jetstack("acmesolver.image", "cert-manager-acmesolver"),
		jetstack("startupapicheck.image", "cert-manager-startupapicheck", "startupapicheck.enabled=true"),

		only("alloy", "configReloader.image", "configReloader.enabled=true"),
		{chart: "crossplane", path: "image", tag: "v", accounts: "imagePullSecrets"},
		{chart: "external-dns", path: "image", tag: "v"},
		{chart: "metrics-server", path: "image", tag: "v"},
		only("metrics-server", "addonResizer.image", "addonResizer.enabled=false"),
		{chart: "microservices-demo", path: "images", folder: true, tag: "-"},

		only(stack, "alertmanager.alertmanagerSpec.image", "alertmanager.enabled=true"),
		only(stack, "crds.upgradeJob.image.busybox", "crds.enabled=true", "crds.upgradeJob.enabled=false"),
		{chart: stack, path: "crds.upgradeJob.image.kubectl", tag: "-", when: []string{"crds.enabled=true", "crds.upgradeJob.enabled=false"}},
		only(stack, "grafana.downloadDashboardsImage", grafana, "grafana.dashboards="),
		only(stack, "grafana.image", grafana),
		only(stack, "grafana.imageRenderer.image", grafana, "grafana.imageRenderer.enabled=false"),
		only(stack, "grafana.initChownData.image", grafana, "grafana.initChownData.enabled=true", "grafana.persistence.enabled=false"),
		only(stack, "grafana.sidecar.image", grafana,
			"grafana.sidecar.dashboards.enabled=true|grafana.sidecar.datasources.enabled=true|grafana.sidecar.alerts.enabled=false|"+
				"grafana.sidecar.plugins.enabled=false|grafana.sidecar.notifiers.enabled=false"),
		only(stack, "grafana.testFramework.image", grafana, "grafana.testFramework.enabled=true"),
		{chart: stack, path: "kube-state-metrics.image", tag: "v", when: []string{state}},
		only(stack, "kube-state-metrics.kubeRBACProxy.image", state, "kube-state-metrics.kubeRBACProxy.enabled=false"),
		{chart: stack, path: "prometheus-node-exporter.image", tag: "v", when: []string{nodes}},
		only(stack, "prometheus-node-exporter.kubeRBACProxy.image", nodes, "prometheus-node-exporter.kubeRBACProxy.enabled=false"),
		only(stack, "prometheus-node-exporter.permissionInitContainer.image", nodes, "prometheus-node-exporter.permissionInitContainer.fixes.rapl=false|prometheus-node-exporter.permissionInitContainer.fixes.slabinfo=false|prometheus-node-exporter.permissionInitContainer.extraCommands="),
		only(stack, "prometheus-windows-exporter.image", "windowsMonitoring.enabled=false"),
		only(stack, "prometheus.prometheusSpec.image", "prometheus.enabled=true"),
		only(stack, "prometheusOperator.admissionWebhooks.deployment.image", op, hooks, "prometheusOperator.admissionWebhooks.deployment.enabled=false"),
		only(stack, "prometheusOperator.admissionWebhooks.patch.image", op, hooks, "prometheusOperator.admissionWebhooks.patch.enabled=true"),
		only(stack, "prometheusOperator.image", op),
		only(stack, "prometheusOperator.prometheusConfigReloader.image", op),
		only(stack, "prometheusOperator.thanosImage", op, "prometheus.prometheusSpec.thanos="),
		only(stack, "thanosRuler.thanosRulerSpec.image", "thanosRuler.enabled=false"),

		{chart: "loki", path: "defaults.statefulSetRecreateJob.image", tag: "-", when: []string{"write.statefulSetRecreateJob.enabled=false|backend.statefulSetRecreateJob.enabled=false|singleBinary.statefulSetRecreateJob.enabled=false"}},
		only("loki", "gateway.image", "gateway.enabled=true"),
		only("loki", "gateway.metrics.image", "gateway.enabled=true", "gateway.metrics.enabled=true"),
		only("loki", "lokiCanary.image", "lokiCanary.enabled=true"),
		only("loki", "memcached.image", "chunksCache.enabled=true|resultsCache.enabled=true"),
		only("loki", "memcachedExporter.image", "memcachedExporter.enabled=true", "chunksCache.enabled=true|resultsCache.enabled=true"),
		only("loki", "rollout_operator.image", "rollout_operator.enabled=false"),
		only("loki", "sidecar.image", "sidecar.rules.enabled=true"),
		only("loki", "test.image", "test.enabled=true", "lokiCanary.enabled=true"),
	}
}
