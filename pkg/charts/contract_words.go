package charts

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// wordAmendments are values that are a word of a few, or a text in a language of
// its own, and keys of older versions.
func wordAmendments() []amendment {
	old := func(chart, path, remedy string) amendment {
		return amendment{chart: chart, path: path, reason: "the chart's changelog", trap: &trap{
			kind: IgnoredKey, message: "a key of an older version of the chart", remedy: remedy, when: says,
		}}
	}
	all := []amendment{
		{chart: "loki", path: "monitoring.selfMonitoring", kind: "open", reason: "an older name, of which the canary still reads the tenant", trap: &trap{
			kind: IgnoredKey, message: "a key of an older version of the chart", remedy: "leave it out: Alloy collects Loki's logs as those of all pods", when: monitorsItself,
		}},
		{chart: "loki", path: "tableManager", reason: "Loki deletes by its compactor; the table manager is for stores that are no more", trap: &trap{
			kind: Trap, message: "Loki has had no table manager since its index is in the bucket", remedy: "set logs.retention of the environment", when: asksTableManager,
		}},
		old("alloy", "agent", "use alloy"),
		old("cert-manager", "installCRDs", "set crds.enabled"),
		{path: "**.pullPolicy", reason: "Kubernetes' own words", trap: &trap{
			kind: Trap, message: "Kubernetes knows no such policy", remedy: "write Always, IfNotPresent or Never", when: noPullPolicy,
		}},
	}
	for _, w := range words {
		all = append(all, amendment{chart: w.chart, path: w.path, reason: "the chart's schema, which Helm looks at in the cluster", trap: &trap{
			kind: Trap, message: "none of the words that are known here", remedy: "write " + strings.Join(w.words, ", "), when: noneOf(w.words),
		}})
	}
	return all
}

// word is a value that is a word of a few.
type word struct {
	chart, path string
	words       []string
}

// words are those that the schemas of the charts know, and of Alloy its program.
var words = []word{
	{"alloy", "alloy.stabilityLevel", []string{"experimental", "public-preview", "generally-available"}},
	{"external-dns", "deploymentStrategy.type", []string{"Recreate", "RollingUpdate"}},
	{"external-dns", "image.pullPolicy", []string{"IfNotPresent", "Always"}},
	{"external-dns", "logFormat", []string{"text", "json"}},
	{"external-dns", "logLevel", []string{"panic", "debug", "info", "warning", "error", "fatal"}},
	{"external-dns", "policy", []string{"create-only", "sync", "upsert-only"}},
	{"external-dns", "registry", []string{"txt", "aws-sd", "dynamodb", "noop"}},
	{"external-dns", "service.ipFamilyPolicy", []string{"SingleStack", "PreferDualStack", "RequireDualStack"}},
}

func noneOf(words []string) func(n, around, all *manifest.Node) bool {
	return func(n, _, _ *manifest.Node) bool {
		return n.Kind() == manifest.KindString && !slices.Contains(words, n.Text())
	}
}

// asksTableManager tells whether anything but the default values is said.
func asksTableManager(n, _, _ *manifest.Node) bool {
	period := n.TextAt("retention_period")
	return n.Kind() == manifest.KindMap && (n.Len() == 0 || n.TextAt("enabled") == "true" || period != "" && period != "0")
}

func monitorsItself(n, _, _ *manifest.Node) bool { return n.TextAt("enabled") == "true" }

// says tells whether a value is more than a default that says nothing.
func says(n, _, _ *manifest.Node) bool { return n.Len() > 0 || n.Text() != "" && n.Text() != "false" }

func noPullPolicy(n, _, _ *manifest.Node) bool {
	words := []string{"", "Always", "IfNotPresent", "Never"}
	return n.Kind() == manifest.KindString && !slices.Contains(words, n.Text()) && !hasTemplate(n, nil, nil)
}
