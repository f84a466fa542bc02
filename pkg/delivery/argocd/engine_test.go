package argocd_test

import (
	"testing"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// TestComponents: the APIs that tell Argo CD of the clusters stand in the place
// of ours, and of nobody else's.
func TestComponents(t *testing.T) {
	mine := declare.Component{
		Name: "apis", Unit: declare.APIs,
		Share: func(platform.Platform) model.Component { return model.Component{} },
	}
	standard := components.Standard()
	cases := map[string]struct {
		reason string
		list   declare.List
		want   diag.Where
	}{
		"Ours":    {"Argo CD must be told of the clusters.", standard, apis.ForArgoCD(apis.Declaration(nil)).Source()},
		"Theirs":  {"What a user puts in its place stays.", standard.Replace(mine), mine.Source()},
		"LeftOut": {"What is left out stays away.", declare.List{}.With(declare.Component{Name: "other"}), diag.Where{}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := argocd.Engine{}.Components(tc.list)
			if got.Len() != tc.list.Len()+2 { // the notifications and the webhook
				t.Errorf("%s\n%d components become %d", tc.reason, tc.list.Len(), got.Len())
			}
			var source diag.Where
			for _, c := range got.All() {
				if c.Name == mine.Name {
					source = c.Source()
				}
			}
			if source != tc.want {
				t.Errorf("%s\ngot the one of %s, want %s", tc.reason, source, tc.want)
			}
		})
	}
}
