package rates

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// TestScale: one token serves 100 environments, and its limit is told before it
// is reached.
func TestScale(t *testing.T) {
	cases := map[string]struct {
		reason       string
		environments int
		groups       int // tokens, in turn
		calls        map[string]int
		found        int
	}{
		"One":    {"Polled every 5 minutes.", 1, 1, map[string]int{"digitalocean": 156, "digitalocean-dns": 24}, 0},
		"Twenty": {"As often.", 20, 1, map[string]int{"digitalocean": 2892, "digitalocean-dns": 480}, 0},
		"Many":   {"Every 20 minutes.", 100, 1, map[string]int{"digitalocean": 3603, "digitalocean-dns": 2400}, 0},
		"More":   {"The token of the hub is near its limit.", 120, 1, map[string]int{"digitalocean": 4323, "digitalocean-dns": 2880}, 1},
		"Groups": {"Two tokens have two limits.", 120, 2, map[string]int{
			"digitalocean": 2163, "digitalocean-dns": 1440, "digitalocean-g1": 2163, "digitalocean-dns-g1": 1440,
		}, 0},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := provetest.Environments(t, tc.environments).Platform
			for i := range p.Spec.Environments {
				if group := i % tc.groups; group > 0 {
					p.Spec.Environments[i].Token = fmt.Sprintf("g%d", group)
				}
			}
			inv := inventory.Read(provetest.Built(t, p, func(at manifest.Path) (diag.Where, bool) {
				return diag.Where{File: "p.yaml", Line: 5, Path: at.String()}, true
			}))
			if diff := cmp.Diff(tc.calls, Calls(inv)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
			found := Check(inv)
			if len(found) != tc.found {
				t.Fatalf("%s: found %v", tc.reason, found)
			}
			const want = `p.yaml:5: spec.environments: warning: "digitalocean": about 4323 calls an hour are made with this token, and DigitalOcean allows 5000; give a group of environments tokens of its own (token), or the providers a longer interval (spec.hub.pollInterval) [rate-near-limit]`
			for _, f := range found {
				if diff := cmp.Diff(want, f.String()); diff != "" {
					t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
				}
			}
		})
	}
}

// TestPollInterval: the interval that somebody chose for the providers counts.
func TestPollInterval(t *testing.T) {
	p := provetest.Environments(t, 20).Platform
	for interval, want := range map[string]struct{ calls, found int }{
		"5m": {12 * 241, 0}, "1m": {60 * 241, 1}, "60m": {241, 0},
	} {
		p.Spec.Hub.PollInterval = interval
		inv := inventory.Read(provetest.Built(t, p, nil))
		if got := Calls(inv)["digitalocean"]; got != want.calls {
			t.Errorf("every %s: %d calls an hour, want %d", interval, got, want.calls)
		}
		if found := Check(inv); len(found) != want.found {
			t.Errorf("every %s: found %v", interval, found)
		}
	}
}

// TestBeside: what is read beside a resource counts.
func TestBeside(t *testing.T) {
	without := inventory.Read(provetest.Configured(t, "p.yaml", provetest.Small))
	with := inventory.Read(provetest.Configured(t, "p.yaml", provetest.Small+"    databases: {cartservice: {engine: valkey, evictionPolicy: allkeys_lru}}\n"))
	if more := Calls(with)["digitalocean"] - Calls(without)["digitalocean"]; more != 12 {
		t.Errorf("an eviction policy is read %d times an hour, want 12", more)
	}
}

// TestProject: cluster, bucket and two databases are assigned at each poll.
func TestProject(t *testing.T) {
	without := inventory.Read(provetest.Configured(t, "p.yaml", provetest.Small))
	with := inventory.Read(provetest.Configured(t, "p.yaml", provetest.Small+"    project: 4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679\n"))
	if more := Calls(with)["digitalocean"] - Calls(without)["digitalocean"]; more != 4*12 {
		t.Errorf("a project costs %d calls an hour, want 48", more)
	}
}

// TestInterval: an interval of the user's own counts.
func TestInterval(t *testing.T) {
	inv := inventory.Read(provetest.Overriding(t, "external-dns: {interval: 30s}"))
	if got := Calls(inv)["digitalocean-dns"]; got != 240 {
		t.Errorf("got %d calls an hour, want 240", got)
	}
}

// TestObserved: a database that is only looked at has neither trusted sources nor
// a log sink that anybody asks for.
func TestObserved(t *testing.T) {
	p := provetest.Environments(t, 1).Platform
	db := p.Spec.Environments[0].Databases["adservice"]
	p.Spec.Environments[0].Databases["adservice"] = platform.Database{
		Engine: db.Engine, Existing: &platform.ExistingDatabase{ID: "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30", ObserveOnly: true},
	}
	if got, want := Calls(inventory.Read(provetest.Built(t, p, nil)))["digitalocean"], 156-2*12; got != want {
		t.Errorf("%d calls an hour, want %d", got, want)
	}
}
