package render_test

import (
	"fmt"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// TestGrowth: of four times as much of anything, each costs as much. Work is counted in allocations, which no load of the machine
// changes.
func TestGrowth(t *testing.T) {
	usual := string(platform.Default())
	cases := map[string]struct {
		reason string
		n      int
		make   func(n int) string
		prove  bool
	}{
		"Environments, loaded": {"the rules that compare environments", 50, environments, false},
		"Environments, proved": {"what all environments are asked", 3, environments, true},
		"Databases": {"what is asked of a database, and of each with all", 8, func(n int) string {
			return usual + "    databases:\n" + repeated(n, "      d%d: {engine: pg}\n")
		}, true},
		"Keys": {"known ones, of which each may be compared with all", 500, func(n int) string {
			return usual + "    overrides:\n      loki:\n        loki:\n          podAnnotations:\n" + repeated(n, "            k%d: v\n")
		}, true},
		"Items": {"a list of objects", 100, func(n int) string {
			return usual + "    overrides:\n      loki:\n        extraObjects:\n" + repeated(n, "        - {apiVersion: v1, kind: ConfigMap, metadata: {name: c%d, namespace: cluster-services}}\n")
		}, true},
		"Text": {"a long text of the user's", 500, func(n int) string {
			return usual + "    overrides:\n      loki:\n        loki:\n          podAnnotations:\n            x: |\n" + repeated(n, "              a%d: b\n")
		}, true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			work := func(data string) float64 {
				return testing.AllocsPerRun(1, func() {
					p, locate, findings := platform.LoadLocated(platform.Source{Name: "p", Data: []byte(data)})
					if err := findings.Err(); err != nil {
						t.Fatal(err)
					}
					if !tc.prove {
						return
					}
					if _, _, err := render.Prove(p, render.Options{Locate: locate}); err != nil {
						t.Fatal(err)
					}
				})
			}
			one, some, many := work(tc.make(1)), work(tc.make(tc.n)), work(tc.make(4*tc.n))
			before, after := (some-one)/float64(tc.n-1), (many-one)/float64(4*tc.n-1)
			if after > 1.25*before {
				t.Errorf("%s: each costs %.0f allocations among %d, and %.0f among %d", tc.reason, before, tc.n, after, 4*tc.n)
			}
		})
	}
}

func environments(n int) string {
	var b strings.Builder
	b.WriteString("apiVersion: seamark.dev/v1alpha1\nkind: Platform\nmetadata: {name: acme}\nspec:\n  environments:\n")
	for i := range n {
		fmt.Fprintf(&b, "  - {name: e%d, region: sfo3, domain: {zone: e%d.example.com, acmeEmail: a@example.com}, network: {vpcCIDR: 10.%d.%d.0/24}}\n", i, i, 16+i/250, i%250)
	}
	return b.String()
}

// repeated is a line for each number.
func repeated(n int, line string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}
