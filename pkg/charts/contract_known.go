package charts

import (
	"regexp"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// amendments are what was learnt from the templates of the charts, and the
// traps. A test fails for one that no contract needs any more.
func amendments() []amendment {
	var all []amendment
	for _, table := range [][]amendment{
		everyChart(), kubePrometheusStackAmendments(), lokiAmendments(),
		alloyAmendments(), demoAmendments(), exporterAmendments(), wordAmendments(), programAmendments(),
	} {
		all = append(all, table...)
	}
	return all
}

// everyChart are the parts of Kubernetes objects that charts pass on as they
// are: they take more keys than their default values show.
func everyChart() []amendment {
	const passedOn = "a part of a Kubernetes object that charts pass on as it is"
	all := []amendment{
		{path: "**.resources", kind: "resources", reason: "a container's resources, of which defaults show a part"},
		{path: "**.selector", kind: "selector", reason: "a selector of labels, of which defaults show a part"},
	}
	for _, name := range []string{
		"annotations", "podAnnotations", "nodeSelector",
		"securityContext", "podSecurityContext", "containerSecurityContext", "seccompProfile",
		"livenessProbe", "readinessProbe",
		"updateStrategy", "deploymentStrategy",
	} {
		all = append(all, amendment{path: "**." + name, kind: "opened", reason: passedOn})
	}
	for _, name := range []string{"maxUnavailable", "minAvailable", "maxSurge", "targetPort"} {
		all = append(all, amendment{path: "**." + name, kind: "loose", reason: "a number, a percentage or a name"})
	}
	return all
}

func kubePrometheusStackAmendments() []amendment {
	const chart = "kube-prometheus-stack"
	all := []amendment{
		{chart: chart, path: `grafana.grafana\.ini`, kind: "open", reason: "sections of Grafana's own configuration file"},
		{chart: chart, path: "alertmanager.config", kind: "open", reason: "Alertmanager's own configuration file"},
		{chart: chart, path: "prometheus.prometheusSpec.additionalScrapeConfigs", kind: "list|string", reason: "text is passed through tpl"},
		{chart: chart, path: "defaultRules.rules.kubeScheduler", reason: "seen in the chart's values and templates", trap: &trap{
			kind:    IgnoredKey,
			message: "there are two groups of rules of the scheduler, and no chart reads this key",
			remedy:  "set kubeSchedulerAlerting and kubeSchedulerRecording",
		}},
	}
	for _, section := range grafanaSections {
		all = append(all, amendment{
			chart: chart, path: `grafana.grafana\.ini.` + strings.ReplaceAll(section, ".", `\.`), kind: "open", reason: "a section of Grafana's configuration file",
		})
	}
	for _, sub := range []struct{ chart, toggle string }{
		{"kube-state-metrics", "kubeStateMetrics"}, {"prometheus-node-exporter", "nodeExporter"}, {"prometheus-windows-exporter", "windowsMonitoring"},
	} {
		all = append(all, amendment{chart: chart, path: sub.chart + ".enabled", reason: "the condition of the dependency in Chart.yaml", trap: &trap{
			kind: IgnoredKey, message: "no chart reads it", remedy: "set " + sub.toggle + ".enabled",
		}})
	}
	return all
}

func lokiAmendments() []amendment {
	const chart = "loki"
	memory := &trap{
		kind:    IgnoredKey,
		message: "changes the pod only: memcached is still told to take allocatedMemory, and is killed at a lower limit",
		remedy:  "set allocatedMemory (MiB) and allocatedCPU, from which the chart derives requests and limits",
		when:    isSet,
	}
	return []amendment{
		{chart: chart, path: "chunksCache.resources", trap: memory, reason: "the argument -m of the container comes from allocatedMemory"},
		{chart: chart, path: "resultsCache.resources", trap: memory, reason: "the argument -m of the container comes from allocatedMemory"},
		{chart: chart, path: "loki.storage", kind: "closed", reason: "the template reads its keys one by one"},
		{chart: chart, path: "loki.storage.object_store.s3", kind: "opened", reason: "passed on into Loki's configuration"},
		{chart: chart, path: "loki.storage.object_store.gcs", kind: "opened", reason: "passed on into Loki's configuration"},
		{chart: chart, path: "loki.storage.object_store.azure", kind: "opened", reason: "passed on into Loki's configuration"},
		{chart: chart, path: "loki.storage.object_store.s3.endpoint", reason: "minio-go takes host and port", trap: &trap{
			kind: Trap, message: "this client of S3 takes no address with a scheme, and Loki notices only when it first writes",
			remedy: "leave https:// out", when: hasScheme,
		}},
		{chart: chart, path: "minio.enabled", reason: "the chart fails unless ignoreMinioDeprecation is set", trap: &trap{
			kind: Trap, message: "the chart refuses to be rendered with MinIO, which it is about to remove",
			remedy: "leave it off: the environment has a Spaces bucket", when: refusedMinIO,
		}},
	}
}

// grafanaSections are those of Grafana's configuration that its default values do
// not show, and people set.
var grafanaSections = []string{
	"alerting", "annotations", "annotations.api", "annotations.dashboard", "auth", "auth.anonymous", "auth.azuread", "auth.basic",
	"auth.generic_oauth", "auth.github", "auth.gitlab", "auth.google", "auth.grafana_com", "auth.jwt", "auth.ldap", "auth.okta",
	"auth.proxy", "aws", "azure", "dashboards", "database", "dataproxy", "datasources", "date_formats", "emails", "enterprise",
	"explore", "expressions", "external_image_storage", "feature_toggles", "geomap", "help", "live", "log.console", "log.file",
	"log.frontend", "metrics", "metrics.graphite", "navigation", "news", "panels", "plugins", "plugin.grafana-image-renderer",
	"profile", "public_dashboards", "query", "query_history", "quota", "rbac", "recording_rules", "remote_cache", "rendering",
	"security", "security.encryption", "service_accounts", "smtp", "snapshots", "sso_settings", "storage",
	"tracing.opentelemetry", "unified_alerting", "unified_alerting.screenshots", "unified_alerting.state_history", "users",
}

func alloyAmendments() []amendment {
	const chart = "alloy"
	empty := &trap{
		kind: Trap, message: "the chart renders an empty list as text that is no YAML",
		remedy: "leave at least one rule in it, or empty both lists", when: isOnlyEmptyList,
	}
	return []amendment{
		{chart: chart, path: "rbac.clusterRules", trap: empty, reason: "rendered"},
		{chart: chart, path: "rbac.rules", trap: empty, reason: "the same template as clusterRules"},
		{chart: chart, path: "alloy.configMap.content", reason: "passed through tpl", trap: &trap{
			kind: Trap, message: "the chart reads {{ in it as the start of a template",
			remedy: "write {{`{{`}}", when: hasTemplate,
		}},
	}
}

func demoAmendments() []amendment {
	const (
		chart = "microservices-demo"
		newer = "newer than the source that the contract was derived from"
	)
	return []amendment{
		{chart: chart, path: "frontend.createIngress", kind: "bool", reason: newer},
		{chart: chart, path: "frontend.createIssuer", kind: "bool", reason: newer},
		{chart: chart, path: "networkPolicies.create", reason: "read in the templates", trap: &trap{
			kind: Trap, message: "the chart's policies deny all but its own traffic: neither the Gateway nor the exporters would get through",
			remedy: "leave it off: the platform brings network policies of its own", when: isTrue,
		}},
	}
}

func exporterAmendments() []amendment {
	const postgres, redis = "prometheus-postgres-exporter", "prometheus-redis-exporter"
	const remedy = "set timeout"
	timeout := &trap{kind: IgnoredKey, message: "the chart does not read it", remedy: remedy}
	return []amendment{
		{chart: postgres, path: "serviceMonitor.scrapeTimeout", trap: timeout, reason: "the template reads timeout"},
		{chart: postgres, path: "podMonitor.scrapeTimeout", trap: timeout, reason: "the template reads timeout"},
		{chart: redis, path: "serviceMonitor.scrapeTimeout", reason: "the template reads timeout for a single target", trap: &trap{
			kind: IgnoredKey, message: "the chart reads it only with multipleTarget", remedy: remedy,
			when: func(_, monitor, _ *manifest.Node) bool {
				multiple, ok := monitor.Get("multipleTarget")
				return !ok || !isTrue(multiple, nil, nil)
			},
		}},
		{chart: "cert-manager", path: "livenessProbe.enabled", kind: "bool", reason: "its schema takes any key, its template reads this one"},
		{chart: redis, path: "env", kind: "open|list", reason: "the default shows a map, the template takes a list as well"},
	}
}

func isTrue(n, _, _ *manifest.Node) bool {
	return n.Kind() == manifest.KindBool && n.Text() == "true"
}

func isSet(n, _, _ *manifest.Node) bool { return n.Len() > 0 || n.Text() != "" }

func isEmptyList(n, _, _ *manifest.Node) bool { return n.Kind() == manifest.KindList && n.Len() == 0 }

// isOnlyEmptyList tells whether one of the two lists of rules is empty, and the
// other is not: without any, the chart renders neither.
func isOnlyEmptyList(n, rbac, _ *manifest.Node) bool {
	rules, _ := rbac.Get("rules")
	clusterRules, _ := rbac.Get("clusterRules")
	return isEmptyList(n, nil, nil) && rules.Len()+clusterRules.Len() > 0
}

// refusedMinIO tells whether MinIO is on without what the chart wants to hear.
func refusedMinIO(n, _, all *manifest.Node) bool {
	return isTrue(n, nil, nil) && all.TextAt("ignoreMinioDeprecation") != "true"
}

func hasScheme(n, _, _ *manifest.Node) bool { return strings.Contains(n.Text(), "://") }

// escaped is a template that is nothing but a text, as {{`{{`}} and {{"{{"}} are.
var escaped = regexp.MustCompile("{{-?\\s*(`[^`]*`|\"(\\\\.|[^\"\\\\])*\")\\s*-?}}")

func hasTemplate(n, _, _ *manifest.Node) bool {
	return strings.Contains(escaped.ReplaceAllString(n.Text(), ""), "{{")
}
