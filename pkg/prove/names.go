package prove

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// names finds names that Kubernetes or Helm refuse, and objects that two
// places of the tree both say they are.
func names(s Subject) diag.List { return worldOf(s).naming() }

func (w *world) naming() diag.List {
	findings := slices.Concat(w.duplicates(), w.secretOwners(), releaseNames(w.subject))
	for i := range w.objects {
		findings = append(findings, w.illegal(&w.objects[i])...)
	}
	return findings
}

// duplicates are objects with the same identity in one cluster: the engine
// would apply one over the other, for ever.
func (w *world) duplicates() diag.List {
	var findings diag.List
	for id, t := range w.things {
		for i := 1; i < len(t.applied); i++ {
			first := t.applied[0].subject(w.subject)
			findings.Add(w.subject.finding(t.applied[i], diag.Finding{
				Code: "names-duplicate-object", Value: id.ref.Name,
				Message: fmt.Sprintf("%s on %s is also made by %s", id.ref, clusterName(id.cluster), first.File),
				Remedy:  "rename one, or leave one out",
			}))
		}
	}
	return findings.Sorted() // the map has no order
}

// helmName is how long a release's name may be: Helm adds to it.
const helmName = 53

func releaseNames(s Subject) diag.List {
	var findings diag.List
	seen := map[string]place{}
	for i := range s.Units {
		u := &s.Units[i]
		for j := range u.Components {
			c := &u.Components[j]
			for k := range c.Releases {
				r := &c.Releases[k]
				at := place{unit: u, component: c, release: r, path: "name"}
				// An engine keeps all releases of an environment in one
				// namespace of the hub, so there a name counts once.
				id := r.Cluster.Environment() + "/" + r.Name
				if r.Cluster.IsHub() {
					id = "hub " + r.Namespace + "/" + r.Name
				}
				if first, twice := seen[id]; twice {
					findings.Add(s.finding(at, diag.Finding{
						Code: "names-duplicate-release", Value: r.Name,
						Message: "a release of this name is also in " + first.subject(s).File,
						Remedy:  "give one of them another name",
					}))
				}
				seen[id] = at
				findings = append(findings, illegalRelease(s, at)...)
			}
		}
	}
	return findings
}

func illegalRelease(s Subject, at place) diag.List {
	r := at.release
	refusals := validation.IsDNS1123Subdomain(r.Name)
	if len(r.Name) > helmName {
		refusals = append(refusals, fmt.Sprintf("must be no more than %d characters", helmName))
	}
	if len(refusals) == 0 {
		return nil
	}
	return diag.List{s.finding(at, diag.Finding{
		Code: "names-illegal", Value: r.Name, Message: "the name of a release " + must(refusals[0]),
	})}
}

// illegal are the names of an object that the API server refuses.
func (w *world) illegal(o *applied) diag.List {
	var findings diag.List
	add := func(path, value, what string, refusals []string) {
		if len(refusals) > 0 && !strings.Contains(value, unknown) {
			findings.Add(w.subject.finding(o.at.below(path), diag.Finding{
				Code: "names-illegal", Value: value, Message: what + " " + must(refusals[0]),
			}))
		}
	}
	add("metadata.name", o.ref.Name, "the name of such an object", w.nameRefusals(o.ref))
	if o.ref.Namespace == "" && w.namespaced(o.ref) {
		findings.Add(w.subject.finding(o.at.below("metadata.namespace"), diag.Finding{
			Code: "names-no-namespace", Value: o.ref.Name,
			Message: "an object of this kind lives in a namespace, and none is given",
		}))
	}
	if o.ref.Namespace != "" {
		add("metadata.namespace", o.ref.Namespace, "the name of a namespace", validation.IsDNS1123Label(o.ref.Namespace))
	}
	for _, field := range []string{"labels", "annotations"} {
		entries, _ := o.node.Get("metadata", field)
		for _, f := range entries.Fields() {
			path := "metadata." + manifest.Path{{Name: field, Index: -1}, {Name: f.Name, Index: -1}}.String()
			add(path, f.Name, "a key in "+field, validation.IsQualifiedName(strings.ToLower(f.Name)))
			if field == "labels" {
				add(path, f.Value.Text(), "a label", validation.IsValidLabelValue(f.Value.Text()))
			}
		}
	}
	if o.ref.Group == "" && (o.ref.Kind == "Secret" || o.ref.Kind == "ConfigMap") {
		for _, key := range keysOf(o.node) {
			add("data", key, "a key", validation.IsConfigMapKey(key))
		}
	}
	return findings
}

// namespaced tells whether a kind is known to live in namespaces. Of kinds of
// third parties nothing is known.
func (w *world) namespaced(ref model.ObjectRef) bool {
	if _, xr := w.definitions[groupKind{ref.Group, ref.Kind}]; xr {
		return true
	}
	switch ref.Group {
	case "":
		return ref.Kind != "Namespace" && ref.Kind != "Node" && ref.Kind != "PersistentVolume"
	case "apps", "batch", "monitoring.coreos.com", "policy", "autoscaling":
		return true
	case "networking.k8s.io":
		return ref.Kind == "NetworkPolicy" || ref.Kind == "Ingress"
	case "cert-manager.io":
		return ref.Kind != "ClusterIssuer"
	case gatewayGroup:
		return ref.Kind != "GatewayClass"
	default:
		return strings.HasSuffix(ref.Group, ".m.crossplane.io") && ref.Kind != "ClusterProviderConfig"
	}
}

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
func (w *world) nameRefusals(ref model.ObjectRef) []string {
	_, xr := w.definitions[groupKind{ref.Group, ref.Kind}]
	switch {
	case ref.Group == "rbac.authorization.k8s.io":
		return nil // any name without a slash will do
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
