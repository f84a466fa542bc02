package ocean

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
)

// details is a connection Secret with text values.
func (w *world) details(t *testing.T, name string) map[string]string {
	t.Helper()
	s := &corev1.Secret{}
	if err := w.hub.Get(t.Context(), types.NamespacedName{Namespace: "dev", Name: name}, s); err != nil {
		t.Fatal(err)
	}
	if s.Type != "connection.crossplane.io/v1alpha1" || len(s.OwnerReferences) != 1 {
		t.Errorf("Secret %s has type %q and %d owners", name, s.Type, len(s.OwnerReferences))
	}
	data := map[string]string{}
	for key, value := range s.Data {
		data[key] = string(value)
	}
	return data
}

// TestEverything orders all kinds at once, as a composition does, and deletes
// them at once: the order comes from references and refusals alone.
func TestEverything(t *testing.T) {
	w := newWorld(t, instant())
	w.secret(t, "dev", "adservice-syslog-ca", map[string]string{"ca.crt": "PEM\n"})
	for _, object := range []string{sinkObject, firewallObject, databaseObject, poolObject, clusterObject, vpcObject, bucketObject} {
		w.apply(t, object)
	}
	vpc := w.ready(t, VPC, "dev")
	cluster := w.ready(t, Cluster, "dev")
	database := w.ready(t, Database, "dev-adservice-pg")
	w.ready(t, NodePool, "dev-batch")
	w.ready(t, Firewall, "adservice-firewall")
	w.ready(t, LogSink, "adservice-sink")
	w.ready(t, Bucket, "loki-logs")

	all := []string{
		"Bucket dev-loki-logs", "Database dev-adservice-pg", "DatabaseFirewall dev-adservice-pg", "KubernetesCluster dev",
		"LogSink dev-adservice-pg/loki-adservice", "NodePool dev/dev-batch", "VPC dev",
	}
	if diff := cmp.Diff(all, w.cloud.Inventory()); diff != "" {
		t.Errorf("inventory, -want +got:\n%s", diff)
	}
	id := externalName(vpc)
	if got := get(cluster, "spec.forProvider.vpcUuid"); got != id {
		t.Errorf("the cluster's vpcUuid is %v, want %s", got, id)
	}
	if got := get(database, "status.atProvider.port"); !equal(got, 25060) {
		t.Errorf("port is %v", got)
	}
	if got := get(database, "status.atProvider.metricsEndpoints[1]"); got == nil {
		t.Error("two nodes have one metrics endpoint")
	}
	sink := w.details(t, "adservice-sink")
	if diff := cmp.Diff(map[string]string{"attribute.ca_cert": "PEM", "attribute.client_key": ""}, sink); diff != "" {
		t.Errorf("sink's connection details, -want +got:\n%s", diff)
	}
	for kind, name := range map[Kind]string{
		VPC: "dev", Cluster: "dev", NodePool: "dev-batch", Database: "dev-adservice-pg", Firewall: "adservice-firewall", LogSink: "adservice-sink", Bucket: "loki-logs",
	} {
		w.delete(t, kind, name)
	}
	w.until(t, "nothing is left", func() bool {
		return len(w.cloud.Inventory()) == 0 && w.get(t, VPC, "dev") == nil
	})
}

// get is a field of an object; nil without it.
func get(m *Managed, path string) any {
	var value any
	m.into(path, &value)
	return value
}

// TestDatabaseCredentials follows a password from the cloud into the Secret.
func TestDatabaseCredentials(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, databaseObject)
	w.ready(t, Database, "dev-adservice-pg")
	r, _ := w.cloud.Find(Database, "dev-adservice-pg")
	want := map[string]string{
		"attribute.password": r.Secrets["password"], "attribute.uri": r.Secrets["uri"],
		"attribute.private_uri": r.Secrets["private_uri"], "attribute.ui_uri": "",
	}
	if diff := cmp.Diff(want, w.details(t, "adservice-do")); diff != "" {
		t.Errorf("connection details, -want +got:\n%s", diff)
	}
	fresh, err := w.cloud.RotatePassword("dev-adservice-pg")
	if err != nil || fresh == r.Secrets["password"] {
		t.Fatalf("new password %q, error %v", fresh, err)
	}
	w.until(t, "the new password is published", func() bool {
		return w.details(t, "adservice-do")["attribute.password"] == fresh
	})
}
