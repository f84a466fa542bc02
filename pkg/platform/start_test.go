package platform

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStart: every combination loads, says what it was told, and hardly depends
// on defaults.
func TestStart(t *testing.T) {
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprintf("e%d", i))
	}
	for _, engine := range []string{"", "flux", "argocd"} {
		for _, environments := range [][]string{nil, {"prod"}, {"prod", "stage", "on"}, many} {
			for _, zone := range []string{"", "shop.example"} {
				for _, region := range []string{"", "fra1"} {
					for _, name := range []string{"", "shop", "on"} {
						start := Start{Name: name, Region: region, Zone: zone, Engine: engine, Environments: environments}
						text, faults := start.Configuration()
						if len(faults) > 0 {
							t.Fatalf("%+v: %v", start, faults)
						}
						p, findings := Load(Source{"platform.yaml", text})
						if len(findings) > 0 {
							t.Fatalf("%+v: %v\n%s", start, findings, text)
						}
						if got := says(p); engine != "" && region != "" && name != "" && zone != "" && environments != nil && !cmp.Equal(start, got) {
							t.Errorf("%+v says %+v", start, got)
						}
					}
				}
			}
		}
	}
}

// says is what a platform says of itself.
func says(p Platform) Start {
	e := p.Spec.Environments[0]
	s := Start{Name: p.Metadata.Name, Region: e.Region, Zone: e.Domain.Zone, Engine: string(p.Spec.Delivery.Engine)}
	for _, e := range p.Spec.Environments {
		s.Environments = append(s.Environments, e.Name)
	}
	return s
}

func TestStartIsTheStarter(t *testing.T) {
	text, faults := Start{}.Configuration()
	if diff := cmp.Diff(string(Starter()), string(text)); diff != "" || faults != nil {
		t.Errorf("%v (-starter +start):\n%s", faults, diff)
	}
}

// TestStartWritesWhatStays: what cannot be changed later, or only at a price, is
// written for each environment, so that another default changes nothing.
func TestStartWritesWhatStays(t *testing.T) {
	text, _ := Start{Environments: []string{"prod", "stage"}}.Configuration()
	_, locate, _ := LoadLocated(Source{"platform.yaml", text})
	fields := []string{
		"region", "domain.zone", "domain.demo", "domain.logs", "network.vpcCIDR", "network.clusterSubnet", "network.serviceSubnet",
		"cluster.version", "cluster.nodePool.size", "logs.bucket", "logs.volume", "metrics.volume",
		"databases.adservice.engine", "databases.adservice.version", "databases.adservice.size",
		"databases.cartservice.engine", "databases.cartservice.version", "databases.cartservice.size",
	}
	for i := range 2 {
		for _, field := range fields {
			at := environments().Item(i)
			for name := range strings.SplitSeq(field, ".") {
				at = at.Field(name)
			}
			if !locate.Written(at) {
				t.Errorf("%s is not written", at)
			}
		}
	}
}

func TestStartFaults(t *testing.T) {
	cases := map[string]struct {
		reason string
		start  Start
		want   []string
	}{
		"Each":      {"Every field is told, once.", Start{"Acme!", "sfo9x", "example", "flix", []string{"prod", "prod"}}, []string{"name", "engine", "environments", "region", "zone"}},
		"Empty":     {"A name between two commas is missing.", Start{Environments: []string{"prod", ""}}, []string{"environments"}},
		"Reserved":  {"Somebody else's namespace.", Start{Environments: []string{"argocd"}}, []string{"environments"}},
		"Injection": {"No text becomes YAML.", Start{Name: "a\nspec: {}", Region: "{}", Zone: "a: b #"}, []string{"name", "region", "zone"}},
		"Crowd":     {"Private networks come to an end.", Start{Environments: slices.Repeat([]string{"e"}, 300)}, []string{"environments"}},
		"LongNames": {"Two good names make one that is too long.", Start{Name: strings.Repeat("a", 40), Environments: []string{strings.Repeat("b", 20)}}, []string{"name"}},
		"Digit":     {"A good name makes a bucket that has none.", Start{Name: "123"}, []string{"name"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			_, faults := tc.start.Configuration()
			for _, f := range faults {
				got = append(got, f.Field)
			}
			slices.Sort(got)
			slices.Sort(tc.want)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s\n%v", tc.reason, diff, faults)
			}
		})
	}
}
