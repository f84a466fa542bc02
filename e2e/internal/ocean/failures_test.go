package ocean

import (
	"testing"

	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// policies changes what the provider may do.
func policies(actions ...xpv2.ManagementAction) func(*Managed) {
	return func(m *Managed) { m.SetManagementPolicies(actions) }
}

// TestCredentials heals when a human makes the Secret, without any restart.
func TestCredentials(t *testing.T) {
	w := newWorld(t, instant())
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Namespace: "crossplane-system", Name: "digitalocean-credentials"}}
	if err := w.hub.Delete(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	w.apply(t, vpcObject)
	w.complains(t, VPC, "dev", "connect failed: cannot get terraform setup: cannot extract credentials: cannot get credentials secret")
	replace := func(credentials string) {
		t.Helper()
		_ = w.hub.Delete(t.Context(), s.DeepCopy()) // there may be none
		w.secret(t, s.Namespace, s.Name, map[string]string{"credentials": credentials})
	}
	replace("dop_v1_bare")
	w.complains(t, VPC, "dev", "cannot unmarshal digitalocean credentials as JSON")
	replace(`{"token": "wrong"}`)
	w.complains(t, VPC, "dev", "create failed: apply failed: Error creating VPC: POST https://api.digitalocean.com/v2/vpcs: 401 Unable to authenticate you")
	replace(`{"token": "` + account + `"}`)
	w.ready(t, VPC, "dev")
	w.apply(t, bucketObject)
	w.complains(t, Bucket, "loki-logs", "Spaces credentials not configured")
}

// TestReferences waits for what is referred to, first to be there, then to have an id.
func TestReferences(t *testing.T) {
	w := newWorld(t, instant())
	lift := w.cloud.Fail(Quota("/v2/vpcs"))
	w.apply(t, databaseObject)
	w.complains(t, Database, "dev-adservice-pg", "cannot resolve references: mg.Spec.ForProvider.PrivateNetworkUUID: cannot get referenced resource")
	w.apply(t, vpcObject)
	w.complains(t, VPC, "dev", "422 You have reached your resource limit")
	w.complains(t, Database, "dev-adservice-pg", "referenced field was empty (referenced resource may not yet be ready)")
	lift()
	w.ready(t, Database, "dev-adservice-pg")
}

// TestOutage shows in Synced, not in Ready, and ends by itself.
func TestOutage(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.ready(t, VPC, "dev")
	w.cloud.Outage(true)
	w.complains(t, VPC, "dev", "observe failed: cannot run refresh: refresh failed: Error reading VPC: GET https://api.digitalocean.com/v2/vpcs/")
	if c := w.get(t, VPC, "dev").GetCondition(xpv2.TypeReady); c.Status != corev1.ConditionTrue {
		t.Errorf("Ready is %s in an outage", c.Status)
	}
	w.cloud.Outage(false)
	w.ready(t, VPC, "dev")
	if n := w.happened("create", "VPC dev"); n != 1 {
		t.Errorf("made %d times", n)
	}
}

// TestNetworkWithMembers cannot be deleted, until it has none.
func TestNetworkWithMembers(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, databaseObject)
	w.ready(t, Database, "dev-adservice-pg")
	w.delete(t, VPC, "dev")
	w.complains(t, VPC, "dev", "delete failed: destroy failed: Error deleting VPC: DELETE https://api.digitalocean.com/v2/vpcs/")
	w.complains(t, VPC, "dev", "403 Can not delete VPC with members")
	w.delete(t, Database, "dev-adservice-pg")
	w.until(t, "the network is gone", func() bool { return w.get(t, VPC, "dev") == nil })
	if left := w.cloud.Inventory(); len(left) != 0 {
		t.Errorf("left over: %v", left)
	}
}

// TestOrphan leaves the cloud alone, even if that cannot be reached.
func TestOrphan(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.ready(t, VPC, "dev")
	w.edit(t, VPC, "dev", policies("Observe", "Create", "Update"))
	w.cloud.Outage(true)
	w.delete(t, VPC, "dev")
	w.until(t, "the managed resource is gone", func() bool { return w.get(t, VPC, "dev") == nil })
	if !w.exists("VPC dev") {
		t.Error("the network was deleted")
	}
}
