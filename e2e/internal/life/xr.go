package life

import (
	"context"
	"fmt"
	"strings"

	"seamark.dev/seamark/e2e/internal/schema"
)

// maxPasses is how many reconciles a step may take to come to rest. Three
// passes are usual: one that fills the XR's status, one that uses it, and one
// that shows that nothing changes any more.
const maxPasses = 12

// XR is one composite resource from its creation to its deletion.
type XR struct {
	Harness *Harness
	World   *World

	xr, composition, xrd *Object
	composite            *schema.Schema

	refs    map[string]Ref    // composed resources that exist, by name
	refused map[string]string // what the API server said, by name
	result  Result            // of the last pass
	passes  int               // of the last step
}

// Birth creates an XR: the API server puts in the defaults and accepts it.
func Birth(h *Harness, w *World, xr, composition, xrd *Object) (*XR, error) {
	composite, err := schema.Composite(xrd)
	if err != nil {
		return nil, err
	}
	x := &XR{
		Harness: h, World: w,
		xr: xr.DeepCopy(), composition: composition, xrd: xrd, composite: composite,
		refs: map[string]Ref{},
	}
	x.xr.SetUID(uid(refOf(xr)))
	composite.Default(x.xr)
	if findings := composite.Findings(x.xr, nil); len(findings) > 0 {
		return nil, fmt.Errorf("%s is refused: %s", refOf(xr), strings.Join(findings, "; "))
	}
	return x, nil
}

// Settle lets reconciler and providers take turns until a whole turn changes
// nothing. What is wrong with the composition is an error at once.
func (x *XR) Settle(ctx context.Context) error {
	before := ""
	for x.passes = 1; x.passes <= maxPasses; x.passes++ {
		if err := x.pass(ctx); err != nil {
			return fmt.Errorf("pass %d: %w", x.passes, err)
		}
		after, err := x.fingerprint()
		if err != nil {
			return err
		}
		if after == before {
			return nil
		}
		before = after
	}
	return fmt.Errorf("still changing after %d passes", maxPasses)
}

// pass is one turn.
func (x *XR) pass(ctx context.Context) error {
	result, err := x.Harness.Render(ctx, x.input())
	if err != nil {
		return err
	}
	if err := x.absorb(result.XR); err != nil {
		return err
	}
	x.result = result
	if x.xr.GetDeletionTimestamp() != nil {
		return x.end()
	}
	if err := x.apply(); err != nil {
		return err
	}
	return x.World.runProviders()
}

// input is what the reconciler finds. Secrets that the XR composes itself are
// among the observed resources.
func (x *XR) input() Input {
	in := Input{XR: x.xr, Composition: x.composition, XRD: x.xrd}
	for _, ref := range x.refs {
		if o := x.World.hub[ref]; o != nil {
			in.Observed = append(in.Observed, o)
		}
	}
	for _, ref := range sorted(x.World.hub) {
		o := x.World.hub[ref]
		if ref.Kind == "Secret" && ref.Namespace == x.xr.GetNamespace() && controller(o) == nil {
			in.Secrets = append(in.Secrets, o)
		}
	}
	return in
}

// With lets the XR be composed by another Composition.
func (x *XR) With(composition *Object) *XR {
	x.composition = composition
	return x
}
