package delivery

import (
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/tree"
)

// Engine is a GitOps engine on the hub, set up for one platform: all that
// differs from one engine to another. Package engines has a table of ours; who
// brings another passes it to package render.
type Engine interface {
	// Name is what spec.delivery.engine calls it.
	Name() platform.Engine
	// Namespace is where it is installed on the hub. ReleaseFile is the file
	// of the tree in which a reader finds the values of a release.
	inventory.Engine
	// Components is the list with what the engine needs on the hub.
	Components(list declare.List) declare.List
	// Watched is what is watched of the engine, where the hub is. The zero Watch
	// is for one that is not watched, which the handbook tells.
	Watched() declare.Watch
	// ChartAccounts are the Secrets by which the engine pulls a component's
	// charts from mirrors. If beside, there are none of its own: it reads the
	// Secret that the mirror names, beside what it makes of the release.
	ChartAccounts(spec platform.Spec, c model.Component) (own []model.Secret, beside bool)
	// Deliver makes the tree of units in any order. Files are added in the
	// order in which they are applied.
	Deliver(units []model.Unit) (*tree.Tree, error)
	// Check finds what the engine would refuse, or do otherwise than the
	// units say.
	Check(*inventory.Inventory) diag.List
	// Scope are the folders of the tree that change with an environment.
	Scope(environment string) []string
	// Pages is the engine's part of the handbook, for ordered units.
	Pages(ordered []model.Unit) (Pages, error)
}
