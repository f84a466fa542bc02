package languages

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func TestAlloyComponents(t *testing.T) {
	const write = "loki.write \"a\" { endpoint { url = \"http://b\" } }\n"
	cases := map[string]struct {
		reason, text string
		want         []string
	}{
		"Component": {"Two letters changed places.", `loki.wriet "a" { }`, []string{`"loki.wriet": line 1, column 1: Alloy has no such component; did you mean "loki.write"? [language-alloy]`}},
		"Attribute": {"An argument is misspelt.", `loki.write "a" { endpoint { url = "http://b", ulr = "c" } }`, []string{`line 1, column 45: expected TERMINATOR, got , [language-alloy]`}},
		"Argument":  {"An argument is misspelt.", "loki.write \"a\" {\n  endpoint {\n    url = \"http://b\"\n    remote_timeot = \"5s\"\n  }\n}", []string{`"remote_timeot": line 4, column 5: loki.write.endpoint has no such argument; did you mean "remote_timeout"? [language-alloy]`}},
		"Block": {"A stage that does not exist.", write + `loki.process "b" {
  forward_to = [loki.write.a.receiver]
  stage.crio { }
}`, []string{`"stage.crio": line 4, column 3: loki.process has no such argument; did you mean "stage.cri"? [language-alloy]`}},
		"Required":    {"Where to?", `loki.source.file "a" { targets = [] }`, []string{`"loki.source.file": line 1, column 1: Alloy wants forward_to in it [language-alloy]`}},
		"NoBlock":     {"A map in the place of a block.", `loki.write "a" { endpoint = {url = "b"} }`, []string{`"endpoint": line 1, column 18: it is a block of loki.write; write endpoint { … } [language-alloy]`}},
		"NoAttribute": {"A block in the place of a map.", write + "loki.process \"b\" {\n  forward_to { }\n}", []string{`"forward_to": line 3, column 3: it is no block of loki.process; write forward_to = … [language-alloy]`}},
		"Duration": {"A unit that Go does not have.", `loki.write "a" { endpoint {
  url            = "http://b"
  remote_timeout = "1d"
} }`, []string{`"1d": line 3, column 3: remote_timeout is a duration, such as 10s or 1h30m [language-alloy]`}},
		"Experimental": {"Alloy would not start it.", "loki.secretfilter \"a\" {\n  forward_to = []\n}", []string{`"loki.secretfilter": line 1, column 1: Alloy refuses the component, which is experimental; set alloy.stabilityLevel to experimental [language-alloy]`}},
		"Nobody": {"No component of this sort is declared at all.", `loki.source.file "a" {
  targets    = []
  forward_to = [loki.write.a.receiver]
}`, []string{`"loki.write.a": line 3, column 17: no such component is declared [language-alloy-reference]`}},
		"Inside": {"A component of one's own sees nothing around it.", write + `declare "mine" {
  loki.source.file "b" {
    targets    = []
    forward_to = [loki.write.a.receiver]
  }
}
mine "c" { }`, []string{`"loki.write.a": line 5, column 19: no such component is declared [language-alloy-reference]`}},
		"Right": {"Modules, components of one's own, what is made for each, stages in stages.", write + `import.file "helpers" { filename = "x" }
helpers.relabel "b" { }
foreach "c" {
  collection = [1]
  var        = "each"
  template {
    local.file "d" { filename = each }
    loki.process "e" {
      forward_to = [loki.write.a.receiver]
      stage.match {
        selector = "{a=\"b\"}"
        stage.match {
          selector = "{a=\"b\"}"
          stage.static_labels { values = {f = local.file.d.content} }
        }
      }
    }
  }
}
otelcol.receiver.otlp "g" { anything = 1 }`, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, provetest.Lines(readAlloy("generally-available")(tc.text))); diff != "" {
				t.Errorf("(-want +got):\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}

// TestAlloyVersion ties the table to the Alloy that the pinned chart installs.
func TestAlloyVersion(t *testing.T) {
	if got := alloyVersion(); got != charts.Alloy.AppVersion {
		t.Errorf("the table is of %s, the pinned chart installs %s", got, charts.Alloy.AppVersion)
	}
}

// TestAlloyLevel: what the user allows is right.
func TestAlloyLevel(t *testing.T) {
	overrides := "alloy: {alloy: {stabilityLevel: experimental, configMap: {content: 'loki.secretfilter \"a\" { forward_to = [] }'}}}\n"
	if got := Check(inventory.Read(provetest.Overriding(t, overrides))); len(got) > 0 {
		t.Errorf("got %v", got)
	}
}

// FuzzAlloy: any text is read to its end.
func FuzzAlloy(f *testing.F) {
	f.Add(`declare "a" { declare "b" { loki.write "c" { endpoint { } } } }`)
	f.Add(`foreach "a" { template { x.y.z "b" { c = loki.write.d.e } } }`)
	f.Fuzz(func(_ *testing.T, text string) { readAlloy("")(text) })
}
