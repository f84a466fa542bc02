package observability

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/metricscredentials"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// cloudDatabase is what the cloud says about a database that it has made.
type cloudDatabase struct {
	name           string
	port, metrics  int
	user, password string
	ca             string
}

// metricsLogin is what the metrics endpoints of an account ask for.
type metricsLogin struct{ username, password string }

// delivered is what arrives in the namespace of the demo.
type delivered struct {
	store   store
	scrapes []monitoringv1alpha1.ScrapeConfig
}

// deliver lets Crossplane compose the environment's databases from what the
// cloud says, and takes what the DOKS cluster is given.
func deliver(t *testing.T, env platform.Environment, login metricsLogin, databases ...cloudDatabase) delivered {
	t.Helper()
	harness, err := life.Start(t.Context(), packages.FunctionName())
	if err != nil {
		t.Fatal(err)
	}
	defer harness.Close()
	w := hub(t, env, harness)
	out := delivered{store: store{}}
	for _, d := range databases {
		xr := birth(t, w, harness, manageddatabase.Component(env), d.name, manageddatabase.CompositionName(env.Databases[d.name].Engine))
		for _, action := range d.becomesReady(login) {
			settle(t, xr, action)
		}
		if !xr.Ready() {
			t.Fatalf("%s does not become ready", xr.Name())
		}
		out.read(t, xr)
	}
	return out
}

// becomesReady is the life of a database, one event after the other.
func (d cloudDatabase) becomesReady(login metricsLogin) []life.Action {
	id := "id-of-" + d.name
	return []life.Action{
		nil,
		life.Created("database", id, life.Fields{"id": id}),
		life.Created("firewall", id+"-firewall", nil),
		life.Ready("database", life.Fields{
			"id": id, "host": host, "privateHost": host, "port": int64(d.port), "user": d.user, "database": databaseName,
			"metricsEndpoints": []any{fmt.Sprintf("https://%s/metrics", address(d.metrics))},
		}),
		life.Ready("firewall", nil),
		life.Publish("database", life.Keys{
			"attribute.password": d.password, "attribute.private_uri": "not used here", "attribute.uri": "not used here",
		}),
		life.Answer("GET "+environment.API+"/databases/"+id+"/ca", fmt.Sprintf(`{"ca": {"certificate": %q}}`, base64Of(d.ca))),
		life.Answer("GET "+environment.API+"/databases/metrics/credentials",
			fmt.Sprintf(`{"credentials": {"basic_auth_username": %q, "basic_auth_password": %q}}`, login.username, login.password)),
		life.Serve("ScrapeConfig"),
	}
}

// read takes what the XR has delivered.
func (out *delivered) read(t *testing.T, xr *life.XR) {
	t.Helper()
	for _, ref := range xr.Delivered() {
		kind, name, _ := strings.Cut(ref, " ")
		_, name, _ = strings.Cut(name, "/")
		kind, _, _ = strings.Cut(kind, ".")
		if kind == "ScrapeConfig" {
			out.scrapes = append(out.scrapes, scrapeConfigOf(t, xr, ref, name))
			continue
		}
		data, err := xr.Value(ref + " data")
		if err != nil {
			t.Fatal(err)
		}
		keys := map[string]string{}
		for key, value := range data.(map[string]any) {
			keys[key] = fmt.Sprint(value)
		}
		out.store[kind+"/"+name] = keys
	}
}

func scrapeConfigOf(t *testing.T, xr *life.XR, ref, name string) monitoringv1alpha1.ScrapeConfig {
	t.Helper()
	spec, err := xr.Value(ref + " spec")
	if err != nil {
		t.Fatal(err)
	}
	text, err := yaml.Marshal(map[string]any{"metadata": map[string]any{"name": name, "namespace": dokscluster.NamespaceDemo}, "spec": spec})
	if err != nil {
		t.Fatal(err)
	}
	var config monitoringv1alpha1.ScrapeConfig
	if err := yaml.UnmarshalStrict(text, &config); err != nil {
		t.Fatal(err)
	}
	return config
}

// hub is the environment's hub with a complete DOKS cluster.
func hub(t *testing.T, env platform.Environment, harness *life.Harness) *life.World {
	t.Helper()
	var objects []*life.Object
	p := platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{env}}}
	for _, o := range append(apis.Component(databases.Engines()).Objects, metricscredentials.Component(p).Objects...) {
		if !strings.HasSuffix(o.GetObjectKind().GroupVersionKind().Group, "apiextensions.crossplane.io") {
			objects = append(objects, object(t, o))
		}
	}
	w := life.NewWorld(nil, objects...)
	w.Secret(crossplane.Namespace, packages.CredentialsSecretName, life.Keys{
		packages.KeyCredentials: "{}", packages.KeyAuthorization: "Bearer do-token",
	})
	w.Secret(crossplane.Namespace, packages.DNSSecretName, life.Keys{packages.KeyToken: "dns-token"})
	xr := birth(t, w, harness, dokscluster.Component(env), env.Name, compositionNameOf(t, "DOKSCluster"))
	for _, action := range []life.Action{
		nil,
		life.Created("vpc", "vpc-id", life.Fields{"id": "vpc-id"}),
		life.Ready("vpc", nil),
		life.Created("cluster", "cluster-id", life.Fields{"id": "cluster-id", "status": "provisioning", "version": "1.34.1-do.0"}),
		life.Ready("cluster", life.Fields{"endpoint": "https://cluster.example", "status": "running"}),
		life.Answer("GET "+environment.API+"/kubernetes/clusters/cluster-id/upgrades", `{"available_upgrade_versions": []}`),
		life.Answer("GET "+environment.API+"/kubernetes/clusters/cluster-id/credentials",
			`{"server": "https://cluster.example", "certificate_authority_data": "UEVN", "token": "token"}`),
	} {
		settle(t, xr, action)
	}
	if !xr.Ready() {
		t.Fatalf("%s does not become ready", xr.Name())
	}
	return w
}

func settle(t *testing.T, xr *life.XR, action life.Action) {
	t.Helper()
	if action != nil {
		if err := action(xr); err != nil {
			t.Fatalf("%s: %v", xr.Name(), err)
		}
	}
	if err := xr.Settle(t.Context()); err != nil {
		t.Fatalf("%s: %v", xr.Name(), err)
	}
}

// birth creates the XR of a name among the objects of a component.
func birth(t *testing.T, w *life.World, harness *life.Harness, component model.Component, name, composition string) *life.XR {
	t.Helper()
	var born *life.Object
	for _, o := range component.Objects {
		switch parsed := object(t, o); {
		case parsed.GroupVersionKind().Group != seamark.Group:
			w.Add(parsed)
		case parsed.GetName() == name:
			born = parsed
		}
	}
	if born == nil {
		t.Fatalf("component %s has no XR %s", component.Name, name)
	}
	var by, definition *life.Object
	for _, c := range apis.Compositions(databases.Engines()) {
		if c.Name == composition {
			by = object(t, c.Object())
		}
	}
	for _, d := range apis.Definitions(databases.Engines()) {
		if d.Kind.Kind == born.GetKind() {
			definition = object(t, d.Object())
		}
	}
	xr, err := life.Birth(harness, w, born, by, definition)
	if err != nil {
		t.Fatal(err)
	}
	return xr
}

// compositionNameOf is the only Composition of a kind.
func compositionNameOf(t *testing.T, kind string) string {
	t.Helper()
	for _, c := range apis.Compositions(databases.Engines()) {
		if c.Of.Kind == kind {
			return c.Name
		}
	}
	t.Fatalf("no Composition of %s", kind)
	return ""
}

// object is a rendered object: exactly the bytes that the repository carries.
func object(t *testing.T, o model.Object) *life.Object {
	t.Helper()
	text, err := delivery.Encode(o)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := life.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
