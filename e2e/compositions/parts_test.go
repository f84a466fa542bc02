package compositions

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/connectionpool"
	"seamark.dev/seamark/pkg/components/databaseuser"
	"seamark.dev/seamark/pkg/components/logicaldatabase"
	"seamark.dev/seamark/pkg/platform"
)

const (
	usersURL    = "https://api.digitalocean.com/v2/databases/" + databaseID + "/users"
	callUser    = "GET " + usersURL + "/ads_app"
	callAddUser = "POST " + usersURL
	userSecret  = "Secret demo/adservice-ads-app-user"
	poolSecret  = "Secret demo/adservice-ads-pool"
	userPasses  = `{"user": {"name": "ads_app", "role": "normal", "password": "`
)

var (
	userAll = []string{"database", "secret", "user"}
	poolSet = []string{"pool", "secret", "adservice-ads-connection-secret"}
)

// withParts is the environment with all that a PostgreSQL database can have.
func withParts(policy platform.DeletionPolicy) platform.Environment {
	e := env(policy)
	db := e.Databases["adservice"]
	db.Databases = []string{"ads"}
	db.Users = []platform.DatabaseUser{{Name: "ads_app", DeletionPolicy: policy}}
	db.ConnectionPools = []platform.ConnectionPool{{
		Name: "ads", Mode: platform.TransactionMode, Size: 10, Database: "ads", User: "ads_app", DeletionPolicy: policy,
	}}
	e.Databases["adservice"] = db
	return e
}

func account(password string) map[string]any {
	return map[string]any{
		"username": "ads_app", "password": password, "host": "private-host", "port": "25060", "ca-cert": "PEM\n",
	}
}

// TestDatabaseUserLife: from a name in the configuration to the account in the
// cluster, in a Secret of its own.
func TestDatabaseUserLife(t *testing.T) {
	e := withParts(platform.Delete)
	w := withCluster(t, e)
	xr := birth(t, w, databaseuser.Component(e), "adservice-ads-app", "databaseusers.seamark.dev")
	xr.Live(t, []life.Step{{
		Name:   "the XR is applied before there is a database",
		Reason: "nobody is asked for a user of nothing",
		Want:   life.Outcome{Composed: []string{"database"}, Waiting: waitsFor("status.databaseID", "user", "secret")},
	}})
	past(t, newDatabase(t, w, e, "adservice"), postgresql().becomesReady())
	whole := func(password string) life.Outcome {
		return life.Outcome{
			Composed: userAll, Delivered: []string{userSecret}, Ready: true,
			Values: map[string]any{userSecret + " data": account(password)},
		}
	}
	xr.Live(t, []life.Step{
		{
			Name:   "the database is there",
			Reason: "its ID comes from the hub alone, and without a password there is no Secret",
			Want: life.Outcome{
				Composed: userAll, Values: map[string]any{"XR status.databaseID": databaseID}, Absent: []string{userSecret + " data"},
			},
		},
		{
			Name:   "the API makes the user",
			Reason: "account, address and authority arrive together",
			Do:     []life.Action{life.Refuse(callUser, `{"message": "not found"}`), life.Answer(callAddUser, userPasses+`first"}}`)},
			Want:   but(whole("first"), func(o *life.Outcome) { o.Ready = false }),
		},
		{
			Name:   "the API knows the user",
			Reason: "it is made once",
			Do:     []life.Action{life.Answer(callUser, userPasses+`first"}}`)},
			Want:   whole("first"),
		},
		{
			Name:   "somebody resets the password in the console",
			Reason: "the Secret follows",
			Do:     []life.Action{life.Answer(callUser, userPasses+`second"}}`)},
			Want:   whole("second"),
		},
		{
			Name:   "the database's Secret on the hub is lost",
			Reason: "what was delivered stays",
			Do:     []life.Action{life.RemoveSecret("dev", "adservice-connection")},
			Want:   whole("second"),
		},
		{
			Name:   "the user is taken out of the list, with the policy Delete",
			Reason: "it goes; the Secret stays, where programs may still read it",
			Do:     []life.Action{life.Answer("DELETE "+usersURL+"/ads_app", "{}"), life.Delete()},
			Want:   life.Outcome{},
		},
	})
	if !w.InCluster(userSecret) {
		t.Error("the account was taken from the cluster")
	}
	want := []string{callAddUser + ` {"name":"ads_app"}`, "DELETE " + usersURL + "/ads_app"}
	if diff := cmp.Diff(want, w.Calls()); diff != "" {
		t.Errorf("calls that write, -want +got:\n%s", diff)
	}
}

// TestDatabaseUserIsTakenOver: a user that is there already, of a hub that was
// lost, is not made again.
func TestDatabaseUserIsTakenOver(t *testing.T) {
	e := withParts(platform.Orphan)
	w := withDatabase(t, e)
	xr := birth(t, w, databaseuser.Component(e), "adservice-ads-app", "databaseusers.seamark.dev")
	xr.Live(t, []life.Step{{
		Name:   "the XR is applied, and the API knows the user",
		Reason: "its account is delivered, and nobody writes",
		Do:     []life.Action{life.Answer(callUser, userPasses+`old"}}`)},
		Want: life.Outcome{
			Composed: userAll, Delivered: []string{userSecret}, Ready: true,
			Values: map[string]any{userSecret + " data": account("old")},
		},
	}})
	if calls := w.Calls(); len(calls) > 0 {
		t.Errorf("it was made again: %v", calls)
	}
}

// TestAuthPlugin: what is not as it is wished for is changed once, and an answer
// that says nothing of it is no reason to change it.
func TestAuthPlugin(t *testing.T) {
	e := withParts(platform.Orphan)
	w := withDatabase(t, e)
	xr := birth(t, w, databaseuser.Component(e), "adservice-ads-app", "databaseusers.seamark.dev")
	const reset = callAddUser + "/ads_app/reset_auth"
	user := func(plugin string) life.Action {
		return life.Answer(callUser, userPasses+`x", "mysql_settings": {"auth_plugin": "`+plugin+`"}}}`)
	}
	whole := life.Outcome{Composed: userAll, Delivered: []string{userSecret}, Ready: true}
	xr.Live(t, []life.Step{
		{
			Name:   "a plugin is wished for, and the answer is silent about it",
			Reason: "a reset would make a new password at every poll",
			Do:     []life.Action{life.Edit("spec.authPlugin", "mysql_native_password"), life.Answer(callUser, userPasses+`x"}}`), life.Answer(reset, `{"user": {}}`)},
			Want:   whole,
		},
		{
			Name:   "the user has another one",
			Reason: "it is changed",
			Do:     []life.Action{user("caching_sha2_password")},
			Want:   whole,
		},
		{
			Name:   "the user has the one that is wished for",
			Reason: "all is well",
			Do:     []life.Action{user("mysql_native_password")},
			Want:   whole,
		},
	})
	want := []string{reset + ` {"mysql_settings":{"auth_plugin":"mysql_native_password"}}`}
	if diff := cmp.Diff(want, w.Calls()); diff != "" {
		t.Errorf("calls that write, -want +got:\n%s", diff)
	}
}

// TestLogicalDatabaseLife: made in its database, and gone with it only.
func TestLogicalDatabaseLife(t *testing.T) {
	e := withParts(platform.Orphan)
	w := withDatabase(t, e)
	xr := birth(t, w, logicaldatabase.Component(e), "adservice-ads", "logicaldatabases.seamark.dev")
	const name, id = "composed database spec.forProvider.", databaseID + "/database/ads"
	xr.Live(t, []life.Step{
		{
			Name:   "the XR is applied",
			Reason: "it is in the database that the reference names",
			Want: life.Outcome{
				Composed: []string{"database"},
				Values:   map[string]any{name + "name": "ads", name + "clusterIdRef.name": "dev-adservice-pg"},
			},
		},
		{
			Name:   "the cloud makes it",
			Reason: "it is ready by itself, and keeps the ID that the provider gave it",
			Do:     []life.Action{life.Created("database", id, nil), life.Ready("database", life.Fields{"id": id})},
			Want: life.Outcome{
				Composed: []string{"database"}, Ready: true,
				Values: map[string]any{
					"XR status.id": id, name + "clusterId": databaseID,
					"composed database metadata.annotations[crossplane.io/external-name]": id,
				},
			},
		},
		{
			Name:   "somebody deletes it",
			Reason: "it holds data",
			Do:     []life.Action{life.Refused(life.Delete(), "It holds data.")},
			Want:   life.Outcome{Composed: []string{"database"}, Ready: true},
		},
	})
}

// TestConnectionPoolLife: refused while its user is not there, made, delivered,
// and never changed.
func TestConnectionPoolLife(t *testing.T) {
	e := withParts(platform.Orphan)
	w := withDatabase(t, e)
	xr := birth(t, w, connectionpool.Component(e), "adservice-ads", "connectionpools.seamark.dev")
	const answer = "422 user ads_app does not exist"
	published := life.Keys{"attribute.password": "secret", "attribute.private_uri": "postgresql://pool", "attribute.uri": "postgresql://public"}
	whole := life.Outcome{
		Composed: poolSet, Delivered: []string{poolSecret}, Ready: true,
		Values: map[string]any{poolSecret + " data": map[string]any{
			"host": "private-host", "port": "25061", "database": "ads", "username": "ads_app", "password": "secret",
			"uri": "postgresql://pool", "ca-cert": "PEM\n",
		}},
	}
	xr.Live(t, []life.Step{
		{
			Name:   "the XR is applied before its user is made",
			Reason: "what DigitalOcean answers is to be read",
			Do:     []life.Action{},
			Want:   life.Outcome{Composed: []string{"pool"}, Waiting: waitsFor("status.host", "secret")},
		},
		{
			Name:   "DigitalOcean refuses it",
			Reason: "until it is made, everything about it may be written anew",
			Do:     []life.Action{life.Unsynced("pool", answer), life.Edit("spec.size", int64(12)), life.Edit("spec.size", int64(10))},
			Want: life.Outcome{
				Composed: []string{"pool"}, Waiting: waitsFor("status.host", "secret"),
				Values: map[string]any{"XR status.cloud.pool[1].message": answer},
			},
		},
		{
			Name:   "the pool is made",
			Reason: "how to connect is delivered whole: by the private address, with the authority",
			Do: []life.Action{
				life.Created("pool", databaseID+"/ads", nil),
				life.Ready("pool", life.Fields{
					"privateHost": "private-host", "port": int64(25061), "name": "ads", "user": "ads_app",
					"mode": "transaction", "size": int64(10), "dbName": "ads",
				}),
				life.Publish("pool", published),
			},
			Want: whole,
		},
		{
			Name:   "another size is merged",
			Reason: "to Terraform that is another pool, which it must not make",
			Do:     []life.Action{life.Refused(life.Edit("spec.size", int64(15)), "make another one, of another name")},
			Want:   whole,
		},
	})
}
