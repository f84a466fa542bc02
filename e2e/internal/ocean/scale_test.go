package ocean

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	pkgv1beta1 "github.com/crossplane/crossplane/apis/v2/pkg/v1beta1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/prove/rates"
)

// What DigitalOcean allows a token.
const (
	perHour   = 5000
	perMinute = 250
)

// hours is how long the loops run, at the clock of the cloud.
const hours = 4

// TestScale runs the loops of everything that is rendered for 1, 20 and 100
// environments, and for the golden configurations, at the intervals that are
// rendered, and counts the calls where they arrive. They must be within the
// limits, and what is calculated.
func TestScale(t *testing.T) {
	inputs := map[string]inventory.Input{}
	for path, in := range provetest.Goldens(t, "../../..") {
		inputs[filepath.Base(filepath.Dir(path))] = in
	}
	for _, n := range []int{1, 20, 100} {
		inputs[strconv.Itoa(n)] = provetest.Environments(t, n)
	}
	for name, in := range inputs {
		t.Run(name, func(t *testing.T) {
			inv := inventory.Read(in)
			f := newFleet(t, in, inv)
			f.live(t)
			calculated := rates.Calls(inv)
			for token, calls := range f.cloud.Calls() {
				hourly := calls.Total / hours
				t.Logf("%s: %d calls an hour, %d in the busiest minute", token, hourly, calls.Busiest)
				if hourly > perHour || calls.Busiest > perMinute {
					t.Errorf("%s is above the limits of %d an hour and %d a minute", token, perHour, perMinute)
				}
				// What is asked for once a day is not calculated.
				if counted := calls.Total - f.daily[token]; counted != hours*calculated[token] {
					t.Errorf("%s: %d calls in %d hours, and %d an hour are calculated", token, counted, hours, calculated[token])
				}
				delete(calculated, token)
			}
			if len(calculated) > 0 {
				t.Errorf("nobody has called with %v", calculated)
			}
		})
	}
}

// fleet is an account with everything that a configuration renders, and all
// loops that call its API.
type fleet struct {
	cloud *Cloud
	now   time.Time
	polls map[string]time.Duration // by provider
	loops []loop
	daily map[string]int             // calls of what asks once a day, by token
	last  map[string]map[Kind]string // the resource of a kind that came last, by namespace
}

// loop is something that happens again and again.
type loop struct {
	every time.Duration
	call  func(t *testing.T)
}

func newFleet(t *testing.T, in inventory.Input, inv *inventory.Inventory) *fleet {
	t.Helper()
	f := &fleet{now: time.Unix(0, 0).UTC(), polls: polls(in), daily: map[string]int{}, last: map[string]map[Kind]string{}}
	o := Options{SpacesID: "id", SpacesSecret: "secret", Now: func() time.Time { return f.now }}
	for _, env := range in.Platform.Spec.Environments {
		o.OtherTokens = append(o.OtherTokens, packages.OfToken("digitalocean", env.Token), packages.OfToken("digitalocean-dns", env.Token))
	}
	o.Token = "digitalocean" // of the hub itself
	f.cloud = New(o)
	t.Cleanup(f.cloud.Close)
	for i := range inv.Objects {
		f.managed(t, &inv.Objects[i])
	}
	for _, r := range inv.Releases {
		if r.Release.Chart.Name == "external-dns" {
			f.externalDNS(t, in, r)
		}
	}
	return f
}

// polls are the intervals that the providers are started with.
func polls(in inventory.Input) map[string]time.Duration {
	found := map[string]time.Duration{}
	for at := range model.Objects(in.Units) {
		config, ok := at.Object.(*pkgv1beta1.DeploymentRuntimeConfig)
		if !ok || config.Spec.DeploymentTemplate == nil {
			continue
		}
		for _, c := range config.Spec.DeploymentTemplate.Spec.Template.Spec.Containers {
			for _, arg := range c.Args {
				if value, is := strings.CutPrefix(arg, "--poll="); is {
					_, provider, _ := strings.Cut(config.Name, "provider-")
					found[provider], _ = time.ParseDuration(value)
				}
			}
		}
	}
	return found
}

// managed makes what a managed resource stands for, and its loop.
func (f *fleet) managed(t *testing.T, o *inventory.Object) {
	t.Helper()
	token := o.Node.TextAt("spec", "providerConfigRef", "name")
	gvk := schema.GroupVersionKind{Group: o.Ref.Group, Kind: o.Ref.Kind, Version: "v1alpha1"}
	within := f.last[o.Ref.Namespace]
	if within == nil {
		within = map[Kind]string{}
		f.last[o.Ref.Namespace] = within
	}
	switch s := shapeOf(gvk); {
	case s.kind != "":
		spec := orderOf(t, o)
		for _, ref := range s.refs {
			spec[ref.field] = within[shapeOf(ref.to).kind]
		}
		f.cloud.mu.Lock()
		r := f.cloud.add(s.kind, spec)
		f.cloud.mu.Unlock()
		within[s.kind] = r.ID
		caller := Caller{Token: token, SpacesID: "id", SpacesSecret: "secret"}
		f.loop(f.polls["upjet-digitalocean"], func(t *testing.T) {
			if _, err := f.cloud.read(t.Context(), caller, s.kind, r.ID, spec); err != nil {
				t.Fatal(err)
			}
		})
	case token == "":
	case strings.HasSuffix(gvk.Group, group): // of a kind that is not simulated
		f.loop(f.polls["upjet-digitalocean"], f.get(token, "/v2/databases/metrics/credentials"))
	case gvk.Group == "http.m.crossplane.io" && gvk.Kind == "Request":
		f.loop(f.polls["http"], f.get(token, "/v2/databases/metrics/credentials"))
	case gvk.Group == "http.m.crossplane.io" && gvk.Kind == "DisposableRequest":
		every, err := time.ParseDuration(o.Node.TextAt("spec", "forProvider", "nextReconcile"))
		if err != nil {
			t.Fatal(err)
		}
		call := f.get(token, "/v2/databases/metrics/credentials")
		f.loop(every, func(t *testing.T) { f.daily[token]++; call(t) })
	}
}

// orderOf is forProvider.
func orderOf(t *testing.T, o *inventory.Object) map[string]any {
	t.Helper()
	node, _ := o.Node.Get("spec", "forProvider")
	text, err := json.Marshal(node)
	if err != nil {
		t.Fatal(err)
	}
	spec := map[string]any{}
	if err := json.Unmarshal(text, &spec); err != nil {
		t.Fatal(err)
	}
	if spec["name"] == nil {
		spec["name"] = o.Node.TextAt("metadata", "annotations", "crossplane.io/external-name")
	}
	return spec
}

// externalDNS asks for the zones and for the records of one, at each interval.
func (f *fleet) externalDNS(t *testing.T, in inventory.Input, r inventory.Release) {
	t.Helper()
	every, err := time.ParseDuration(r.Values.TextAt("interval"))
	if err != nil {
		t.Fatal(err)
	}
	token := ""
	for _, env := range in.Platform.Spec.Environments {
		if env.Name == r.Release.Cluster.Environment() {
			token = packages.OfToken("digitalocean-dns", env.Token)
		}
	}
	f.loop(every, f.get(token, "/v2/domains"))
	f.loop(every, f.get(token, "/v2/domains/example.com/records"))
}

// get is a call of the API by HTTP.
func (f *fleet) get(token, path string) func(*testing.T) {
	handler := f.cloud.Handler()
	return func(t *testing.T) {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, apiURL+path, nil)
		request.Header.Set("Authorization", "Bearer "+token)
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if answer.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", path, answer.Code, answer.Body)
		}
	}
}

func (f *fleet) loop(every time.Duration, call func(*testing.T)) {
	f.loops = append(f.loops, loop{every, call})
}

// live lets hours pass. Each loop begins somewhere in its interval, evenly
// spread.
func (f *fleet) live(t *testing.T) {
	t.Helper()
	type occasion struct {
		at   time.Duration
		call func(*testing.T)
	}
	var all []occasion
	for i, l := range f.loops {
		if l.every <= 0 {
			t.Fatalf("loop %d has no interval", i)
		}
		phase := l.every * time.Duration(i) / time.Duration(len(f.loops))
		for at := phase; at < hours*time.Hour; at += l.every {
			all = append(all, occasion{at, l.call})
		}
	}
	slices.SortStableFunc(all, func(a, b occasion) int { return int(a.at - b.at) })
	begin := f.now
	for _, o := range all {
		f.now = begin.Add(o.at)
		o.call(t)
	}
}
