// Package engines hands units to the GitOps engine of a platform: it tells the
// engines' packages what they must know of the platform and of the components.
package engines

import (
	"fmt"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
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

// ReleasePath is the file that a reader looks into for the values of a release.
func ReleasePath(p platform.Platform, u model.Unit, c model.Component, r model.Release) string {
	if p.Spec.Delivery.Engine == platform.ArgoCD {
		return argocd.ValuesPath(u, c, r)
	}
	return u.ReleasePath(c, r)
}

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
		Protected:  protected(p),
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
