package apis_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/databasesettings"
	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/nodepool"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// life is what a composition goes through: the resources that must wait for
// the first ones, what these report, and the XR's status that follows.
type life struct {
	reason   string
	withheld []string
	observed map[string]object // status.atProvider by resource
	status   object
}

var (
	pg     = manageddatabase.CompositionName(platform.PostgreSQL)
	valkey = manageddatabase.CompositionName(platform.Valkey)
)

func lives() map[string]life {
	all := map[string]life{
		"doksclusters.seamark.dev": {
			reason:   "Nothing can be delivered before the cluster has an address.",
			withheld: []string{"upgrade", "access", "namespace-cluster-services", "namespace-demo", "token"},
			observed: map[string]object{
				"vpc": {"id": "vpc-1", "region": "sfo3", "ipRange": "10.201.0.0/22"},
				"cluster": {
					"id": "doks-1", "endpoint": "https://doks.example", "version": "1.34.1-do.0", "status": "running",
					"ha": false, "nodePool": []any{object{"size": "s-2vcpu-4gb"}},
				},
			},
			status: object{
				"vpcID": "vpc-1", "clusterID": "doks-1", "endpoint": "https://doks.example",
				"version": "1.34.1-do.0", "phase": "running",
				"actual": object{
					"region": "sfo3", "vpcCIDR": "10.201.0.0/22", "highAvailability": false,
					"nodePool": object{"size": "s-2vcpu-4gb"},
				},
			},
		},
		"logicaldatabases.seamark.dev": {
			reason:   "The provider itself waits for the database.",
			observed: map[string]object{"database": {"id": "db-1/database/ads"}},
			status:   object{"id": "db-1/database/ads"},
		},
		"databaseusers.seamark.dev": {
			reason:   "A user is asked for by the ID of its database.",
			withheld: []string{"user", "secret"},
			observed: map[string]object{"database": {"manifest": object{"binaryData": object{"id": "ZGItMQ=="}}}},
			status:   object{"databaseID": "db-1"},
		},
		"connectionpools.seamark.dev": {
			reason:   "There is an address once there is a pool.",
			withheld: []string{"secret"},
			observed: map[string]object{"pool": {
				"privateHost": "private.example", "port": 25061, "mode": "transaction", "size": 10, "dbName": "ads", "user": "ads_app",
			}},
			status: object{
				"host":   "private.example",
				"actual": object{"mode": "transaction", "size": int64(10), "logicalDatabase": "ads", "user": "ads_app"},
			},
		},
		nodepool.Definition().Composition: {
			reason:   "The provider itself waits for the cluster.",
			observed: map[string]object{"pool": {"id": "pool-1", "size": "c-4", "actualNodeCount": 2}},
			status:   object{"id": "pool-1", "nodes": int64(2), "actual": object{"size": "c-4"}},
		},
		objectstore.Definition().Composition: {
			reason:   "The key's grant names the bucket, so the bucket comes first.",
			withheld: []string{"key", "secret"},
			observed: map[string]object{
				"bucket": {"id": "example-loki-logs", "endpoint": "sfo3.digitaloceanspaces.com"},
			},
			status: object{
				"bucketName": "example-loki-logs", "endpoint": "sfo3.digitaloceanspaces.com",
			},
		},
		logsink.Definition().Composition: {
			reason:   "A sink without its certificate authority would be wrong for ever.",
			withheld: []string{"sink"},
			observed: map[string]object{
				"ca":         {"manifest": object{"metadata": object{"uid": "uid-1"}}},
				"ca-arrival": {"manifest": object{"metadata": object{"uid": "uid-1"}}},
			},
			status: object{"certificateAuthority": "uid-1"},
		},
		secretcopy.Definition().Composition: {
			reason:   "The provider itself waits for the original.",
			observed: map[string]object{"secret": {"manifest": object{"metadata": object{"uid": "uid-2"}}}},
			status:   object{"uid": "uid-2"},
		},
	}
	for _, e := range databases.Engines() {
		all[databasesettings.CompositionName(e.Name())] = life{
			reason:   "The provider itself waits for the database.",
			observed: map[string]object{"settings": {"id": "db-1/config"}},
			status:   object{"id": "db-1/config"},
		}
		all[manageddatabase.CompositionName(e.Name())] = life{
			reason:   "Address, user and authority are known only once the database exists.",
			withheld: []string{"ca", "secret", "config", "scrape-config"},
			observed: map[string]object{"database": database()},
			status:   databaseStatus(),
		}
	}
	for _, c := range apis.Compositions(databases.Engines()) {
		if without, inProject := varied(c.Name, "-project"); inProject {
			l := all[without]
			l.reason = "What has no ID yet is assigned to nothing. " + l.reason
			l.withheld = append(slices.Clip(l.withheld), "project")
			all[c.Name] = l
		}
		if managed, looked := varied(c.Name, "-observed"); looked {
			all[c.Name] = all[managed]
		}
	}
	return all
}

func database() object {
	return object{
		"id": "db-1", "version": "17", "host": "public.example", "privateHost": "private.example", "port": 25060,
		"user": "doadmin", "database": "defaultdb",
		"metricsEndpoints": []any{"https://a.example:9273/metrics", "https://b.example:9273/metrics"},
	}
}

func databaseStatus() object {
	return object{
		"id": "db-1", "version": "17", "privateHost": "private.example", "port": int64(25060), "user": "doadmin", "database": "defaultdb",
		"metricsTargets": []any{"a.example:9273", "b.example:9273"},
	}
}

// complete is a composition at the end of its life: everything is there.
func complete(t *testing.T, c composition) *simulation {
	t.Helper()
	xr := runtime.DeepCopyJSON(examples(t)[c.name])
	xr["status"] = integers(t, lives()[c.name].status)
	defaultPolicy(t, xr)
	return simulate(t, c, xr, observe(t, lives()[c.name].observed))
}

// defaultPolicy stands in for the API server, which fills in the default.
func defaultPolicy(t *testing.T, xr object) {
	t.Helper()
	if err := set(xr, "spec.highAvailability", false); err != nil {
		t.Fatal(err)
	}
}

func observe(t *testing.T, atProvider map[string]object) map[string]object {
	t.Helper()
	observed := map[string]object{}
	for name, values := range atProvider {
		observed[name] = floats(t, object{"status": object{"atProvider": values}})
	}
	return observed
}

// TestLife follows each XR from nothing to everything. Without schemas it still
// proves the order; the next test validates what is composed.
func TestLife(t *testing.T) {
	for _, c := range compositions(t) {
		t.Run(c.name, func(t *testing.T) {
			life, xr := lives()[c.name], examples(t)[c.name]
			if first := simulate(t, c, xr, nil); !cmp.Equal(first.withheld, life.withheld) {
				t.Errorf("withheld at first (-want +got):\n%s\nreason: %s", cmp.Diff(life.withheld, first.withheld), life.reason)
			}
			second := simulate(t, c, xr, observe(t, life.observed))
			if diff := cmp.Diff(object{"status": life.status}, second.status); diff != "" {
				t.Errorf("status of the XR (-want +got):\n%s", diff)
			}
			if third := complete(t, c); len(third.withheld) > 0 || len(third.desired) != len(c.input.Resources) {
				t.Errorf("still withheld in the end: %v", third.withheld)
			}
		})
	}
}

// TestComposedAreValid validates every resource of every finished XR, for both
// deletion policies, and what is delivered into the cluster.
func TestComposedAreValid(t *testing.T) {
	schemata := load(t, "all composed resources against the CRDs of their kinds")
	for _, c := range compositions(t) {
		for name, o := range complete(t, c).desired {
			validate(t, schemata, c.name+": resource "+name, o)
			if manifest, found := get(o, "spec.forProvider.manifest"); found {
				validateManifest(t, schemata, c.name+": manifest of "+name, manifest.(object))
			}
		}
	}
}

// validateManifest decodes the built-in kinds strictly; others have CRDs.
func validateManifest(t *testing.T, schemata *schemas.Set, what string, o object) {
	t.Helper()
	if kindOf(o).Group != "" {
		validate(t, schemata, what, o)
		return
	}
	builtIn := map[string]model.Object{
		"Namespace": &corev1.Namespace{}, "Secret": &corev1.Secret{}, "ConfigMap": &corev1.ConfigMap{},
	}
	data, err := json.Marshal(o)
	if err == nil {
		err = yaml.UnmarshalStrict(data, builtIn[kindOf(o).Kind])
	}
	if err != nil || builtIn[kindOf(o).Kind].GetName() == "" {
		t.Errorf("%s (%s): name %q: %v", what, kindOf(o), builtIn[kindOf(o).Kind].GetName(), err)
	}
}

func validate(t *testing.T, schemata *schemas.Set, what string, o object) {
	t.Helper()
	kind, err := schemata.Kind(kindOf(o))
	if err == nil {
		err = kind.Validate(o, nil)
	}
	if err != nil {
		t.Errorf("%s (%s):\n%v", what, kindOf(o), err)
	}
}

// TestVanishedSourceWritesNothing takes the XR's status away again, field by
// field. Whatever depended on it must become a resource that the API server
// refuses as a whole, so that the one that exists stays as it is; the rest may
// not change.
func TestVanishedSourceWritesNothing(t *testing.T) {
	schemata := load(t, "that a vanished source writes nothing")
	for _, c := range compositions(t) {
		for _, finding := range vanish(t, schemata, c) {
			t.Error(finding)
		}
	}
}

// TestUnguardedIsFound proves that the test above finds what it is for.
func TestUnguardedIsFound(t *testing.T) {
	schemata := load(t, "that an unguarded source is found")
	for _, c := range compositions(t) {
		if c.name != pg {
			continue
		}
		config := &c.input.Resources[5]
		if config.Name != "config" {
			t.Fatalf("resource 5 is %s", config.Name)
		}
		config.Patches[0] = compose.From("spec.clusterName").To("spec.providerConfigRef.name")
		if got := vanish(t, schemata, c); len(got) != 4 {
			t.Errorf("got %d findings, want one for each of host, port, user and database: %v", len(got), got)
		}
	}
}

// existing are the composed resources with what they report.
func existing(s *simulation) map[string]object {
	all := map[string]object{}
	for name, o := range s.desired {
		all[name] = runtime.DeepCopyJSON(o)
		if status, found := s.observed[name]["status"]; found {
			all[name]["status"] = status
		}
	}
	return all
}

func vanish(t *testing.T, schemata *schemas.Set, c composition) []string {
	t.Helper()
	var findings []string
	before := complete(t, c)
	for _, gone := range slices.Sorted(maps.Keys(before.xr["status"].(object))) {
		xr := runtime.DeepCopyJSON(before.xr)
		delete(xr["status"].(object), gone)
		for name, o := range simulate(t, c, xr, existing(before)).desired {
			if cmp.Equal(o, before.desired[name]) {
				continue
			}
			kind, err := schemata.Kind(kindOf(o))
			if err != nil {
				t.Fatal(err)
			}
			if kind.Validate(o, nil) == nil {
				findings = append(findings, c.name+": without status."+gone+" resource "+name+
					" is still accepted, as\n"+cmp.Diff(before.desired[name], o))
			}
		}
	}
	return findings
}
