package promqltest

import (
	"embed"
	"maps"
	"slices"
	"strings"
	"testing"
)

// The lists of names, beside those of the exporters of databases, which are called
// as their components are. A list says in its head what
// exports the names, at which version, and how they are known; "go test . -run
// Refresh -scraped FILE -into NAME -update" writes one anew from what the real
// exporter serves.
const (
	Telegraf         = "telegraf" // the metrics endpoint of a managed database
	Cilium           = "cilium"
	Envoy            = "envoy"
	NodeExporter     = "node-exporter"
	KubeStateMetrics = "kube-state-metrics"
	Kubelet          = "kubelet"
	CertManager      = "cert-manager"
	Prometheus       = "prometheus" // and Alertmanager
	Loki             = "loki"
	Alloy            = "alloy"
	Rules            = "rules" // the recording rules of this platform
	Hub              = "hub"   // what is told of the hub
)

// Everything is every list of what an environment's Prometheus sees: all but that
// of the hub.
func Everything() []string {
	return slices.DeleteFunc(all(), func(name string) bool { return name == Hub })
}

// all are the names of all lists.
func all() []string {
	entries, _ := files.ReadDir("names") // what is embedded can be read
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".txt"))
	}
	return names
}

//go:embed names/*.txt
var files embed.FS

// Metric is what is known of a metric.
type Metric struct {
	// Labels are those of the metric and of its target; nil if they are not
	// known.
	Labels []string
	// Own are those that the exporter gives it.
	Own []string
}

// Catalogue holds metrics by name.
type Catalogue map[string]Metric

// Load reads lists of names. A list that does not exist ends the test.
func Load(t testing.TB, lists ...string) Catalogue {
	t.Helper()
	all := Catalogue{}
	for _, name := range lists {
		raw, err := files.ReadFile("names/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		_, metrics := parse(string(raw))
		maps.Copy(all, metrics)
	}
	return all
}

// parse reads a list: its head (# key: value), then a line for each metric, its
// name and, where they are known, its labels ("-" for none).
func parse(text string) (head map[string]string, metrics Catalogue) {
	head, metrics = map[string]string{}, Catalogue{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if comment, ok := strings.CutPrefix(line, "# "); ok {
			key, value, _ := strings.Cut(comment, ": ")
			head[key] = value
			continue
		}
		if name, labels, known := strings.Cut(line, " "); known {
			metrics[name] = metricOf(labels, head["target-labels"])
		} else if line != "" {
			metrics[line] = Metric{}
		}
	}
	return head, metrics
}

func metricOf(labels, target string) Metric {
	own := []string{}
	if labels != "-" {
		own = strings.Split(labels, ",")
	}
	return Metric{Own: own, Labels: slices.Concat(own, strings.Split(target, ","), []string{"__name__"})}
}
