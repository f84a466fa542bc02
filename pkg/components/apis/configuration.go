package apis

import (
	"fmt"
	"strconv"
	"strings"

	pkgmetav1 "github.com/crossplane/crossplane/apis/v2/pkg/meta/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/apis/xpkg"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/connectionpool"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/databasesettings"
	"seamark.dev/seamark/pkg/components/databaseuser"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/logicaldatabase"
	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/nodepool"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// NamedObject is one file of the Configuration package.
type NamedObject struct {
	// Path is relative to the package's folder.
	Path   string
	Object model.Object
}

// Configuration is the Configuration package: crossplane.yaml, the definitions
// and Compositions exactly as Component has them for the engines of the standard
// table, and an example of each kind of XR (which the package builder leaves out).
func Configuration() []NamedObject {
	files := []NamedObject{{"crossplane.yaml", metadata()}}
	engines := databases.Engines()
	for _, d := range model.Protect(definitionObjects(engines)...) {
		files = append(files, NamedObject{"apis/" + d.Spec.Names.Plural + "/definition.yaml", d})
	}
	for _, c := range Compositions(engines) {
		o := c.Object()
		plural, rest, _ := strings.Cut(strings.TrimSuffix(o.Name, "."+seamark.Group), "-")
		file := "composition.yaml"
		if rest != "" {
			file = "composition-" + rest + ".yaml"
		}
		files = append(files, NamedObject{"apis/" + plural + "/" + file, o})
	}
	return append(files, examples()...)
}

// metadata is crossplane.yaml.
func metadata() *pkgmetav1.Configuration {
	c := &pkgmetav1.Configuration{
		TypeMeta: kinds.Configuration,
		ObjectMeta: metav1.ObjectMeta{
			Name: "seamark",
			Annotations: map[string]string{
				"meta.crossplane.io/source":      "seamark.dev/seamark",
				"meta.crossplane.io/description": "DOKS clusters with managed databases, Spaces buckets and log sinks at DigitalOcean, as composite resources.",
			},
		},
		// Namespaced XRs, Usage in its own group and activation policies all
		// came with version 2.
		Spec: pkgmetav1.ConfigurationSpec{MetaSpec: pkgmetav1.MetaSpec{
			Crossplane: &pkgmetav1.CrossplaneConstraints{Version: ">=v2.0.0 <v3.0.0"},
		}},
	}
	for _, p := range charts.Packages() {
		c.Spec.DependsOn = append(c.Spec.DependsOn, dependency(p))
	}
	return c
}

func dependency(p charts.Package) pkgmetav1.Dependency {
	kind := xpkg.KindProvider
	if p == charts.FunctionPatchAndTransform {
		kind = xpkg.KindFunction
	}
	return pkgmetav1.Dependency{
		APIVersion: &kind.APIVersion,
		Kind:       &kind.Kind,
		Package:    &p.Image,
		Version:    within(p.Version),
	}
}

// within is the range from a version up to the next major one. A version that
// is none gives a range that nothing satisfies.
func within(version string) string {
	major, _, _ := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	n, _ := strconv.Atoi(major)
	return fmt.Sprintf(">=%s <v%d.0.0", version, n+1)
}

// examples are the XRs of a small environment, without what the platform adds
// to guard them.
func examples() []NamedObject {
	env := example()
	var files []NamedObject
	for _, component := range []model.Component{
		dokscluster.Component(env),
		nodepool.Component(env),
		manageddatabase.Component(env),
		logicaldatabase.Component(env),
		databaseuser.Component(env),
		connectionpool.Component(env),
		databasesettings.Component(databases.Engines().Facts(), env),
		objectstore.Component(env),
		logsink.Component(env),
		{Objects: []model.Object{secretcopy.Of(
			model.Secret{Namespace: env.Name, Name: "grafana-admin"}, dokscluster.NamespaceClusterServices,
		)}},
	} {
		for _, o := range component.Objects {
			gvk := o.GetObjectKind().GroupVersionKind()
			if gvk.Group != seamark.Group {
				continue
			}
			o.SetAnnotations(nil)
			path := "examples/" + strings.ToLower(gvk.Kind) + "-" + o.GetName() + ".yaml"
			files = append(files, NamedObject{path, o})
		}
	}
	return files
}

func example() platform.Environment {
	return platform.Environment{
		Name:   "example",
		Region: "sfo3",
		Network: platform.Network{
			VPCCIDR: "10.201.0.0/22", ClusterSubnet: "172.16.64.0/20", ServiceSubnet: "192.168.12.0/22",
		},
		Cluster: platform.Cluster{
			NodePool: platform.NodePool{Size: "s-2vcpu-4gb", Min: 3, Max: 5},
			AdditionalNodePools: []platform.AdditionalNodePool{{
				Name: "batch", Size: "c-4", Min: new(0), Max: 3,
				Labels: map[string]string{"workload": "batch"},
				Taints: []platform.Taint{{Key: "dedicated", Value: "batch", Effect: platform.NoSchedule}},
			}},
		},
		Databases: map[string]platform.Database{
			"adservice": {
				Engine: platform.PostgreSQL, Version: "17", Size: "db-s-1vcpu-1gb", Nodes: 1,
				Settings:  map[string]any{"work_mem": 16, "log_min_duration_statement": 1000},
				Databases: []string{"ads"},
				Users:     []platform.DatabaseUser{{Name: "ads_app", DeletionPolicy: platform.Orphan}},
				ConnectionPools: []platform.ConnectionPool{{
					Name: "ads", Mode: platform.TransactionMode, Size: 10, Database: "ads", User: "ads_app", DeletionPolicy: platform.Orphan,
				}},
			},
			"cartservice": {Engine: platform.Valkey, Version: "8", Size: "db-s-1vcpu-1gb", Nodes: 1, Settings: map[string]any{"timeout": 0}},
			"orders":      {Engine: platform.MySQL, Version: "8", Size: "db-s-1vcpu-1gb", Nodes: 1, Settings: map[string]any{"long_query_time": 0.5}},
		},
		Domain:         platform.Domain{Zone: "example.com", Logs: "logs.example.com"},
		Logs:           platform.Logs{Bucket: "example-loki-logs"},
		DeletionPolicy: platform.Orphan,
	}
}
