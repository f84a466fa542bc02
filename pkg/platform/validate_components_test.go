package platform

import "testing"

// TestSharedOfAbsent: what spec.defaults says of a component is for the
// environments that have it, and no mistake of one that does without it.
func TestSharedOfAbsent(t *testing.T) {
	const shared = `apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  defaults:
    demo: {users: 5}
  environments:
  - name: prod
    region: sfo3
    components: {demo: false, gateway: false}
    domain: {zone: example.com, acmeEmail: ops@example.com}
`
	if _, findings := Load(Source{"platform.yaml", []byte(shared)}); len(findings) > 0 {
		t.Error(findings)
	}
	if _, findings := Load(Source{"platform.yaml", []byte(shared + "    demo: {rate: 7}\n")}); len(findings) != 1 || findings[0].Code != changesNothing {
		t.Errorf("what the environment says itself is not told: %v", findings)
	}
}
