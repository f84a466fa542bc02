package hubmetrics

import (
	"cmp"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/apis/xpkg"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/declare"
)

// Kind is a kind of the hub whose conditions are watched.
type Kind struct {
	schema.GroupVersionKind
	// Plural is its name in addresses and rights.
	Plural string
	// Cloud are the resources whose conditions it repeats in status.cloud.
	Cloud []string
	// Managed tells whether it is a managed resource of Crossplane.
	Managed bool
}

// Watched are the kinds that the render makes, and no others: composite
// resources, the managed resources that they are composed of, packages, and what
// the engine reconciles. Left out are Objects of provider-kubernetes: they carry
// the Secrets that they copy, so who may read them may read those. Whether they
// are ready, the composite resource says.
func Watched(engines databases.Table, engine declare.Watch) []Kind {
	all := composites(engines)
	all = append(all, managed(engines)...)
	all = append(all, of(xpkg.KindFunction), of(xpkg.KindProvider))
	for plural, kind := range engine.Kinds {
		all = append(all, Kind{GroupVersionKind: kind.GroupVersionKind(), Plural: plural})
	}
	slices.SortStableFunc(all, func(a, b Kind) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Kind, b.Kind))
	})
	return all
}

func of(t metav1.TypeMeta) Kind {
	plural := strings.ToLower(t.Kind) + "s"
	if stem, found := strings.CutSuffix(plural, "ys"); found {
		plural = stem + "ies"
	}
	return Kind{GroupVersionKind: t.GroupVersionKind(), Plural: plural}
}

func composites(engines databases.Table) []Kind {
	var all []Kind
	for _, d := range apis.Definitions(engines) {
		all = append(all, Kind{GroupVersionKind: d.Kind.GroupVersionKind(), Plural: d.Names.Plural, Cloud: d.Cloud})
	}
	return all
}

// managed are the kinds that are activated, as the Compositions compose them.
func managed(engines databases.Table) []Kind {
	var all []Kind
	seen := map[schema.GroupVersionKind]bool{providerkubernetes.KindObject.GroupVersionKind(): true}
	for _, c := range apis.Compositions(engines) {
		for _, r := range c.Resources {
			base, typed := r.Base.(interface {
				GroupVersionKind() schema.GroupVersionKind
			})
			if !typed || seen[base.GroupVersionKind()] {
				continue
			}
			gvk := base.GroupVersionKind()
			seen[gvk] = true
			k := of(metav1.TypeMeta{APIVersion: gvk.GroupVersion().String(), Kind: gvk.Kind})
			k.Managed = true
			if slices.Contains(packages.Activated(), k.Plural+"."+k.Group) {
				all = append(all, k)
			}
		}
	}
	return all
}
