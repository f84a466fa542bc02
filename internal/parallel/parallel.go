// Package parallel shares work among the processors without letting the outcome
// depend on how it was shared.
package parallel

import (
	"cmp"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Map applies f to every element on all processors. Results keep the order
// of the elements, and of several errors the first in that order is returned,
// so that the outcome does not depend on how the work was shared.
func Map[In, Out any](in []In, f func(In) (Out, error)) ([]Out, error) {
	out, errs := make([]Out, len(in)), make([]error, len(in))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range in {
		group.Go(func() error {
			out[i], errs[i] = f(in[i])
			return nil
		})
	}
	_ = group.Wait() // the functions return no error: errs holds them in order
	return out, cmp.Or(errs...)
}
