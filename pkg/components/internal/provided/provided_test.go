package provided

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/model"
)

func TestNames(t *testing.T) {
	cases := map[string]struct{ reason, got, want string }{
		"CRD": {
			"A definition is named PLURAL.GROUP.",
			CRDs(model.Hub(), "example.org", "things")[0].Ref.String(),
			"CustomResourceDefinition.apiextensions.k8s.io things.example.org",
		},
		"Need": {
			"A needed kind is named as a provided one is.",
			NeedCRD(model.Hub(), "things.example.org", "").Ref.String(),
			"CustomResourceDefinition.apiextensions.k8s.io things.example.org",
		},
		"Service": {"A Service has no group.", Service(model.Hub(), "a", "b").Ref.String(), "Service a/b"},
		"Keys": {
			"Every key is a need of its own.",
			NeedKeys(model.Hub(), "ConfigMap", "a", "b", "values.x", "one", "two")[1].Key, "two",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, tc.got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}
