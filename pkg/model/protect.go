package model

// Annotations that keep an object when its file goes away, for each engine, so
// that the same bytes serve both. To Argo CD an object that is kept would be a
// difference for ever, and what waits for its Application would wait as long.
const (
	fluxPrune   = "kustomize.toolkit.fluxcd.io/prune"
	argoSync    = "argocd.argoproj.io/sync-options"
	argoCompare = "argocd.argoproj.io/compare-options"
)

// Protect marks objects that stand for data: no engine deletes them because
// their file went away. It returns the objects.
func Protect[O Object](objects ...O) []O {
	for _, o := range objects {
		annotate(o, fluxPrune, "disabled")
		annotate(o, argoSync, "Prune=false,Delete=false")
		annotate(o, argoCompare, "IgnoreExtraneous")
	}
	return objects
}

func annotate(o Object, key, value string) {
	annotations := o.GetAnnotations()
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations[key] = value
	o.SetAnnotations(annotations)
}
