package ocean

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/recovery"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/connectionpool"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/logicaldatabase"
	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/nodepool"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

const devPlatform = `apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  environments:
  - name: dev # of everybody
    region: sfo3
    domain: {zone: example.com, acmeEmail: ops@example.com}
    cluster:
      additionalNodePools: [{name: batch, size: c-4, max: 3}]
    databases:
      adservice:
        databases: [ads]
        users: [{name: ads_app}]
        connectionPools: [{name: ads, size: 10, database: ads, user: ads_app}]
        settings: {work_mem: 16, jit: false}
    logs:
      bucket: dev-loki-logs
`

// composed are the managed resources of the environment by kind and name, as its
// Compositions make them.
func composed() map[string]string {
	valkey := strings.NewReplacer("adservice-do", "cartservice-do", "adservice-pg", "cartservice-valkey", "engine: pg", "engine: valkey", `"17"`, `"8"`)
	cart := strings.NewReplacer("adservice-sink", "cartservice-sink", "loki-adservice", "loki-cartservice", "adservice-pg", "cartservice-valkey")
	return map[string]string{
		"vpc":              vpcObject,
		"cluster":          strings.Replace(clusterObject, "    nodePool:", "    clusterSubnet: 172.16.64.0/20\n    serviceSubnet: 192.168.12.0/22\n    nodePool:", 1),
		"pool":             poolObject,
		"adservice":        databaseObject,
		"cartservice":      valkey.Replace(databaseObject),
		"adservice/sink":   sinkObject,
		"cartservice/sink": cart.Replace(sinkObject),
		"bucket":           bucketObject,
		"adservice/ads":    logicalObject,
		"adservice/pool":   connectionPoolObject,
		"settings":         settingsObject,
	}
}

// TestRecover: a hub makes everything and is lost. The IDs that are recovered
// from the API, rendered into composite resources, reach a new hub: it takes
// over every kind, and makes nothing.
func TestRecover(t *testing.T) {
	first := newWorld(t, instant())
	api := httptest.NewServer(first.cloud.Handler())
	t.Cleanup(api.Close)
	life(t, first, api.URL, nil)
	const keys, bearer = "/v2/spaces/keys", "Bearer " + account
	status, _ := call(t, api.Client(), "POST", api.URL+keys, bearer, `{"name":"dev-loki-logs","grants":[{"bucket":"dev-loki-logs","permission":"readwrite"}]}`)
	if status != 201 {
		t.Fatalf("the key: %d", status)
	}
	first.stop()
	before, made := first.cloud.Inventory(), creations(first.cloud)
	if len(made) != 13 {
		t.Fatalf("the first hub made %v", made)
	}

	env := recovered(t, api.URL)
	second := newHub(t, first.cloud)
	life(t, second, api.URL, names(env))
	if diff := cmp.Diff(made, creations(first.cloud)); diff != "" {
		t.Errorf("made, -before +after:\n%s", diff)
	}
	if diff := cmp.Diff(before, first.cloud.Inventory()); diff != "" {
		t.Errorf("the account, -before +after:\n%s", diff)
	}
	if status, answer := call(t, api.Client(), "GET", api.URL+keys+"/"+env.Logs.Existing.Key, bearer, ""); status != 200 {
		t.Errorf("the first look for the key: %d %v", status, answer)
	}
}

// TestNothingRecovered is what it is against: the new hub makes a second cluster,
// and is refused where a name is taken.
func TestNothingRecovered(t *testing.T) {
	first := newWorld(t, instant())
	api := httptest.NewServer(first.cloud.Handler())
	t.Cleanup(api.Close)
	life(t, first, api.URL, nil)
	first.stop()
	second := newHub(t, first.cloud)
	second.apply(t, composed()["vpc"])
	second.complains(t, VPC, "dev", "name must be unique")
}

// life applies all managed resources, with the external names that are known,
// and waits until they are ready. The user is asked for at the API, and made if it
// is not there, as provider-http does.
func life(t *testing.T, w *world, api string, known map[string]string) {
	t.Helper()
	for _, database := range []string{"adservice", "cartservice"} {
		w.secret(t, "dev", database+"-syslog-ca", map[string]string{"ca.crt": "PEM"})
	}
	for name, object := range composed() {
		o := &unstructured.Unstructured{}
		if err := yaml.Unmarshal([]byte(object), &o.Object); err != nil {
			t.Fatal(err)
		}
		if known[name] != "" {
			meta.SetExternalName(o, known[name])
		}
		text, err := yaml.Marshal(o.Object)
		if err != nil {
			t.Fatal(err)
		}
		w.apply(t, string(text))
	}
	w.ready(t, Database, "dev-adservice-pg")
	database, _ := w.cloud.Find(Database, "dev-adservice-pg")
	users := api + "/v2/databases/" + database.ID + "/users"
	if status, _ := call(t, http.DefaultClient, "GET", users+"/ads_app", "Bearer "+account, ""); status == http.StatusNotFound {
		if status, answer := call(t, http.DefaultClient, "POST", users, "Bearer "+account, `{"name":"ads_app"}`); status != http.StatusCreated {
			t.Fatalf("the user: %d %v", status, answer)
		}
	}
	for kind, names := range map[Kind][]string{
		LogicalDatabase: {"adservice-ads"}, ConnectionPool: {"adservice-ads"}, DatabaseSettings: {"adservice-settings"},
		VPC: {"dev"}, Cluster: {"dev"}, NodePool: {"dev-batch"}, Database: {"dev-adservice-pg", "dev-cartservice-valkey"},
		LogSink: {"adservice-sink", "cartservice-sink"}, Bucket: {"loki-logs"},
	} {
		for _, name := range names {
			w.ready(t, kind, name)
		}
	}
}

// creations are the things that were made, sorted.
func creations(c *Cloud) []string {
	var made []string
	for _, e := range c.Events() {
		if e.What == "create" {
			made = append(made, e.Subject)
		}
	}
	slices.Sort(made)
	return made
}

// recovered is the environment after recover has run.
func recovered(t *testing.T, url string) platform.Environment {
	t.Helper()
	file := filepath.Join(t.TempDir(), "platform.yaml")
	if err := os.WriteFile(file, []byte(devPlatform), 0o600); err != nil {
		t.Fatal(err)
	}
	process := map[string]string{"DIGITALOCEAN_TOKEN": account, "DIGITALOCEAN_API_URL": url}
	var out bytes.Buffer
	code := recovery.Run(t.Context(), recovery.Process{
		Args: []string{"--config", file}, Getenv: func(name string) string { return process[name] }, Stdout: &out, Stderr: &out,
	})
	t.Log(out.String())
	if code != 0 {
		t.Fatalf("exit code %d", code)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, findings := platform.Load(platform.Source{Name: "platform.yaml", Data: data})
	if len(findings) > 0 || !strings.Contains(string(data), "- name: dev # of everybody\n") {
		t.Fatalf("%v\n%s", findings, data)
	}
	return p.Spec.Environments[0]
}

// names are the external names that the composite resources of an environment
// give to what they compose; e2e/compositions proves that they do.
func names(env platform.Environment) map[string]string {
	known := map[string]string{}
	for _, c := range []model.Component{
		dokscluster.Component(env), nodepool.Component(env), manageddatabase.Component(env), logsink.Component(env), objectstore.Component(env),
		logicaldatabase.Component(env), connectionpool.Component(env),
	} {
		for _, o := range c.Objects {
			switch xr := o.(type) {
			case *seamark.DOKSCluster:
				known["vpc"], known["cluster"] = xr.Spec.Existing.VPC.ID, xr.Spec.Existing.Cluster.ID
			case *seamark.NodePool:
				known["pool"] = xr.Spec.ExistingID
			case *seamark.ManagedDatabase:
				known[xr.Name] = xr.Spec.ExistingID
			case *seamark.LogSink:
				known[xr.Name+"/sink"] = xr.Spec.ExistingID
			case *seamark.LogicalDatabase:
				known["adservice/ads"] = xr.Spec.DatabaseID + "/database/" + xr.Spec.Name
			case *seamark.ConnectionPool:
				known["adservice/pool"] = xr.Spec.DatabaseID + "/" + xr.Spec.Name
			case *seamark.ObjectStore:
				known["bucket"] = xr.Spec.BucketName
			}
		}
	}
	return known
}
