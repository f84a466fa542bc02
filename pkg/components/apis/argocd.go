package apis

import (
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// ForArgoCD is the API for a hub with Argo CD, which must be told of the
// clusters: what Declaration made, for whatever engines of databases, with
// another Composition of the clusters.
func ForArgoCD(plain declare.Component) declare.Component {
	told := plain
	told.Share = func(p platform.Platform) model.Component { return argoCD(plain.Share(p)) }
	told.Written = argoCD
	return told
}

// argoCD leaves everything in its place.
func argoCD(c model.Component) model.Component {
	told := map[string]*apiextensions.Composition{}
	for _, c := range []compose.Composition{
		dokscluster.ArgoCDComposition(), dokscluster.ProjectComposition(dokscluster.ArgoCDComposition()),
	} {
		told[c.Name] = c.Object()
	}
	var objects []model.Object
	for _, o := range c.Objects {
		if composition, is := o.(*apiextensions.Composition); is && told[composition.Name] != nil {
			o = told[composition.Name]
		}
		objects = append(objects, o)
	}
	c.Objects = objects
	return c
}
