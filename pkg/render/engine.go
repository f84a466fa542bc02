package render

import (
	"errors"
	"fmt"
	"sync"

	"seamark.dev/seamark/internal/guard"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/tree"
)

// guarded is an engine, which may be of anybody's, that cannot end the process:
// a method that panics returns nothing, and the first such mistake is kept.
type guarded struct {
	delivery.Engine
	what  string // names it: the engine flux
	mutex sync.Mutex
	broke error
}

// engineOf is the engine of a platform.
func engineOf(p platform.Platform, o Options) (*guarded, error) {
	if o.Engine == nil {
		engine, err := engines.Of(p, nil, o.Locate)
		if err != nil {
			return nil, err
		}
		return guarding(engine), nil
	}
	engine := guarding(o.Engine)
	if engine.broke != nil {
		return nil, engine.broke
	}
	_, err := engines.Of(p, engine, o.Locate)
	return engine, err
}

func guarding(engine delivery.Engine) *guarded {
	g := &guarded{Engine: engine, what: fmt.Sprintf("the engine %T", engine)}
	if name := g.Name(); name != "" {
		g.what = "the engine " + string(name)
	}
	return g
}

// call calls a method of the engine.
func (g *guarded) call(method func() error) error {
	var failed error
	broke := guard.Call(g.what, func() error {
		failed = method()
		return nil
	})
	if broke == nil {
		return failed
	}
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if g.broke == nil {
		g.broke = broke
	}
	return broke
}

// get calls a method that cannot fail.
func get[T any](g *guarded, method func() T) (got T) {
	_ = g.call(func() error { // which keeps what breaks
		got = method()
		return nil
	})
	return got
}

func (g *guarded) Name() platform.Engine { return get(g, g.Engine.Name) }

func (g *guarded) Namespace() string { return get(g, g.Engine.Namespace) }

func (g *guarded) Components(list declare.List) declare.List {
	return get(g, func() declare.List { return g.Engine.Components(list) })
}

func (g *guarded) Watched() declare.Watch {
	watch := get(g, g.Engine.Watched)
	if own := watch.Own; own != nil {
		watch.Own = func(u model.Unit) []model.ObjectRef {
			return get(g, func() []model.ObjectRef { return own(u) })
		}
	}
	return watch
}

func (g *guarded) ChartAccounts(spec platform.Spec, c model.Component) (own []model.Secret, beside bool) {
	_ = g.call(func() error {
		own, beside = g.Engine.ChartAccounts(spec, c)
		return nil
	})
	return own, beside
}

func (g *guarded) ReleaseFile(at model.Place) string {
	return get(g, func() string { return g.Engine.ReleaseFile(at) })
}

func (g *guarded) Check(inv *inventory.Inventory) diag.List {
	return get(g, func() diag.List { return g.Engine.Check(inv) })
}

func (g *guarded) Scope(environment string) []string {
	return get(g, func() []string { return g.Engine.Scope(environment) })
}

func (g *guarded) Deliver(units []model.Unit) (t *tree.Tree, err error) {
	err = g.call(func() (err error) {
		if t, err = g.Engine.Deliver(units); t == nil && err == nil {
			err = errors.New(g.what + " made no tree")
		}
		return err
	})
	return t, err
}

func (g *guarded) Pages(ordered []model.Unit) (pages delivery.Pages, err error) {
	err = g.call(func() (err error) {
		pages, err = g.Engine.Pages(ordered)
		return err
	})
	return pages, err
}
