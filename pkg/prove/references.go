package prove

import (
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
)

// references finds names that point at nothing: every name of an object, down
// to the key of a Secret and the port of a Service, must be of something in
// the tree, of something that a chart, an operator or a Composition makes, or
// of a Secret that a human creates, and on the right cluster.
func references(s Subject) diag.List { return worldOf(s).dangling() }

// dangling are the references that do not resolve, and the human Secrets that
// nobody uses.
func (w *world) dangling() diag.List {
	var findings diag.List
	used := make(map[identity]map[string]bool, len(w.refs))
	broken := map[model.ObjectRef]bool{} // objects that are told of themselves
	told := map[string]bool{}
	var composed []*reference
	for i := range w.refs {
		r := &w.refs[i]
		if used[r.to] == nil {
			used[r.to] = map[string]bool{}
		}
		used[r.to][r.key] = true
		f, bad := w.resolve(r)
		switch {
		case !bad:
		case r.xr.Name != "":
			composed = append(composed, r)
		default:
			if r.from.object != nil {
				broken[model.RefOf(r.from.object)] = true
			}
			// A shape and a declared need may both find the same.
			if id := fmt.Sprint(f.Subject, f.Code, f.Value, r.to); !told[id] {
				told[id] = true
				findings.Add(f)
			}
		}
	}
	for _, r := range composed {
		// What is wrong in an XR is wrong in all that is composed for it.
		if f, _ := w.resolve(r); !broken[r.xr] {
			f.Message += ", for " + r.xr.String()
			findings.Add(f)
		}
	}
	return append(findings, w.unused(used)...)
}

// resolve is the finding for a reference that leads nowhere.
func (w *world) resolve(r *reference) (f diag.Finding, broken bool) {
	t, ok := w.things[r.to]
	switch {
	case !ok && r.keyOnly:
		return f, false
	case !ok:
		f = w.missing(r)
	case r.key != "" && !t.hasKey(r.key):
		f = diag.Finding{
			Code: "reference-missing-key", Value: r.key,
			Message: fmt.Sprintf("%s on %s has no such key", r.to.ref, clusterName(r.to.cluster)),
			Remedy:  suggest(r.key, t.keys, "keys"),
		}
	case r.port != (model.Port{}) && !t.hasPort(r.port):
		f = w.missingPort(r, t)
	default:
		return f, false
	}
	return w.subject.finding(r.from, f), true
}

// missing tells where the object is instead, if it is anywhere.
func (w *world) missing(r *reference) diag.Finding {
	f := diag.Finding{Value: r.to.ref.Name}
	var near, clusters, namespaces []string
	for id := range w.things {
		same := id.ref.Group == r.to.ref.Group && id.ref.Kind == r.to.ref.Kind
		switch {
		case !same:
		case id.ref == r.to.ref:
			clusters = append(clusters, clusterName(id.cluster))
		case id.cluster == r.to.cluster && id.ref.Name == r.to.ref.Name:
			namespaces = append(namespaces, id.ref.Namespace)
		case id.cluster == r.to.cluster && id.ref.Namespace == r.to.ref.Namespace:
			near = append(near, id.ref.Name)
		}
	}
	slices.Sort(clusters)
	slices.Sort(namespaces)
	switch at := clusterName(r.to.cluster); {
	case len(clusters) > 0:
		f.Code = "reference-wrong-cluster"
		f.Message = fmt.Sprintf("%s is needed on %s, but exists on %s", r.to.ref, at, strings.Join(clusters, " and "))
		f.Remedy = "deliver it there, or refer to it from where it is"
	case len(namespaces) > 0:
		f.Code = "reference-wrong-namespace"
		f.Message = fmt.Sprintf("%s is needed on %s, but exists in namespace %s", r.to.ref, at, strings.Join(namespaces, " and "))
		f.Remedy = "use it from the same namespace, or make it there"
	default:
		f.Code = "reference-missing"
		f.Message = fmt.Sprintf("nothing makes %s on %s", r.to.ref, at)
		f.Remedy = diag.DidYouMean(r.to.ref.Name, near)
	}
	if r.from.overridden() {
		// A user may well have made it by hand; ours never may.
		f.Severity = diag.Warning
		f.Remedy = or(f.Remedy, "correct the name, or make it by hand")
	}
	if f.Remedy == "" {
		f.Remedy = "make it, correct the name, or declare what makes it in Component.Provides"
	}
	return f
}

func (w *world) missingPort(r *reference, t *thing) diag.Finding {
	value, what := r.port.Name, "listener or port"
	if value == "" {
		value = fmt.Sprint(r.port.Number)
	}
	var known []string
	for _, p := range t.ports {
		known = append(known, strings.TrimSpace(fmt.Sprintf("%s %d", p.Name, p.Number)))
	}
	f := diag.Finding{
		Code: "reference-missing-port", Value: value,
		Message: fmt.Sprintf("%s on %s has no such %s", r.to.ref, clusterName(r.to.cluster), what),
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
