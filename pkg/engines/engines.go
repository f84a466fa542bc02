// Package engines hands units to the GitOps engine of a platform: it tells the
// engines' packages what they must know of the platform and of the components.
package engines

import (
	"fmt"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/tree"
)

// Deliver turns units into files for the platform's engine.
func Deliver(p platform.Platform, units []model.Unit) (*tree.Tree, error) {
	if p.Spec.Delivery.Engine == platform.ArgoCD {
		t, err := argocd.Deliver(units, ArgoCD(p))
		if err != nil {
			return nil, fmt.Errorf("cannot deliver to Argo CD: %w", err)
		}
		return t, nil
	}
	t, err := flux.Deliver(units, Flux(p))
	if err != nil {
		return nil, fmt.Errorf("cannot deliver to Flux: %w", err)
	}
	return t, nil
}

// Check finds what the platform's engine would refuse, or do otherwise than the
// units say.
func Check(inv *inventory.Inventory) diag.List {
	if inv.Platform.Spec.Delivery.Engine == platform.ArgoCD {
		return argocd.Check(inv, ArgoCD(inv.Platform))
	}
	return nil
}

// Of is what an inventory must know of the platform's engine.
func Of(p platform.Platform) inventory.Engine {
	if p.Spec.Delivery.Engine == platform.ArgoCD {
		return engine{argocd.Namespace, func(at model.Place) string { return argocd.ValuesPath(*at.Unit, *at.Component, *at.Release) }}
	}
	return engine{flux.Namespace, model.Place.File}
}

type engine struct {
	namespace string
	file      func(model.Place) string
}

func (e engine) Namespace() string { return e.namespace }

func (e engine) ReleaseFile(at model.Place) string { return e.file(at) }

// Flux are the options of the delivery to Flux.
func Flux(p platform.Platform) flux.Options {
	return flux.Options{
		Hub:  p.Spec.Delivery.Hub,
		Path: p.Spec.Delivery.Repository.Path,
		Kubeconfig: func(environment string) (name, key string) {
			return dokscluster.KubeconfigSecret(environment), dokscluster.KubeconfigKey
		},
		Protected: protected(p),
	}
}

// ArgoCD are the options of the delivery to Argo CD.
func ArgoCD(p platform.Platform) argocd.Options {
	repository := p.Spec.Delivery.Repository
	return argocd.Options{
		Hub:        p.Spec.Delivery.Hub,
		Repository: argocd.Repository{URL: repository.URL, Branch: repository.Branch, Path: repository.Path},
		Cluster:    dokscluster.ArgoCDCluster,
		ClusterSecret: func(environment string) (ref model.ObjectRef, keys []string) {
			ref = model.ObjectRef{Kind: "Secret", Namespace: dokscluster.ArgoCDNamespace, Name: dokscluster.ArgoCDSecret(environment)}
			return ref, []string{dokscluster.ArgoCDKeyName, dokscluster.ArgoCDKeyServer, dokscluster.ArgoCDKeyConfig}
		},
		Protected: protected(p),
	}
}

// protected tells of which environments nothing is deleted.
func protected(p platform.Platform) func(environment string) bool {
	kept := map[string]bool{}
	for _, env := range p.Spec.Environments {
		kept[env.Name] = env.DeletionPolicy != platform.Delete
	}
	return func(environment string) bool { return kept[environment] }
}
