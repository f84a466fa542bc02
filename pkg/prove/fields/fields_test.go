package fields

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func TestGoldens(t *testing.T) {
	for name, in := range provetest.Goldens(t, "../../..") {
		if found := Check(inventory.Read(in)); len(found) > 0 {
			t.Errorf("%s: %v", name, provetest.Lines(found))
		}
	}
}

func TestFields(t *testing.T) {
	const (
		head    = `pkg/components/alloy/alloy.go: release alloy: `
		tail    = `; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml `
		address = `; https:// and a Helm repository, or oci:// and the chart itself` + tail + `[field-chart]`
		yaml    = `; write it as YAML: a part of the object, or a list of operations with op and path` + tail + `[field-patch]`
	)
	chart := func(change func(*charts.Chart)) func(provetest.Tree) {
		return func(t provetest.Tree) { change(&t.Release("alloy").Chart) }
	}
	patch := func(text string) func(provetest.Tree) {
		return func(t provetest.Tree) { t.Release("alloy").Patches = []model.Patch{{Kind: "DaemonSet", Patch: text}} }
	}
	provetest.Seed(t, Check, map[string]provetest.Fault{
		"scheme": {
			Reason: "No engine clones; what may be an account is not shown.",
			Do:     chart(func(c *charts.Chart) { c.Repository = "git://user:hunter2@example.com/x" }),
			Want:   []string{head + `chart.repository: "git://example.com": no engine fetches charts in this way` + address},
		},
		"http": {
			Reason: "Anybody on the way could change the chart.",
			Do:     chart(func(c *charts.Chart) { c.Repository = "http://example.com" }),
			Want:   []string{head + `chart.repository: "http://example.com": no engine fetches charts in this way` + address},
		},
		"mirror without TLS": {
			Reason: "The configuration says so on purpose.",
			Do: func(t provetest.Tree) {
				r := t.Release("alloy")
				r.Mirror.Upstream, r.Chart.Repository = r.Chart.Repository, "http://example.com"
			},
		},
		"no URL": {
			Reason: "A control character.",
			Do:     chart(func(c *charts.Chart) { c.Repository = "https://example.com\nx" }),
			Want:   []string{head + `chart.repository: the repository of the chart is no URL` + address},
		},
		"no host": {
			Reason: "As helm repo add calls it.",
			Do:     chart(func(c *charts.Chart) { c.Repository = "grafana/alloy" }),
			Want:   []string{head + `chart.repository: the repository of the chart names no host` + address},
		},
		"above the chart": {
			Reason: "As helm push takes it: a registry would be asked for a chart called charts.",
			Do:     chart(func(c *charts.Chart) { c.Repository = "oci://user:hunter2@registry.example.com/charts" }),
			Want: []string{head + `chart.repository: warning: "oci://registry.example.com": an address in a registry is that of the chart itself, ` +
				`and this one does not end in its name, alloy; put /alloy at its end` + tail + `[field-chart]`},
		},
		"the chart itself": {
			Reason: "As it should be.",
			Do:     chart(func(c *charts.Chart) { c.Repository = "oci://registry.example.com/charts/alloy" }),
		},
		"mirror with names of its own": {
			Reason: "The configuration says so on purpose.",
			Do: func(t provetest.Tree) {
				r := t.Release("alloy")
				r.Mirror.Upstream, r.Chart.Repository = r.Chart.Repository, "oci://registry.example.com/mirrored/alloy-chart"
			},
		},
		"chart": {
			Reason: "It would be another path of the repository.",
			Do:     chart(func(c *charts.Chart) { c.Name = "../alloy" }),
			Want:   []string{head + `chart.name: "../alloy": the name of a chart is letters, digits, dashes, dots and underscores` + tail + `[field-chart]`},
		},
		"version": {
			Reason: "A line more than a version.",
			Do:     chart(func(c *charts.Chart) { c.Version = "1.2.3\n" }),
			Want:   []string{head + `chart.version: "1.2.3\n": this is no version of a chart, and no range of versions; pin one: 1.2.3` + tail + `[field-chart]`},
		},
		"broken patch": {
			Reason: "No YAML at all.",
			Do:     patch("a: [b"),
			Want:   []string{head + `patches[0]: the patch is no YAML: yaml: line 1: did not find expected ',' or ']'` + yaml},
		},
		"empty patch": {
			Reason: "It changes nothing.", Do: patch("# nothing\n"),
			Want: []string{head + `patches[0]: the patch is empty` + yaml},
		},
		"text": {
			Reason: "YAML, and no patch.", Do: patch("remove the Ingress"),
			Want: []string{head + `patches[0]: the patch is neither a map nor a list` + yaml},
		},
		"operations": {
			Reason: "An operation that JSON 6902 does not have.", Do: patch("- {op: delete, path: /spec}"),
			Want: []string{head + `patches[0]: the patch is a list, and of something other than operations` + yaml},
		},
		"JSON 6902": {Reason: "This is one.", Do: patch("- {op: remove, path: /spec/x}")},
		"timeout": {
			Reason: "The pattern of the CRD takes no sign.",
			Do:     func(t provetest.Tree) { t.Release("alloy").Timeout = -time.Second },
			Want:   []string{head + `timeout: "-1s": a timeout is whole seconds, one at least; zero stands for 10 minutes` + tail + `[field-timeout]`},
		},
		"timeout of a unit": {
			Reason: "The pattern of the CRD knows no microseconds.",
			Do:     func(t provetest.Tree) { t.Unit("2-cluster/collection").Timeout = 20 * time.Microsecond },
			Want:   []string{`pkg/components/alloy/alloy.go: unit environments/blue/2-cluster/collection: timeout: "20µs": a timeout is whole seconds, one at least; zero stands for 5 minutes [field-timeout]`},
		},
	})
}

func TestVersions(t *testing.T) {
	legal := []string{"1.2.3", "v1.21.1", ">=1.0.0 <2.0.0", ">= 1.0, < 2", "~1.2 || ^2", "1.2.x", "*", "1.2.3-rc.1+build.5", "1.0 - 2.0", "1.20240102.112233444"}
	illegal := []string{"", " ", "latest", "1.2.3\nx", "1.2.3;", "1..2", "../1", "1.2.3.4"}
	refused := slices.DeleteFunc(slices.Concat(legal, illegal), version.MatchString)
	if diff := cmp.Diff(illegal, refused); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if !version.MatchString(strings.Repeat("1.2 ", 100) + "1") {
		t.Error("a long range is refused")
	}
}
