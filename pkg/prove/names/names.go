// Package names asks whether names are legal and unique: none that Kubernetes or
// Helm refuse, no object that two places of the tree both say they are.
package names

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/validate/content"
	"k8s.io/apimachinery/pkg/util/validation"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check finds names that are illegal or taken.
func Check(inv *inventory.Inventory) diag.List {
	c := &checker{inv}
	findings := slices.Concat(c.duplicates(), c.secretOwners(), c.askedNames(), c.releaseNames(), c.unitNames())
	for i := range inv.Objects {
		findings = append(findings, c.illegal(&inv.Objects[i])...)
	}
	return findings
}

type checker struct{ *inventory.Inventory }

// helmName is how long a release's name may be: Helm adds to it.
const helmName = 53

func (c *checker) releaseNames() diag.List {
	var findings diag.List
	seen := map[string]inventory.Place{}
	for _, release := range c.Releases {
		at, r := release.Place.At(manifest.Fields("name")), release.Release
		// An engine keeps all releases of an environment in one namespace of
		// the hub, so there a name counts once.
		id := r.Cluster.Environment() + "/" + r.Name
		if r.Cluster.IsHub() {
			id = "hub " + r.Namespace + "/" + r.Name
		}
		if first, twice := seen[id]; twice {
			findings.Add(c.Finding(at, diag.Finding{
				Code: "names-duplicate-release", Value: r.Name,
				Message: "a release of this name is also in " + c.Subject(first).File,
				Remedy:  "give one of them another name",
			}))
		}
		seen[id] = at
		findings = append(findings, c.illegalRelease(at)...)
	}
	return findings
}

func (c *checker) illegalRelease(at inventory.Place) diag.List {
	r := at.Release
	refusals := validation.IsDNS1123Label(r.Name) // charts call Services after it
	if len(r.Name) > helmName {
		refusals = append(refusals, fmt.Sprintf("must be no more than %d characters", helmName))
	}
	if len(refusals) == 0 {
		return nil
	}
	return diag.List{c.Finding(at, diag.Finding{
		Code: "names-illegal", Value: r.Name, Message: "the name of a release " + must(refusals[0]),
	})}
}

// unitNames are names of units that engines could not put into a label.
func (c *checker) unitNames() diag.List {
	var findings diag.List
	for _, u := range c.Units {
		refusals := validation.IsDNS1123Label(u.ID.Name())
		if len(refusals) == 0 {
			continue
		}
		f := diag.Finding{
			Code: "names-illegal", Value: u.ID.Name(), Message: "the name of a unit, made of its path, " + must(refusals[0]),
			Subject: inventory.UnitSubject(u.ID, "path"),
		}
		if len(u.Components) > 0 {
			f.Where = u.Components[0].Source
		}
		findings.Add(f)
	}
	return findings
}

// illegal are the names of an object that the API server refuses.
func (c *checker) illegal(o *inventory.Object) diag.List {
	var findings diag.List
	add := func(path manifest.Path, value, what string, refusals []string) {
		template := o.At.Release != nil && inventory.Template(value)
		if len(refusals) > 0 && !strings.Contains(value, inventory.Unknown) && !template {
			findings.Add(c.Finding(o.At.Below(path), diag.Finding{
				Code: "names-illegal", Value: value, Message: what + " " + must(refusals[0]),
			}))
		}
	}
	if !kind.MatchString(o.Ref.Kind) {
		add(manifest.Fields("kind"), o.Ref.Kind, "a kind", []string{"must be letters, digits and dashes, a letter first"})
	}
	if o.Ref.Group != "" {
		add(manifest.Fields("apiVersion"), o.Ref.Group, "the group of a kind", validation.IsDNS1123Subdomain(o.Ref.Group))
	}
	add(manifest.Fields("metadata", "name"), o.Ref.Name, "the name of such an object", c.nameRefusals(o.Ref))
	if o.Ref.Namespace == "" && c.Namespaced(o.Ref) {
		findings.Add(c.Finding(o.At.Below(manifest.Fields("metadata", "namespace")), diag.Finding{
			Code: "names-no-namespace", Value: o.Ref.Name,
			Message: "an object of this kind lives in a namespace, and none is given",
		}))
	}
	if o.Ref.Namespace != "" {
		add(manifest.Fields("metadata", "namespace"), o.Ref.Namespace, "the name of a namespace", validation.IsDNS1123Label(o.Ref.Namespace))
	}
	for _, field := range []string{"labels", "annotations"} {
		entries, _ := o.Node.Get("metadata", field)
		for _, f := range entries.Fields() {
			path := manifest.Fields("metadata", field, f.Name)
			add(path, f.Name, "a key in "+field, validation.IsQualifiedName(strings.ToLower(f.Name)))
			if field == "labels" {
				add(path, f.Value.Text(), "a label", validation.IsValidLabelValue(f.Value.Text()))
			}
		}
	}
	if o.Ref.Group == "" && (o.Ref.Kind == "Secret" || o.Ref.Kind == "ConfigMap") {
		for _, key := range inventory.KeysOf(o.Node) {
			add(manifest.Fields("data"), key, "a key", validation.IsConfigMapKey(key))
		}
	}
	return findings
}

// kind is what a CustomResourceDefinition takes as one.
var kind = regexp.MustCompile(`^[A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?$`)

// must is the core of what the validation says: without the name of the rule,
// the examples and the regular expression.
func must(refusal string) string {
	refusal, _, _ = strings.Cut(refusal, " (e.g.")
	if i := strings.Index(refusal, "must "); i > 0 {
		refusal = refusal[i:]
	}
	return refusal
}

// nameRefusals are why the API server refuses the name of an object of a kind.
func (c *checker) nameRefusals(ref model.ObjectRef) []string {
	xr := c.IsXR(ref)
	switch {
	case ref.Group == "rbac.authorization.k8s.io":
		return content.IsPathSegmentName(ref.Name)
	case ref.Group == "" && ref.Kind == "Namespace":
		return validation.IsDNS1123Label(ref.Name)
	case ref.Group == "" && ref.Kind == "Service":
		return validation.IsDNS1035Label(ref.Name)
	case xr && len(ref.Name) > validation.LabelValueMaxLength:
		return []string{"must be no more than 63 characters: Crossplane makes a label of it"}
	default:
		return validation.IsDNS1123Subdomain(ref.Name)
	}
}
