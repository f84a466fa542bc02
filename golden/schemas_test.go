package golden

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/schemas"
)

// notByCRD are all the kinds that are rendered and have no CRD, with what
// validates them instead. A kind that joins the list fails the test: put its CRD
// into the folder, or say here why it needs none.
var notByCRD = []string{
	"/v1, Kind=ConfigMap: by its Go type: fields, types and words",
	"/v1, Kind=Namespace: by its Go type: fields, types and words",
	"/v1, Kind=Secret: by its Go type: fields, types and words", // inside provider-kubernetes Objects
	"/v1, Kind=Service: by its Go type: fields, types and words",
	"/v1, Kind=ServiceAccount: by its Go type: fields, types and words",
	"admissionregistration.k8s.io/v1, Kind=ValidatingAdmissionPolicy: by its Go type: fields, types and words",
	"admissionregistration.k8s.io/v1, Kind=ValidatingAdmissionPolicyBinding: by its Go type: fields, types and words",
	"apps/v1, Kind=Deployment: by its Go type: fields, types and words",
	"kustomize.config.k8s.io/v1beta1, Kind=Kustomization: ", // TestKustomizeBuilds runs kustomize itself
	"networking.k8s.io/v1, Kind=NetworkPolicy: by its Go type: fields, types and words",
	"notification.toolkit.fluxcd.io/v1, Kind=Receiver: ",      // TestStrictDecode
	"notification.toolkit.fluxcd.io/v1beta3, Kind=Alert: ",    // TestStrictDecode
	"notification.toolkit.fluxcd.io/v1beta3, Kind=Provider: ", // TestStrictDecode
	"rbac.authorization.k8s.io/v1, Kind=ClusterRole: by its Go type: fields, types and words",
	"rbac.authorization.k8s.io/v1, Kind=ClusterRoleBinding: by its Go type: fields, types and words",
	"rbac.authorization.k8s.io/v1, Kind=Role: by its Go type: fields, types and words",
	"rbac.authorization.k8s.io/v1, Kind=RoleBinding: by its Go type: fields, types and words",
}

// TestSchemas validates every object of every scenario, and what lies inside
// Compositions and Objects, against the CRD of its kind; our own XRs against
// the CRDs that Crossplane makes of the rendered definitions.
func TestSchemas(t *testing.T) {
	set := schemas.Load(t, "every rendered object against the CRD of its kind")
	seen := map[string]bool{}
	for _, scenario := range scenarios(t) {
		files := renderScenario(t, scenario).Files()
		for _, f := range files {
			if err := set.AddDefinition(f.Data); err != nil {
				t.Fatalf("%s/%s: %v", scenario, f.Path, err)
			}
		}
		for _, f := range files {
			if !f.Object && !strings.HasSuffix(f.Path, "/kustomization.yaml") {
				continue
			}
			object, err := schemas.Decode(f.Data)
			if err != nil {
				t.Fatalf("%s/%s: %v", scenario, f.Path, err)
			}
			problems, unchecked := set.Check(object)
			for _, p := range problems {
				t.Errorf("%s/%s: %s [%s]", scenario, f.Path, p, p.Code)
			}
			for _, u := range unchecked {
				seen[u.Kind.String()+": "+u.Instead] = true
			}
		}
	}
	if diff := cmp.Diff(notByCRD, slices.Sorted(maps.Keys(seen))); diff != "" {
		t.Errorf("kinds that no CRD validates (-expected +met):\n%s", diff)
	}
}
