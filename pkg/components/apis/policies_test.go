package apis_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"k8s.io/apimachinery/pkg/runtime"

	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/xpkg"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/project"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

// accepted are the lists of actions that Crossplane's managed reconciler knows,
// as far as we use them. Any other list is an error for ever.
var accepted = []string{
	"Observe",
	"Observe,Create",
	"Observe,Update",
	"Observe,Create,Update",
	"Observe,Create,Update,Delete",
	"Observe,Create,Delete",
}

// policies are the management policies of every resource of every composition,
// as composition/resource, under a deletion policy.
func policies(t *testing.T, deletionPolicy string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, c := range compositions(t) {
		if _, looked := varied(c.name, "-observed"); looked {
			continue // see TestObserved
		}
		xr := runtime.DeepCopyJSON(complete(t, c).xr)
		if c.of.Kind != "LogSink" && c.of.Kind != "DatabaseSettings" {
			if err := set(xr, "spec.deletionPolicy", deletionPolicy); err != nil {
				t.Fatal(err)
			}
		}
		// The cluster is looked at when it exists, see TestClusterPolicies.
		for name, o := range simulate(t, c, xr, existing(complete(t, c))).desired {
			if !strings.Contains(kindOf(o).Group, ".m.crossplane.io") || strings.HasSuffix(kindOf(o).Kind, "ProviderConfig") {
				continue
			}
			var actions []string
			value, _ := get(o, "spec.managementPolicies")
			list, _ := value.([]any)
			for _, a := range list {
				actions = append(actions, a.(string))
			}
			found[c.of.Kind+"/"+name] = strings.Join(actions, ",")
		}
	}
	return found
}

// TestPolicies proves what is deleted with an XR and what is not.
func TestPolicies(t *testing.T) {
	// What follows spec.deletionPolicy. Nothing else may be deleted at all, except
	// what holds nothing: the log sink, and a note on the hub.
	data := []string{
		"DOKSCluster/vpc", "DOKSCluster/cluster", "NodePool/pool", "ManagedDatabase/database",
		"ObjectStore/bucket", "ObjectStore/key",
		"LogicalDatabase/database", "DatabaseUser/user", "ConnectionPool/pool",
	}
	always := []string{"LogSink/sink", "DatabaseUser/database"}
	for _, policy := range []string{"Orphan", "Delete"} {
		got := policies(t, policy)
		for _, name := range data {
			if _, found := got[name]; !found {
				t.Errorf("%s was not composed", name)
			}
		}
		for name, actions := range got {
			if !slices.Contains(accepted, actions) {
				t.Errorf("%s: %s: Crossplane does not know the policy %q", policy, name, actions)
			}
			want := policy == "Delete" && slices.Contains(data, name) || slices.Contains(always, name)
			if has := strings.Contains(actions, "Delete"); has != want {
				t.Errorf("%s: %s: may be deleted: %v, want %v", policy, name, has, want)
			}
		}
	}
}

// TestClusterPolicies: the provider must not update a cluster whose version it
// does not know.
func TestClusterPolicies(t *testing.T) {
	c := decode(t, dokscluster.Composition().Object())
	for deletionPolicy, want := range map[string][]any{
		"Orphan": {"Observe", "Create"},
		"Delete": {"Observe", "Create", "Delete"},
	} {
		xr := runtime.DeepCopyJSON(complete(t, c).xr)
		if err := set(xr, "spec.deletionPolicy", deletionPolicy); err != nil {
			t.Fatal(err)
		}
		got, _ := get(simulate(t, c, xr, nil).desired["cluster"], "spec.managementPolicies")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", deletionPolicy, diff)
		}
	}
}

// TestDestroyFlags: what DigitalOcean would keep on its own goes with what is
// destroyed. It is said from the beginning: a provider that has not applied it
// before the deletion leaves load balancers, volumes and full buckets behind.
// What is not to be destroyed has no policy Delete.
func TestDestroyFlags(t *testing.T) {
	flags := map[string]string{
		"cluster": "spec.forProvider.destroyAllAssociatedResources",
		"bucket":  "spec.forProvider.forceDestroy",
	}
	seen := 0
	for _, c := range compositions(t) {
		for resource, path := range flags {
			for _, policy := range []string{"Orphan", "Delete"} {
				xr := runtime.DeepCopyJSON(complete(t, c).xr)
				o, found := object{}, false
				if set(xr, "spec.deletionPolicy", policy) == nil {
					o, found = simulate(t, c, xr, nil).desired[resource]
				}
				if !found {
					continue
				}
				seen++
				if got, _ := get(o, path); got != true {
					t.Errorf("%s: %s.%s is %v with %s, want true", c.name, resource, path, got, policy)
				}
				policies, _ := get(o, "spec.managementPolicies")
				if destroys := slices.Contains(policies.([]any), any("Delete")); destroys != (policy == "Delete") {
					t.Errorf("%s: %s has the policies %v with %s", c.name, resource, policies, policy)
				}
			}
		}
	}
	if seen != 8 {
		t.Errorf("saw %d resources, want each of two, in a project and in none, under two policies", seen)
	}
}

// TestEngineMismatchStops proves that an XR which names the Composition of
// another engine is stopped before anything is made.
func TestEngineMismatchStops(t *testing.T) {
	for _, c := range compositions(t) {
		if c.name != pg {
			continue
		}
		xr := runtime.DeepCopyJSON(examples(t)[valkey])
		s := &simulation{xr: xr, desired: map[string]object{}, status: object{}, env: object{}}
		if _, err := s.compose(c.input.Resources[0], object{}); err == nil {
			t.Error("a valkey XR was composed by the Composition for pg")
		}
	}
}

// TestReadiness proves that only those resources are ready at once that have no
// condition, or that wait for something which waits for the XR.
func TestReadiness(t *testing.T) {
	var want []string
	both := func(composition, resource string) {
		want = append(want, composition+"/"+resource, project.CompositionName(composition)+"/"+resource)
	}
	both(dokscluster.Definition().Composition, "provider-config")
	for _, e := range databases.Engines() {
		both(manageddatabase.CompositionName(e.Name()), "scrape-config")
		want = append(want, manageddatabase.ObservedCompositionName(e.Name())+"/scrape-config")
	}
	both(objectstore.Definition().Composition, "recalled")
	var got []string
	for _, c := range compositions(t) {
		for _, r := range c.input.Resources {
			if len(r.ReadinessChecks) > 0 && r.ReadinessChecks[0].Type == patchandtransform.CheckNone {
				got = append(got, c.name+"/"+r.Name)
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("always ready: %v, want %v", got, want)
	}
}

// TestCloud: what DigitalOcean refuses holds the XR back and is to be seen in
// it, for every resource that is made there, and each is declared.
func TestCloud(t *testing.T) {
	declared := map[string][]string{}
	for _, d := range apis.Definitions(databases.Engines()) {
		declared[d.Kind.Kind] = d.Cloud
	}
	marked := map[string][]string{}
	for _, c := range compositions(t) {
		for _, r := range c.input.Resources {
			group := kindOf(floats(t, r.Base)).Group
			atCloud := strings.HasSuffix(group, ".digitalocean.m.crossplane.io") || group == "http.m.crossplane.io"
			conditions := map[string]bool{}
			for _, check := range r.ReadinessChecks {
				if check.MatchCondition != nil {
					conditions[check.MatchCondition.Type] = check.MatchCondition.Status == "True"
				}
			}
			both := conditions["Ready"] && conditions["Synced"]
			told := r.Name == "token" // not of the cloud, but nothing works without it
			if (atCloud || told) != both {
				t.Errorf("%s/%s: at DigitalOcean: %v, ready only if Ready and Synced: %v", c.name, r.Name, atCloud, both)
			}
			if group == "http.m.crossplane.io" && !tellsErrors(r.ReadinessChecks, floats(t, r.Base)) {
				t.Errorf("%s/%s is Ready and Synced although DigitalOcean answers with an error", c.name, r.Name)
			}
			if both && !slices.Contains(marked[c.of.Kind], r.Name) {
				marked[c.of.Kind] = append(marked[c.of.Kind], r.Name)
			}
		}
	}
	for kind, names := range declared {
		got := slices.Sorted(slices.Values(marked[kind]))
		if diff := cmp.Diff(names, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: resources at DigitalOcean (-declared +composed):\n%s", kind, diff)
		}
	}
}

// tellsErrors is whether an answer that is an error is told. What that comes to
// is lived through in e2e/compositions.
func tellsErrors(checks []patchandtransform.ReadinessCheck, base object) bool {
	if slices.Contains(checks, compose.Succeeded()) {
		return true
	}
	logic, _ := get(base, "spec.forProvider.expectedResponseCheck.logic")
	guard, _, _ := strings.Cut(providerhttp.Answered("").Logic, " else ")
	return strings.HasPrefix(fmt.Sprint(logic), guard)
}

// TestFunctionIsInstalled proves that the Compositions run the function that
// the packages install.
func TestFunctionIsInstalled(t *testing.T) {
	installed := map[string]bool{}
	for _, o := range packages.Component(onePlatform()).Objects {
		if o.GetObjectKind().GroupVersionKind().Kind == xpkg.KindFunction.Kind {
			installed[o.GetName()] = true
		}
	}
	for _, c := range apis.Compositions(databases.Engines()) {
		if !installed[c.Function] {
			t.Errorf("%s runs %s, installed are %v", c.Name, c.Function, installed)
		}
	}
}
