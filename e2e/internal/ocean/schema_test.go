package ocean

import (
	"errors"
	"strings"
	"testing"

	"seamark.dev/seamark/e2e/internal/schema"
	"seamark.dev/seamark/internal/assets"
)

// poolOfAdministrator needs no user.
var poolOfAdministrator = strings.Replace(connectionPoolObject, "user: ads_app", "user: doadmin", 1)

// TestSchemas holds what the provider writes against the definitions of the
// real one: what they do not know would never arrive in a composition.
func TestSchemas(t *testing.T) {
	set, err := schema.Load("../../../../shared/crds")
	if errors.Is(err, schema.ErrAbsent) {
		assets.Lack(t, "not checked: what the provider writes against its schemas. "+err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, instant())
	for _, object := range []string{vpcObject, clusterObject, poolObject, databaseObject, firewallObject, sinkObject, bucketObject, logicalObject, settingsObject, poolOfAdministrator} {
		w.apply(t, object)
	}
	for kind, name := range map[Kind]string{
		VPC: "dev", Cluster: "dev", NodePool: "dev-batch", Database: "dev-adservice-pg", Firewall: "adservice-firewall", LogSink: "adservice-sink", Bucket: "loki-logs",
		LogicalDatabase: "adservice-ads", ConnectionPool: "adservice-ads", DatabaseSettings: "adservice-settings",
	} {
		m := w.ready(t, kind, name)
		s, err := set.Get(m.GroupVersionKind())
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range s.Findings(&m.Unstructured, nil) {
			t.Errorf("%s: %s", kind, finding)
		}
	}
}
