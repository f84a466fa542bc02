package render

// Annotations that keep an object when its file goes away: one for each
// engine, so that the same bytes serve both.
const (
	fluxPrune = "kustomize.toolkit.fluxcd.io/prune"
	argoSync  = "argocd.argoproj.io/sync-options"
)

// Protect marks objects that stand for data: no engine deletes them because
// their file went away. It returns the objects.
func Protect[O Object](objects ...O) []O {
	for _, o := range objects {
		annotate(o, fluxPrune, "disabled")
		annotate(o, argoSync, "Prune=false,Delete=false")
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
