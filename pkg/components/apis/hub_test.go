package apis_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	apiextensionsv1alpha1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1alpha1"
	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/runtime"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/connectionpool"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/databaseuser"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/logicaldatabase"
	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/metricscredentials"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func env() platform.Environment {
	return platform.Environment{
		Name:   "acme",
		Region: "sfo3",
		Network: platform.Network{
			VPCCIDR: "10.201.0.0/22", ClusterSubnet: "172.16.64.0/20", ServiceSubnet: "192.168.12.0/22",
		},
		Cluster: platform.Cluster{
			Version:  "1.34",
			NodePool: platform.NodePool{Size: "s-2vcpu-4gb", Min: 3, Max: 5},
		},
		Databases: map[string]platform.Database{
			"adservice": {
				Engine: platform.PostgreSQL, Version: "17", Size: "db-s-1vcpu-1gb", Nodes: 1,
				Databases:       []string{"ads"},
				Users:           []platform.DatabaseUser{{Name: "ads_app"}, {Name: "old", DeletionPolicy: platform.Delete}},
				ConnectionPools: []platform.ConnectionPool{{Name: "ads", Mode: platform.SessionMode, Size: 10, Database: "ads", User: "ads_app"}},
			},
			"orders": {
				Engine: platform.MySQL, Version: "8", Size: "db-s-1vcpu-1gb", Nodes: 1,
				Users: []platform.DatabaseUser{{Name: "app", AuthPlugin: "mysql_native_password"}},
			},
			"cartservice": {Engine: platform.Valkey, Version: "8", Size: "db-s-1vcpu-1gb", Nodes: 1},
		},
		Domain:         platform.Domain{Zone: "example.com", Logs: "logs.example.com"},
		Logs:           platform.Logs{Bucket: "acme-loki-logs"},
		DeletionPolicy: platform.Orphan,
	}
}

// onePlatform is the platform of env.
func onePlatform() platform.Platform {
	return platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{env()}}}
}

// hub are all our components on the hub.
func hub() []model.Component {
	return []model.Component{
		packages.Component(onePlatform()),
		apis.Component(databases.Engines()),
		metricscredentials.Component(onePlatform()),
		dokscluster.Component(env()),
		manageddatabase.Component(env()),
		logicaldatabase.Component(env()),
		databaseuser.Component(env()),
		connectionpool.Component(env()),
		objectstore.Component(env()),
		logsink.Component(env()),
	}
}

// TestHubObjectsAreValid validates what is applied to the hub, the XRs among it
// against our own definitions.
func TestHubObjectsAreValid(t *testing.T) {
	schemata := load(t, "all objects on the hub against the CRDs of their kinds")
	for _, c := range hub() {
		for _, o := range c.Objects {
			validate(t, schemata, c.Name+": "+model.RefOf(o).String(), asObject(t, o))
		}
	}
}

// TestInputIsValid validates the input of the function, which the API server
// takes as it is.
func TestInputIsValid(t *testing.T) {
	schemata := load(t, "the function's input against its CRD")
	for _, c := range apis.Compositions(databases.Engines()) {
		steps, _ := get(asObject(t, c.Object()), "spec.pipeline")
		for _, step := range steps.([]any) {
			input := step.(object)["input"].(object)
			validate(t, schemata, c.Name, input)
		}
	}
}

// TestDefinitionsMakeCRDs asks the API server's own code about the CRDs that
// Crossplane makes of the definitions.
func TestDefinitionsMakeCRDs(t *testing.T) {
	own := ownKinds(t)
	for _, d := range apis.Definitions(databases.Engines()) {
		kind, err := own.Kind(d.Kind.GroupVersionKind())
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range kind.Findings() {
			t.Errorf("%s: %s", d.Name(), finding)
		}
	}
}

// TestEveryFieldIsDescribed proves that kubectl explain has an answer for every
// field of every kind.
func TestEveryFieldIsDescribed(t *testing.T) {
	for _, d := range apis.Definitions(databases.Engines()) {
		root := d.Object().Spec.Versions[0].Schema.OpenAPIV3Schema
		for _, path := range undescribed(d.Name(), root) {
			t.Errorf("%s has no description", path)
		}
	}
}

func undescribed(path string, s apiextensions.Schema) []string {
	var paths []string
	if s.Description == "" {
		paths = append(paths, path)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		paths = append(paths, undescribed(path+"."+name, s.Properties[name])...)
	}
	return paths
}

// TestActivation proves that the activation policy lists the kinds that are
// used, all of them and nothing else.
func TestActivation(t *testing.T) {
	used := map[apiextensionsv1alpha1.ActivationPolicy]bool{}
	use := func(o object) {
		gvk := kindOf(o)
		if strings.Contains(gvk.Group, ".m.crossplane.io") && !strings.HasSuffix(gvk.Kind, "ProviderConfig") {
			used[apiextensionsv1alpha1.ActivationPolicy(strings.ToLower(gvk.Kind)+"s."+gvk.Group)] = true
		}
	}
	for _, c := range compositions(t) {
		for _, r := range c.input.Resources {
			use(floats(t, r.Base))
		}
	}
	for _, c := range hub() {
		for _, o := range c.Objects {
			use(asObject(t, o))
		}
	}
	for _, o := range packages.Component(onePlatform()).Objects {
		if p, ok := o.(*apiextensionsv1alpha1.ManagedResourceActivationPolicy); ok {
			if diff := cmp.Diff(slices.Sorted(maps.Keys(used)), p.Spec.Activations); diff != "" {
				t.Errorf("kinds used and activated (-used +activated):\n%s", diff)
			}
			return
		}
	}
	t.Error("there is no activation policy")
}

// TestXRRules changes XRs in ways that would be costly.
func TestXRRules(t *testing.T) {
	own := ownKinds(t)
	cases := map[string]struct {
		reason, kind string
		path         string
		value        any
		update       bool
		want         string // in the message; empty if the change is fine
	}{
		"Region":           {"A cluster cannot move.", "DOKSCluster", "spec.region", "nyc3", true, "cannot be changed"},
		"RegionShape":      {"A typo in a slug.", "DOKSCluster", "spec.region", "sf", false, "should match"},
		"VPC":              {"The range of a VPC is fixed.", "DOKSCluster", "spec.vpcCIDR", "10.0.0.0/20", true, "cannot be changed"},
		"PodRange":         {"The range of the pods is fixed.", "DOKSCluster", "spec.clusterSubnet", "10.0.0.0/20", true, "cannot be changed"},
		"ServiceRange":     {"The range of the Services is fixed.", "DOKSCluster", "spec.serviceSubnet", "10.0.0.0/20", true, "cannot be changed"},
		"NodeSize":         {"Terraform would replace the cluster.", "DOKSCluster", "spec.nodePool.size", "s-4vcpu-8gb", true, "cannot be changed"},
		"MaxBelowMin":      {"The autoscaler could not start.", "DOKSCluster", "spec.nodePool.max", int64(2), true, "max must not be less"},
		"MorePool":         {"Bounds may change.", "DOKSCluster", "spec.nodePool.max", int64(9), true, ""},
		"EmptyDefault":     {"Loki and DOKS itself run on it.", "DOKSCluster", "spec.nodePool.min", int64(0), false, "greater than or equal to 1"},
		"PoolSize":         {"Terraform would replace the pool.", "NodePool", "spec.size", "c-8", true, "cannot be changed"},
		"PoolEmpty":        {"It may be empty.", "NodePool", "spec.min", int64(0), true, ""},
		"PoolMax":          {"The autoscaler could not start.", "NodePool", "spec.max", int64(0), false, "greater than or equal to 1"},
		"PoolCluster":      {"A pool belongs to one cluster.", "NodePool", "spec.clusterName", "other", true, "cannot be changed"},
		"PoolTaints":       {"Taints may go.", "NodePool", "spec.taints", []any{}, true, ""},
		"PoolEffect":       {"Kubernetes knows three effects.", "NodePool", "spec.taints", []any{object{"key": "a", "value": "b", "effect": "Never"}}, false, "Unsupported value"},
		"PoolTaintValue":   {"Terraform wants one.", "NodePool", "spec.taints", []any{object{"key": "a", "effect": "NoSchedule"}}, false, "Required value"},
		"PoolLabel":        {"The nodes would refuse it.", "NodePool", "spec.labels", object{"color": "light blue"}, false, "should match"},
		"Upgrade":          {"A higher version is an upgrade.", "DOKSCluster", "spec.version", "1.35.0-do.0", true, ""},
		"OldSlug":          {"What was written before stays valid.", "DOKSCluster", "spec.version", "1.34.10-do.0", true, ""},
		"Downgrade":        {"A wish that was refused can be taken back.", "DOKSCluster", "spec.version", "1.33", true, ""},
		"Latest":           {"DigitalOcean takes it for the newest.", "DOKSCluster", "spec.version", "latest", false, ""},
		"VersionShape":     {"A patch is chosen by DigitalOcean.", "DOKSCluster", "spec.version", "1.34.1", false, "should match"},
		"HAOn":             {"High availability may be turned on.", "DOKSCluster", "spec.highAvailability", true, true, ""},
		"Policy":           {"Only two policies exist.", "DOKSCluster", "spec.deletionPolicy", "Keep", false, "Unsupported value"},
		"PolicyDelete":     {"The deliberate way to destroy.", "DOKSCluster", "spec.deletionPolicy", "Delete", true, ""},
		"Engine":           {"The data would be lost.", "ManagedDatabase", "spec.engine", "valkey", true, "cannot be changed"},
		"UnknownEngine":    {"There is no Composition for it.", "ManagedDatabase", "spec.engine", "mongodb", false, "Unsupported value"},
		"DatabaseUp":       {"A higher major version is an upgrade.", "ManagedDatabase", "spec.version", "18", true, ""},
		"DatabaseDown":     {"A wish that was refused can be taken back.", "ManagedDatabase", "spec.version", "16", true, ""},
		"DatabaseNodes":    {"One primary and at most two standby nodes.", "ManagedDatabase", "spec.nodes", int64(4), false, "less than or equal to 3"},
		"NoComposition":    {"Crossplane would pick one of two.", "ManagedDatabase", "spec.crossplane", object{}, false, "must name the Composition"},
		"DatabaseRegion":   {"A database cannot move here.", "ManagedDatabase", "spec.region", "nyc3", true, "cannot be changed"},
		"DatabaseCluster":  {"A database belongs to one cluster.", "ManagedDatabase", "spec.clusterName", "other", true, "cannot be changed"},
		"BucketName":       {"A bucket cannot be renamed.", "ObjectStore", "spec.bucketName", "other", true, "cannot be changed"},
		"BucketNameDigit":  {"Terraform takes no such name.", "ObjectStore", "spec.bucketName", "1logs", false, "should match"},
		"BucketNameShape":  {"DigitalOcean allows no capitals.", "ObjectStore", "spec.bucketName", "Logs", false, "should match"},
		"SinkNameTooLong":  {"DigitalOcean allows 24 characters.", "LogSink", "spec.sinkName", strings.Repeat("a", 25), false, "Too long"},
		"SinkServer":       {"The provider may not update a sink.", "LogSink", "spec.server", "other.example.com", true, "cannot be changed"},
		"SinkServerShape":  {"An address would not match the certificate.", "LogSink", "spec.server", "logs", false, "should match"},
		"UnknownSpecField": {"A typo in a field.", "LogSink", "spec.serverr", "x", false, "unknown field"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			old := xrOf(t, tc.kind)
			changed := runtime.DeepCopyJSON(old)
			if err := set(changed, tc.path, tc.value); err != nil {
				t.Fatal(err)
			}
			if !tc.update {
				old = nil
			} else {
				made(t, old)
				changed["status"] = old["status"]
			}
			kind, err := own.Kind(kindOf(changed))
			if err != nil {
				t.Fatal(err)
			}
			err = kind.Validate(changed, old)
			if got := message(err); (tc.want == "") != (err == nil) || !strings.Contains(got, tc.want) {
				t.Errorf("got %q, want %q\nreason: %s", got, tc.want, tc.reason)
			}
		})
	}
}

// TestNames: Terraform takes no name that begins with a digit. So no XR may have
// one after which something is called that Terraform makes.
func TestNames(t *testing.T) {
	own, after := ownKinds(t), map[string]bool{}
	for _, c := range compositions(t) {
		for _, r := range c.input.Resources {
			named := false // after something else first: the cluster, the bucket
			for _, p := range r.Patches {
				named = named || p.ToFieldPath == "metadata.name" && p.FromFieldPath != "metadata.name"
			}
			if strings.HasSuffix(kindOf(floats(t, r.Base)).Group, ".digitalocean.m.crossplane.io") && !named {
				after[c.of.Kind] = true
			}
		}
	}
	for _, c := range compositions(t) {
		xr := runtime.DeepCopyJSON(examples(t)[c.name])
		xr["metadata"].(object)["name"] = "2nd"
		kind, err := own.Kind(kindOf(xr))
		if err != nil {
			t.Fatal(err)
		}
		err = kind.Validate(xr, nil)
		if refused := strings.Contains(message(err), "must begin with a letter"); refused != after[c.of.Kind] || err != nil && !refused {
			t.Errorf("%s: a name that begins with a digit is refused: %v (%v), want %v", c.name, refused, err, after[c.of.Kind])
		}
	}
}

// made says that DigitalOcean has what the spec of an XR wants.
func made(t *testing.T, xr object) {
	t.Helper()
	actual := runtime.DeepCopyJSON(xr["spec"].(object))
	for field, value := range actual {
		if pool, ok := value.(object); ok {
			actual[field] = object{"size": pool["size"]}
		}
		if !strings.Contains(actualFields[xr["kind"].(string)], field) {
			delete(actual, field)
		}
	}
	xr["status"] = object{"actual": actual}
	if name, found := get(xr, "spec.bucketName"); found {
		xr["status"].(object)["bucketName"] = name
		delete(actual, "bucketName")
	}
}

// actualFields are the fields of status.actual, by kind.
var actualFields = map[string]string{
	"DOKSCluster":     "region vpcCIDR clusterSubnet serviceSubnet nodePool highAvailability",
	"ManagedDatabase": "region",
	"NodePool":        "size",
	"ObjectStore":     "bucketName region",
	"LogSink":         "sinkName server port",
}

// TestRefusedIsTakenBack changes every field that DigitalOcean fixes: freely
// before it has anything, and back to what it has at any time.
func TestRefusedIsTakenBack(t *testing.T) {
	own := ownKinds(t)
	for kind, fields := range actualFields {
		for _, field := range strings.Fields(fields) {
			if field == "nodePool" {
				field = "nodePool.size"
			}
			first := xrOf(t, kind)
			was, found := get(first, "spec."+field)
			if !found {
				continue // a default
			}
			other := runtime.DeepCopyJSON(first)
			var value any = "other"
			switch was := was.(type) {
			case int64:
				value = was + 1
			case string:
				value = map[bool]string{true: "10.99.0.0/20", false: "ams3"}[strings.Contains(was, "/")]
				if strings.ContainsAny(was, ".-") && !strings.Contains(was, "/") {
					value = "x-" + was
				}
			}
			if err := set(other, "spec."+field, value); err != nil {
				t.Fatal(err)
			}
			schema, err := own.Kind(kindOf(first))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(other, first); err != nil {
				t.Errorf("%s: spec.%s: %v: DigitalOcean has nothing yet", kind, field, err)
			}
			made(t, first)
			other["status"] = first["status"]
			if err := schema.Validate(other, first); err == nil {
				t.Errorf("%s: spec.%s may be changed although DigitalOcean has %v", kind, field, was)
			}
			if err := schema.Validate(first, other); err != nil {
				t.Errorf("%s: spec.%s: %v: DigitalOcean has just that", kind, field, err)
			}
		}
	}
}

// TestBucketStays renames the bucket of an ObjectStore that an older Seamark has
// made, and that has not been composed since: no log may be left behind, and who
// is refused is told what to write.
func TestBucketStays(t *testing.T) {
	old := xrOf(t, "ObjectStore")
	name, _ := get(old, "spec.bucketName")
	old["status"] = object{"bucketName": name, "endpoint": "sfo3.digitaloceanspaces.com"}
	renamed := runtime.DeepCopyJSON(old)
	if err := set(renamed, "spec.bucketName", "another-loki-logs"); err != nil {
		t.Fatal(err)
	}
	kind, err := ownKinds(t).Kind(kindOf(old))
	if err != nil {
		t.Fatal(err)
	}
	err = kind.Validate(renamed, old)
	if err == nil || !strings.Contains(err.Error(), "logs.bucket") || !strings.Contains(err.Error(), "status.bucketName") {
		t.Errorf("got %v, want a refusal that names logs.bucket and status.bucketName", err)
	}
}

// TestHighAvailabilityStays cannot be in the table: it starts from true.
func TestHighAvailabilityStays(t *testing.T) {
	own := ownKinds(t)
	on, off := xrOf(t, "DOKSCluster"), xrOf(t, "DOKSCluster")
	if err := set(on, "spec.highAvailability", true); err != nil {
		t.Fatal(err)
	}
	if err := set(off, "spec.highAvailability", false); err != nil {
		t.Fatal(err)
	}
	kind, err := own.Kind(kindOf(on))
	if err != nil {
		t.Fatal(err)
	}
	if err := kind.Validate(off, on); err != nil {
		t.Errorf("%v: DigitalOcean has refused it, so it may be taken back", err)
	}
	made(t, on)
	off["status"] = on["status"]
	if err := kind.Validate(off, on); err == nil || !strings.Contains(err.Error(), "cannot be turned off") {
		t.Errorf("got %v, want a refusal: the default, false, must not undo what was true", err)
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// ownKinds needs no CRDs but those of our own definitions.
func ownKinds(t *testing.T) *schemas.Set {
	t.Helper()
	own := schemas.New()
	addDefinitions(t, own)
	return own
}

func xrOf(t *testing.T, kind string) object {
	t.Helper()
	for _, o := range examples(t) {
		engine, _ := get(o, "spec.engine")
		if _, looked := get(o, "spec.management"); o["kind"] == kind && engine != "valkey" && !looked {
			return o
		}
	}
	t.Fatalf("there is no example of %s", kind)
	return nil
}
