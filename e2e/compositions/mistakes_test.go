package compositions

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// TestMistakes puts one mistake after the other into the composition for
// PostgreSQL and wants the life of its XR to fail. It is the proof that the
// other tests of this package can.
func TestMistakes(t *testing.T) {
	tests := map[string]struct {
		reason string
		// old is replaced by new, everywhere in the composition's YAML. The
		// lines of new are indented like old's.
		old, new string
		// want is part of the error.
		want string
		// validated is true if only the providers' schemas tell.
		validated bool
	}{
		"source path misspelt": {
			reason: "an optional source that does not exist is skipped without a word: only the schema misses the field",
			old:    "fromFieldPath: spec.region", new: "fromFieldPath: spec.regoin",
			want: "spec.forProvider.region is a required parameter", validated: true,
		},
		"target path misspelt": {
			reason: "an API server drops unknown fields without a word",
			old:    "toFieldPath: spec.forProvider.region", new: "toFieldPath: spec.forProvider.regoin",
			want: "regoin: unknown field", validated: true,
		},
		"status path misspelt": {
			reason: "a status field that the XRD does not declare is dropped, and what waits for it waits for ever",
			old:    "toFieldPath: status.privateHost", new: "toFieldPath: status.privateHots",
			want: "status.privateHots: unknown field",
		},
		"connection key misspelt": {
			reason: "the Secret is never whole, so the XR must not become ready",
			old:    "fromConnectionSecretKey: attribute.password", new: "fromConnectionSecretKey: attribute.pasword",
			want: "- Ready: true,",
		},
		"reference to another Secret": {
			reason: "the Secret is never whole, so the XR must not become ready",
			old:    "name: digitalocean-metrics", new: "name: metrics-of-the-database",
			want: "- Ready: true,",
		},
		"withheld from nobody": {
			reason: "without Required an Object is composed before its ProviderConfig can be named",
			old:    "fromFieldPath: Required", new: "fromFieldPath: Optional",
			want: "providerConfigRef",
		},
		"number formatted as an integer": {
			reason: "numbers are floats here, and Go's fmt says so in the value",
			old:    "rediss://%s:%v", new: "rediss://%s:%d",
			want: `%!d(float64=25061)`,
		},
		"readiness of the ScrapeConfig": {
			reason: "if it held the XR back, it and the Prometheus operator would wait for each other",
			old:    "type: None", new: "type: MatchCondition\nmatchCondition: {type: Ready, status: \"True\"}",
			want: "- Ready: true,",
		},
		"expression that does not decode": {
			reason: "the authority would be base64 of the PEM",
			old:    " | @base64d", new: "",
			want: `"UEVNCg=="`,
		},
		"expression that is no jq": {
			reason: "it is a mistake, not something to wait for",
			old:    ".body.ca.certificate | @base64d", new: ".body.ca.certificate | | @base64d",
			want: "is not jq",
		},
		"transform that does not match": {
			reason: "a fatal result of the function is an error of the harness",
			old:    `(?:https?://)?`, new: `gopher://`,
			want: "regexp",
		},
		"policy that deletes": {
			reason: "a Delete among the policies is the loss of a database",
			old:    "Orphan:", new: "Orphan:\n- Delete",
			want: `- "database/Cluster dev-adservice-pg",`,
		},
		"function that nobody runs": {
			reason: "a pipeline that names another function is an error",
			old:    "name: " + packages.FunctionName(), new: "name: function-patch-and-pray",
			want: "unknown function",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if test.validated && schemas == nil {
				t.Log("SKIPPED: without the providers' schemas nobody tells")
				return
			}
			err := liveWith(t, test.old, test.new)
			if err == nil {
				t.Fatalf("no error, want one with %q: %s", test.want, test.reason)
			}
			// Fields, because a diff is indented with whatever it likes.
			message := strings.Join(strings.Fields(err.Error()), " ")
			if !strings.Contains(message, test.want) {
				t.Errorf("error without %q: %v", test.want, err)
			}
			t.Logf("%.300s", message)
		})
	}
}

// liveWith lives through the whole life of a database, deletion included, with
// a changed composition, and returns the first error. It takes the engine whose
// composition holds what is to be changed.
func liveWith(t *testing.T, old, new string) error {
	t.Helper()
	e := env(platform.Orphan)
	w := withCluster(t, e)
	for _, d := range []database{postgresql(), valkey()} {
		text, err := delivery.Encode(encoded(t, e, d.name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), old) {
			continue
		}
		changed, err := life.Parse([]byte(replace(string(text), old, new)))
		if err != nil {
			t.Fatal(err)
		}
		return liveThrough(t, newDatabase(t, w, e, d.name).With(changed), d)
	}
	t.Fatalf("no composition holds %q", old)
	return nil
}

// replace replaces old in every line by new, which may be several lines.
func replace(text, old, new string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		indent := strings.Repeat(" ", len(line)-len(strings.TrimLeft(line, " -")))
		lines[i] = strings.ReplaceAll(line, old, strings.ReplaceAll(new, "\n", "\n"+indent))
	}
	return strings.Join(lines, "\n")
}

func liveThrough(t *testing.T, xr *life.XR, d database) error {
	t.Helper()
	end := life.Step{
		Name: "the XR is deleted",
		Do:   []life.Action{life.Unguard(), life.Delete()},
		Want: life.Outcome{External: join(clusterReal, []string{"database/Cluster " + d.cluster, "database/Firewall " + d.name + "-firewall"})},
	}
	for _, step := range append(d.becomesReady(), end) {
		if err := xr.Take(t.Context(), step); err != nil {
			return err
		}
	}
	return nil
}

// encoded is the composition for a database.
func encoded(t *testing.T, e platform.Environment, name string) model.Object {
	t.Helper()
	wanted := manageddatabase.CompositionName(e.Databases[name].Engine)
	for _, c := range apis.Compositions(databases.Engines()) {
		if c.Name == wanted {
			return c.Object()
		}
	}
	t.Fatalf("no Composition %s", wanted)
	return nil
}

// TestNoMistake lives the same lives without a mistake: it keeps TestMistakes
// honest.
func TestNoMistake(t *testing.T) {
	e := env(platform.Orphan)
	for _, d := range []database{postgresql(), valkey()} {
		t.Run(d.name, func(t *testing.T) {
			if err := liveThrough(t, newDatabase(t, withCluster(t, e), e, d.name), d); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestUnreachableFunction reconciles while the function is away.
func TestUnreachableFunction(t *testing.T) {
	e := env(platform.Orphan)
	xr := newCluster(t, newWorld(t, e), e)
	xr.Harness = harness.At("127.0.0.1:1", 2*time.Second)
	err := xr.Settle(t.Context())
	if err == nil || !strings.Contains(err.Error(), "cannot run Composition pipeline step") {
		t.Errorf("got %v, want an error about the pipeline", err)
	}
}

// TestWrongEngine gives an XR the Composition for another engine: nothing at
// all is made.
func TestWrongEngine(t *testing.T) {
	e := env(platform.Orphan)
	w := withCluster(t, e)
	xr := newDatabase(t, w, e, "cartservice").With(compositionOf(t, manageddatabase.CompositionName(platform.PostgreSQL)))
	err := xr.Settle(t.Context())
	if err == nil || !strings.Contains(err.Error(), "valkey") {
		t.Errorf("got %v, want an error about valkey", err)
	}
	if diff := cmp.Diff(clusterReal, w.External()); diff != "" {
		t.Errorf("in the cloud, -want +got:\n%s", diff)
	}
}
