package objects

import (
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// typed checks the fields of an object against the type of its kind. What is a
// struct of that type needs no such check.
func (c *checker) typed(o *inventory.Object) {
	version := o.Node.TextAt("apiVersion")
	_, anything := o.At.Object.(*unstructured.Unstructured)
	if inventory.Template(version+o.Ref.Kind) || o.At.Object != nil && !anything {
		return
	}
	if instead, ok := removed[version+" "+o.Ref.Kind]; ok {
		c.refused(o, manifest.Fields("apiVersion"), version, o.Ref.Kind+" is not served at this version any more", "write "+instead)
		return
	}
	of, ok := kinds[version+" "+o.Ref.Kind]
	if !ok {
		c.unknown(o, version)
		return
	}
	for _, found := range charts.CheckObject(of, o.Node) {
		f := diag.Finding{Code: "objects-wrong-type", Message: found.Message, Remedy: found.Remedy}
		if found.Kind == charts.UnknownKey {
			f.Code = "objects-unknown-field"
		}
		c.add(o, found.Path, f)
	}
}

// unknown is a kind without a type here. Of those of Kubernetes, and of those
// whose other kinds are known, it can be told that there is no such.
func (c *checker) unknown(o *inventory.Object, version string) {
	var near []string
	for known := range kinds {
		if at, kind, _ := strings.Cut(known, " "); at == version {
			near = append(near, kind)
		}
	}
	slices.Sort(near)
	if remedy := diag.DidYouMean(o.Ref.Kind, near); remedy != "" {
		c.refused(o, manifest.Fields("kind"), o.Ref.Kind, version+" has no such kind", remedy)
		return
	}
	if !c.BuiltIn(o.Cluster, o.Ref.Group) && len(c.Sources(o.Cluster, o.Ref)) == 0 && o.At.Release != nil {
		c.useless(o, manifest.Fields("apiVersion"), "objects-unknown-kind", version,
			"nothing brings "+o.Ref.Kind+"."+o.Ref.Group+" to "+inventory.ClusterName(o.Cluster),
			"bring its CustomResourceDefinition first, or leave the object out")
	}
}

// headless finds what is meant for an object and is none: without the fields by
// which an object is known.
func (c *checker) headless(r inventory.Release) {
	for _, f := range r.Values.Fields() {
		if !inventory.TakesObjects(f.Name) {
			continue
		}
		for i, item := range f.Value.Items() {
			path := manifest.Fields(f.Name).Item(i)
			for _, field := range []manifest.Path{manifest.Fields("apiVersion"), manifest.Fields("kind"), manifest.Fields("metadata", "name")} {
				if value, ok := item.At(field); item.Kind() == manifest.KindMap && (!ok || value.Text() == "") {
					c.findings.Add(c.Finding(r.Place.Values(path), diag.Finding{
						Code: "objects-refused", Message: "an object has " + field.String() + ", and this has none", Remedy: "write it",
					}))
				}
			}
		}
	}
}
