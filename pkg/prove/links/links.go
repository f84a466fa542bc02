// Package links asks whether every name leads to something: down to the key of a
// Secret and the port of a Service it must be of something in the tree, of
// something that a chart, an operator or a Composition makes, or of a Secret
// that a human creates, and on the right cluster.
package links

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check finds references that do not resolve, and human Secrets that nobody
// uses.
func Check(inv *inventory.Inventory) diag.List { return (&checker{inv}).check() }

type checker struct{ *inventory.Inventory }

func (c *checker) check() diag.List {
	var findings diag.List
	used := make(map[inventory.Identity]map[string]bool, len(c.References))
	broken := map[model.ObjectRef]bool{} // objects that are told of themselves
	told := map[string]bool{}
	var composed []*inventory.Reference
	for i := range c.References {
		r := &c.References[i]
		if used[r.To] == nil {
			used[r.To] = map[string]bool{}
		}
		used[r.To][r.Key] = true
		f, bad := c.resolve(r)
		switch {
		case !bad:
		case r.XR.Name != "":
			composed = append(composed, r)
		default:
			if r.From.Object != nil {
				broken[model.RefOf(r.From.Object)] = true
			}
			// A shape and a declared need may both find the same.
			if id := fmt.Sprint(f.Subject, f.Code, f.Value, r.To); !told[id] {
				told[id] = true
				findings.Add(f)
			}
		}
	}
	for _, r := range composed {
		// What is wrong in an XR is wrong in all that is composed for it.
		if f, _ := c.resolve(r); !broken[r.XR] {
			f.Message += ", for " + r.XR.String()
			findings.Add(f)
		}
	}
	return append(findings, c.unused(used)...)
}

// resolve is the finding for a reference that leads nowhere.
func (c *checker) resolve(r *inventory.Reference) (f diag.Finding, broken bool) {
	t, ok := c.Things[r.To]
	if _, taken := c.TakenAway(r); taken {
		return f, false // package relied tells of the value that did it, with all who refer to it
	}
	switch {
	case !ok && r.KeyOnly:
		return f, false
	case !ok:
		f = c.missing(r)
	case r.Key != "" && !t.HasKey(r.Key):
		f = diag.Finding{
			Code: "reference-missing-key", Value: r.Key,
			Message: fmt.Sprintf("%s on %s has no such key", r.To.Ref, inventory.ClusterName(r.To.Cluster)),
			Remedy:  suggest(r.Key, t.Keys, "keys"),
		}
	case r.Port != (model.Port{}) && !t.HasPort(r.Port):
		f = c.missingPort(r, t)
	default:
		return f, false
	}
	f = c.Finding(r.From, f)
	if where, replaced := c.Replaced(r.From, r.To.Ref); replaced && !ok {
		f.Where, f.Remedy = where, "ours made it in the list that yours replaces: repeat it there"
	}
	return f, true
}

// missing tells where the object is instead, if it is anywhere.
func (c *checker) missing(r *inventory.Reference) diag.Finding {
	f := diag.Finding{Value: r.To.Ref.Name}
	var near, clusters, namespaces []string
	for id := range c.Things {
		same := id.Ref.Group == r.To.Ref.Group && id.Ref.Kind == r.To.Ref.Kind
		switch {
		case !same:
		case id.Ref == r.To.Ref:
			clusters = append(clusters, inventory.ClusterName(id.Cluster))
		case id.Cluster == r.To.Cluster && id.Ref.Name == r.To.Ref.Name:
			namespaces = append(namespaces, id.Ref.Namespace)
		case id.Cluster == r.To.Cluster && id.Ref.Namespace == r.To.Ref.Namespace:
			near = append(near, id.Ref.Name)
		}
	}
	slices.Sort(clusters)
	slices.Sort(namespaces)
	switch at := inventory.ClusterName(r.To.Cluster); {
	case len(clusters) > 0:
		f.Code = "reference-wrong-cluster"
		f.Message = fmt.Sprintf("%s is needed on %s, but exists on %s", r.To.Ref, at, strings.Join(clusters, " and "))
		f.Remedy = "deliver it there, or refer to it from where it is"
	case len(namespaces) > 0:
		f.Code = "reference-wrong-namespace"
		f.Message = fmt.Sprintf("%s is needed on %s, but exists in namespace %s", r.To.Ref, at, strings.Join(namespaces, " and "))
		f.Remedy = "use it from the same namespace, or make it there"
	default:
		f.Code = "reference-missing"
		f.Message = fmt.Sprintf("nothing makes %s on %s", r.To.Ref, at)
		f.Remedy = diag.DidYouMean(r.To.Ref.Name, near)
	}
	if r.From.Overridden() {
		// A user may well have made it by hand; ours never may.
		f.Severity = diag.Warning
		f.Remedy = cmp.Or(f.Remedy, "correct the name, or make it by hand")
	}
	if f.Remedy == "" {
		f.Remedy = "make it, correct the name, or declare what makes it in Component.Provides"
	}
	return f
}

func (c *checker) missingPort(r *inventory.Reference, t *inventory.Thing) diag.Finding {
	value, what := r.Port.Name, "listener or port"
	if value == "" {
		value = fmt.Sprint(r.Port.Number)
	}
	var known []string
	for _, p := range t.Ports {
		known = append(known, strings.TrimSpace(fmt.Sprintf("%s %d", p.Name, p.Number)))
	}
	f := diag.Finding{
		Code: "reference-missing-port", Value: value,
		Message: fmt.Sprintf("%s on %s has no such %s", r.To.Ref, inventory.ClusterName(r.To.Cluster), what),
		Remedy:  "it has " + strings.Join(known, ", "),
	}
	return f
}

// suggest names the nearest, or all if there are few.
func suggest(written string, known []string, what string) string {
	if near := diag.DidYouMean(written, known); near != "" {
		return near
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(known)))
	if len(sorted) == 0 {
		return ""
	}
	return "its " + what + " are " + strings.Join(sorted, ", ")
}
