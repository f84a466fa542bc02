package life

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Step is one event in the life of an XR and what follows from it.
type Step struct {
	// Name says what happens.
	Name string
	// Reason says why the outcome matters.
	Reason string
	// Do happens, in this order, before the reconciles.
	Do []Action
	// Want is the outcome.
	Want Outcome
}

// Outcome is how things stand when nothing changes any more.
type Outcome struct {
	// Composed are the composed resources that exist, in any order.
	Composed []string
	// Waiting are the resources that are withheld, with the field of the XR
	// that they wait for.
	Waiting map[string]string
	// Delivered are the objects that the XR has put into the DOKS cluster, in
	// any order: "Secret demo/adservice-database".
	Delivered []string
	// Ready is the XR's Ready condition.
	Ready bool
	// Refused are the composed resources whose change the API server refuses,
	// so that they stay as they were.
	Refused []string
	// External are the cloud resources that exist. Nil means not compared.
	External []string
	// Values are compared with what XR.Value reads.
	Values map[string]any
	// Absent are expressions for XR.Value that must name nothing.
	Absent []string
}

// Live takes the XR through the steps and prints what happened. The first step
// that fails ends the test, because the following ones build on it.
func (x *XR) Live(t *testing.T, steps []Step) {
	t.Helper()
	for i, step := range steps {
		if len(step.Want.Refused) > 0 && x.World.schemas == nil {
			t.Logf("%d. %s: skipped with all that follows, because without the providers' schemas nobody refuses", i+1, step.Name)
			return
		}
		err := x.Take(t.Context(), step)
		t.Log(x.account(i+1, step))
		if err != nil {
			t.Fatalf("step %d, %s: %v\n%s", i+1, step.Name, err, step.Reason)
		}
	}
}

// Take takes one step and tells how the outcome differs from the expected one.
func (x *XR) Take(ctx context.Context, step Step) error {
	for i, action := range step.Do {
		if err := action(x); err != nil {
			return fmt.Errorf("event %d cannot happen: %w", i+1, err)
		}
	}
	if err := x.Settle(ctx); err != nil {
		return err
	}
	got := x.outcome(step.Want)
	unordered := cmpopts.SortSlices(func(a, b string) bool { return a < b })
	if diff := cmp.Diff(step.Want, got, unordered, cmpopts.EquateEmpty()); diff != "" {
		return fmt.Errorf("-want +got:\n%s", diff)
	}
	return nil
}

// outcome is how things stand, in the terms of what is wanted.
func (x *XR) outcome(want Outcome) Outcome {
	got := Outcome{
		Composed:  slices.Sorted(maps.Keys(x.refs)),
		Waiting:   x.result.Withheld(),
		Delivered: x.Delivered(),
		Ready:     x.result.Ready(),
		Refused:   slices.Sorted(maps.Keys(x.refused)),
		Values:    map[string]any{},
	}
	if want.External != nil {
		got.External = x.World.External()
	}
	for expression := range want.Values {
		found, err := x.Value(expression)
		if err != nil {
			found = err.Error() // is never equal to what is wanted
		}
		got.Values[expression] = found
	}
	for _, expression := range want.Absent {
		if _, err := x.Value(expression); err != nil {
			got.Absent = append(got.Absent, expression)
		}
	}
	return got
}
