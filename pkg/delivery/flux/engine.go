package flux

import (
	_ "embed" // the handbook's texts
	"fmt"
	"path"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/fluxnotifications"
	"seamark.dev/seamark/pkg/components/fluxpush"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/tree"
)

//go:embed handbook.md.tmpl
var handbook string

// Engine is Flux on the hub of a platform.
type Engine struct{ options Options }

// New is Flux for a platform.
func New(p platform.Platform) delivery.Engine {
	return Engine{Options{
		Hub:  p.Spec.Delivery.Hub,
		Path: p.Spec.Delivery.Repository.Path,
		Kubeconfig: func(environment string) (name, key string) {
			return dokscluster.KubeconfigSecret(environment), dokscluster.KubeconfigKey
		},
		Protected: delivery.Protected(p),
	}}
}

// Name is flux.
func (Engine) Name() platform.Engine { return platform.Flux }

// Namespace is that of `flux bootstrap`.
func (Engine) Namespace() string { return Namespace }

// Components is the list with what Flux tells of itself, and what it is told. It reaches a cluster by
// the Secret that every composition makes.
func (Engine) Components(list declare.List) declare.List {
	return list.With(fluxnotifications.Declaration(), fluxpush.Declaration())
}

// ChartAccounts are beside the sources of the releases.
func (Engine) ChartAccounts(platform.Spec, model.Component) (own []model.Secret, beside bool) {
	return nil, true
}

// Deliver makes the tree.
func (e Engine) Deliver(units []model.Unit) (*tree.Tree, error) {
	t, err := Deliver(units, e.options)
	if err != nil {
		return nil, fmt.Errorf("cannot deliver to Flux: %w", err)
	}
	return t, nil
}

// ReleaseFile is the HelmRelease.
func (Engine) ReleaseFile(at model.Place) string {
	return path.Join(at.Unit.ComponentDir(*at.Component), "helmrelease-"+at.Release.Name+".yaml")
}

// Check finds what the ServiceAccount of an environment may not bring to the hub,
// and receivers of alerts that Flux cannot tell.
func (Engine) Check(inv *inventory.Inventory) diag.List { return append(outside(inv), untold(inv)...) }

// Scope are the environment's own folders.
func (e Engine) Scope(environment string) []string { return delivery.Scope(e.options.Hub, environment) }

// Pages show a row for each unit.
func (Engine) Pages(ordered []model.Unit) (delivery.Pages, error) {
	return delivery.Pages{Template: handbook, Tables: delivery.UnitTables(ordered)}, nil
}
