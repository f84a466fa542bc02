package compositions

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/e2e/internal/ocean"
	"seamark.dev/seamark/pkg/components/databaseuser"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/platform"
)

// accountWith is a simulated DigitalOcean in which somebody has made a database of an
// engine, by the name that the environment has for it.
func accountWith(t *testing.T, d database, engine string) (cloud *ocean.Cloud, id string) {
	t.Helper()
	cloud = ocean.New(ocean.Options{Token: "do-token"}) // of newWorld
	t.Cleanup(cloud.Close)
	vpc, err := cloud.Order(t.Context(), ocean.VPC, map[string]any{"name": "dev", "region": "sfo3", "ipRange": "10.201.0.0/22"})
	if err != nil {
		t.Fatal(err)
	}
	id, err = cloud.Order(t.Context(), ocean.Database, map[string]any{
		"name": d.cluster, "engine": engine, "version": d.version, "region": "sfo3", "size": "db-s-1vcpu-1gb", "nodeCount": int64(1), "privateNetworkUuid": vpc,
	})
	if err != nil {
		t.Fatal(err)
	}
	return cloud, id
}

// becomesReadyAs is the short life of a database with this ID, of which the API
// says the rest.
func (d database) becomesReadyAs(id string, more ...string) []life.Step {
	waiting := map[string]string{}
	for resource, field := range d.waiting {
		waiting[resource] = field
	}
	for _, resource := range more {
		waiting[resource] = "status.id"
	}
	cloud := life.Fields{}
	for field, value := range d.cloud {
		cloud[field] = value
	}
	cloud["id"] = id
	return []life.Step{
		{Name: "the XR is applied", Want: life.Outcome{Composed: databaseCloud, Waiting: waiting}},
		{
			Name:   "the database is there",
			Reason: "the rest is the API's own",
			Do: []life.Action{
				life.Created("database", id, nil), life.Ready("database", cloud), life.Publish("database", d.keys),
				life.Created("firewall", "firewall-id", nil), life.Ready("firewall", nil), life.Serve("ScrapeConfig"),
			},
			Want: life.Outcome{
				Composed:  join(databaseCloud, databaseInner, []string{"ca", d.connection()}, more),
				Delivered: []string{d.Secret(), d.Config(), d.Scrape()}, Ready: true,
			},
		},
	}
}

// TestProjectAtTheAPI: what is rendered is an assignment to the API, and comes
// again when somebody moves the database.
func TestProjectAtTheAPI(t *testing.T) {
	d, e := postgresql(), env(platform.Orphan)
	cloud, id := accountWith(t, d, "pg")
	w := withCluster(t, e)
	w.Ask(cloud.Handler())
	e.Project = cloud.AddProject("shop")
	xr := birth(t, w, manageddatabase.Component(e), d.name, "manageddatabases-pg-project.seamark.dev")
	steps := d.becomesReadyAs(id, "project")
	xr.Live(t, steps)
	if got := cloud.Project(ocean.Database, d.cluster); got != e.Project {
		t.Fatalf("it is in the project %q, want %s", got, e.Project)
	}
	other := cloud.AddProject("other")
	xr.Live(t, []life.Step{{
		Name:   "somebody moves it",
		Reason: "the next look puts it back",
		Do:     []life.Action{func(*life.XR) error { return cloud.Move(ocean.Database, d.cluster, other) }},
		Want:   steps[1].Want,
	}})
	if got := cloud.Project(ocean.Database, d.cluster); got != e.Project {
		t.Errorf("it stays in %q", got)
	}
}

// TestUserAtTheAPI: what is rendered makes a user of MySQL at the API, once, and
// changes how it logs in, once; the account that arrives is the API's.
func TestUserAtTheAPI(t *testing.T) {
	d, e := mysql(), env(platform.Delete)
	cloud, id := accountWith(t, d, "mysql")
	e.Databases = map[string]platform.Database{d.name: {
		Engine: platform.MySQL, Version: d.version, Size: "db-s-1vcpu-1gb", Nodes: 1,
		Users: []platform.DatabaseUser{{Name: "orders_app", DeletionPolicy: platform.Delete}},
	}}
	w := withCluster(t, e)
	w.Ask(cloud.Handler())
	past(t, birth(t, w, manageddatabase.Component(e), d.name, manageddatabase.CompositionName(platform.MySQL)), d.becomesReadyAs(id))
	xr := birth(t, w, databaseuser.Component(e), d.name+"-orders-app", "databaseusers.seamark.dev")
	secret := "Secret demo/" + d.name + "-orders-app-user"
	whole := life.Outcome{Composed: userAll, Delivered: []string{secret}, Ready: true}
	delivered := func() any {
		t.Helper()
		password, err := xr.Value(secret + " data.password")
		if err != nil {
			t.Fatal(err)
		}
		return password
	}
	told := func() (string, string) {
		t.Helper()
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "https://api.digitalocean.com/v2/databases/"+id+"/users/orders_app", nil)
		request.Header.Set("Authorization", "Bearer do-token")
		answer := httptest.NewRecorder()
		cloud.Handler().ServeHTTP(answer, request)
		body := struct {
			User struct {
				Password string `json:"password"`
				MySQL    struct {
					Plugin string `json:"auth_plugin"`
				} `json:"mysql_settings"`
			} `json:"user"`
		}{}
		if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil {
			t.Fatal(err)
		}
		return body.User.Password, body.User.MySQL.Plugin
	}
	xr.Live(t, []life.Step{{Name: "the XR is applied", Reason: "the API makes the user", Want: whole}})
	first, plugin := told()
	if first == "" || delivered() != first || plugin != "caching_sha2_password" {
		t.Errorf("delivered is %v, the API has %q with %s", delivered(), first, plugin)
	}
	xr.Live(t, []life.Step{{
		Name:   "another way to log in is wished for",
		Reason: "that is another password",
		Do:     []life.Action{life.Edit("spec.authPlugin", "mysql_native_password")},
		Want:   whole,
	}})
	second, plugin := told()
	if second == first || delivered() != second || plugin != "mysql_native_password" {
		t.Errorf("delivered is %v, the API has %q with %s", delivered(), second, plugin)
	}
	xr.Live(t, []life.Step{{
		Name:   "the user is taken out of the list, with the policy Delete",
		Reason: "its access ends",
		Do:     []life.Action{life.Unguard(), life.Delete()},
		Want:   life.Outcome{},
	}})
	if _, there := cloud.Find(ocean.DatabaseUser, d.cluster+"/orders_app"); there {
		t.Error("it can still log in")
	}
	if calls := w.Calls(); len(calls) != 3 || !strings.HasPrefix(calls[1], "POST https://api.digitalocean.com/v2/databases/"+id+"/users/orders_app/reset_auth") {
		t.Errorf("writing calls: %v", calls)
	}
}
