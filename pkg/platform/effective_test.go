package platform

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEffectiveIsTheSame: what is printed loads to what was loaded, for every
// configuration of the tests.
func TestEffectiveIsTheSame(t *testing.T) {
	for _, file := range configurations(t) {
		t.Run(file, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p, locate, findings := LoadLocated(Source{filepath.Base(file), data})
			if len(findings) > 0 {
				t.Fatal(findings)
			}
			printed := printed(t, p, locate, Shown{})
			again, findings := Load(Source{"again.yaml", printed})
			if len(findings) > 0 {
				t.Fatalf("%v\n%s", findings, printed)
			}
			if diff := cmp.Diff(p, again); diff != "" {
				t.Errorf("(-loaded +printed and loaded):\n%s\n%s", diff, printed)
			}
		})
	}
}

func printed(t testing.TB, p Platform, l Locator, of Shown) []byte {
	t.Helper()
	data, err := Effective(p, l, of)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestEffective shows the text, with the origin of each value.
func TestEffective(t *testing.T) {
	data, err := os.ReadFile("testdata/valid/defaults.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, locate, findings := LoadLocated(Source{"defaults.yaml", data})
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	golden(t, "testdata/effective/all.yaml", printed(t, p, locate, Shown{}))
	golden(t, "testdata/effective/written.yaml", printed(t, p, locate, Shown{Environments: []string{"stage"}, Written: true}))
}

// TestEffectiveValues: Helm values of every type come back as they were.
func TestEffectiveValues(t *testing.T) {
	values := `
        text: "17"
        date: 2026-11-29
        yes: "yes"
        number: 17
        whole: 1e3
        small: 1.5e-9
        zero: 0
        none: ""
        off: false
        gone: null
        map: {}
        list: [1, [], {}, null, "", 0, false, two, {three: 3}]
        "a: b": "# no comment"
        "1": "~"
        lines: |
          one # not a comment

            two
        kept: |+
          a

        indented: "  a\n b\n"
        blank: "\n\n"
        tabs: "a\n\tb\n"
        long: "` + strings.Repeat("word ", 60) + `"
`
	data := strings.Replace(string(Default()), "    domain:", "    overrides:\n      loki:"+values+"    domain:", 1)
	p, locate, findings := LoadLocated(Source{"p.yaml", []byte(data)})
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	out := printed(t, p, locate, Shown{})
	again, findings := Load(Source{"again.yaml", out})
	if len(findings) > 0 {
		t.Fatalf("%v\n%s", findings, out)
	}
	if diff := cmp.Diff(p, again); diff != "" {
		t.Errorf("(-loaded +printed and loaded):\n%s\n%s", diff, out)
	}
}
