package ocean

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// asAccount calls the API with the account's token.
func asAccount(t *testing.T, c *Cloud, method, path, body string) (int, map[string]any) {
	t.Helper()
	api := httptest.NewServer(c.Handler())
	defer api.Close()
	return call(t, api.Client(), method, api.URL+path, "Bearer "+account, body)
}

// withDatabase is a world with a ready PostgreSQL database, and the path of its
// users.
func withDatabase(t *testing.T) (w *world, users string) {
	t.Helper()
	w = newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, databaseObject)
	return w, "/v2/databases/" + meta.GetExternalName(w.ready(t, Database, "dev-adservice-pg")) + "/users"
}

// TestInDatabase: a pool waits for its database and its user, and tells how to
// connect; all goes with the database.
func TestInDatabase(t *testing.T) {
	w, users := withDatabase(t)
	w.apply(t, connectionPoolObject)
	w.complains(t, ConnectionPool, "adservice-ads", `database "ads" not found`)
	w.apply(t, logicalObject)
	w.ready(t, LogicalDatabase, "adservice-ads")
	w.complains(t, ConnectionPool, "adservice-ads", `user "ads_app" not found`)
	status, answer := asAccount(t, w.cloud, "POST", users, `{"name":"ads_app"}`)
	user, _ := answer["user"].(map[string]any)
	if status != http.StatusCreated || user["password"] == "" {
		t.Fatalf("the user: %d %v", status, answer)
	}
	pool := w.ready(t, ConnectionPool, "adservice-ads")
	published := w.details(t, "adservice-ads-pool-do")
	if published["attribute.password"] != user["password"] || !strings.HasSuffix(published["attribute.private_uri"], ":25061/ads?sslmode=require") {
		t.Errorf("published are %v, and the password is %v", published, user["password"])
	}
	if get(pool, "status.atProvider.privateHost") == nil || get(pool, "status.atProvider.password") != nil {
		t.Errorf("the status is %v", get(pool, "status.atProvider"))
	}
	w.edit(t, ConnectionPool, "adservice-ads", field("size", int64(20)))
	w.complains(t, ConnectionPool, "adservice-ads", "prevent_destroy")
	if err := w.cloud.Lose(Database, "dev-adservice-pg"); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"ConnectionPool dev-adservice-pg/ads", "DatabaseUser dev-adservice-pg/ads_app", "LogicalDatabase dev-adservice-pg/ads"} {
		if w.exists(part) {
			t.Errorf("left is %s", part)
		}
	}
}

// TestSettings are put, whether there are some or not, and one that is taken out
// stays.
func TestSettings(t *testing.T) {
	w, _ := withDatabase(t)
	w.apply(t, settingsObject)
	w.ready(t, DatabaseSettings, "adservice-settings")
	found := func(setting string) any {
		r, _ := w.cloud.Find(DatabaseSettings, "dev-adservice-pg")
		return r.Spec[setting]
	}
	if err := w.cloud.Change(DatabaseSettings, "dev-adservice-pg", "workMem", int64(4)); err != nil {
		t.Fatal(err)
	}
	w.until(t, "the setting is put again", func() bool { return number(map[string]any{"n": found("workMem")}, "n") == 16 })
	w.edit(t, DatabaseSettings, "adservice-settings", func(m *Managed) {
		unstructured.RemoveNestedField(m.Object, "spec", "forProvider", "workMem")
	})
	for range 5 {
		w.pass(t)
	}
	if number(map[string]any{"n": found("workMem")}, "n") != 16 || found("jit") != false {
		t.Errorf("the settings are %v, %v", found("workMem"), found("jit"))
	}
}

// TestNameInDatabase: what is there already is refused, but for a hub that knows
// it by the ID that Terraform has for it.
func TestNameInDatabase(t *testing.T) {
	w, users := withDatabase(t)
	id := strings.Split(users, "/")[3]
	order := func(kind Kind, spec map[string]any) {
		t.Helper()
		spec["clusterId"] = id
		if _, err := w.cloud.Order(t.Context(), kind, spec); err != nil {
			t.Fatal(err)
		}
	}
	order(LogicalDatabase, map[string]any{"name": "ads"})
	order(ConnectionPool, map[string]any{"name": "ads", "mode": "transaction", "size": int64(10), "dbName": "ads", "user": administrator})
	made := creations(w.cloud)
	w.apply(t, logicalObject)
	w.complains(t, LogicalDatabase, "adservice-ads", "already exists")
	w.edit(t, LogicalDatabase, "adservice-ads", func(m *Managed) { meta.SetExternalName(m, id+"/database/ads") })
	w.ready(t, LogicalDatabase, "adservice-ads")
	pool := &unstructured.Unstructured{}
	if err := yaml.Unmarshal([]byte(poolOfAdministrator), &pool.Object); err != nil {
		t.Fatal(err)
	}
	meta.SetExternalName(pool, id+"/ads")
	text, err := yaml.Marshal(pool.Object)
	if err != nil {
		t.Fatal(err)
	}
	w.apply(t, string(text))
	w.ready(t, ConnectionPool, "adservice-ads")
	if diff := cmp.Diff(made, creations(w.cloud)); diff != "" {
		t.Errorf("made, -before +after:\n%s", diff)
	}
}

// TestUsers: the password is the cloud's, and MySQL alone has ways to log in.
func TestUsers(t *testing.T) {
	w, users := withDatabase(t)
	steps := []struct {
		method, path, body string
		status             int
	}{
		{"GET", "/ads_app", "", 404},
		{"POST", "", `{"name":"ads_app"}`, 201},
		{"POST", "", `{"name":"ads_app"}`, 422},
		{"POST", "", `{"name":"doadmin"}`, 422},
		{"POST", "", `{"name":"other","mysql_settings":{"auth_plugin":"mysql_native_password"}}`, 422},
		{"GET", "/ads_app", "", 200},
		{"DELETE", "/ads_app", "", 204},
		{"DELETE", "/ads_app", "", 404},
	}
	for _, s := range steps {
		if status, answer := asAccount(t, w.cloud, s.method, users+s.path, s.body); status != s.status {
			t.Errorf("%s %s %s: %d %v, want %d", s.method, s.path, s.body, status, answer, s.status)
		}
	}
}

// TestProjects: a resource is in one project, whatever was asked for before.
func TestProjects(t *testing.T) {
	w, users := withDatabase(t)
	urn := "do:dbaas:" + strings.Split(users, "/")[3]
	first, second := w.cloud.AddProject("first"), w.cloud.AddProject("second")
	for _, s := range []struct{ project, urn, want string }{
		{first, urn, "assigned"}, {first, urn, "already_assigned"}, {second, urn, "assigned"}, {first, urn, "assigned"},
		{first, strings.Replace(urn, "dbaas", "kubernetes", 1), "not_found"},
	} {
		status, answer := asAccount(t, w.cloud, "POST", "/v2/projects/"+s.project+"/resources", `{"resources":["`+s.urn+`"]}`)
		told, _ := answer["resources"].([]any)
		if status != 200 || len(told) != 1 || told[0].(map[string]any)["status"] != s.want {
			t.Errorf("%s: %d %v, want %s", s.urn, status, answer, s.want)
		}
	}
	if got := w.cloud.Project(Database, "dev-adservice-pg"); got != first {
		t.Errorf("it is in %s, want %s", got, first)
	}
	if status, _ := asAccount(t, w.cloud, "POST", "/v2/projects/none/resources", `{"resources":["`+urn+`"]}`); status != 404 {
		t.Errorf("a project that is not there: %d", status)
	}
	if fact := get(w.ready(t, Database, "dev-adservice-pg"), "status.atProvider.project"); fact != nil {
		t.Errorf("the provider reports %v", fact)
	}
}
