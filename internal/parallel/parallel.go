// Package parallel shares work among the processors without letting the outcome
// depend on how it was shared.
package parallel

import (
	"cmp"
	"runtime"

	"golang.org/x/sync/errgroup"

	"seamark.dev/seamark/internal/guard"
)

// Map applies f to every element on all processors. Results keep the order
// of the elements, and of several errors the first in that order is returned,
// so that the outcome does not depend on how the work was shared. A panic is an
// error: nobody above could recover from it.
func Map[In, Out any](in []In, f func(In) (Out, error)) ([]Out, error) {
	out, errs := make([]Out, len(in)), make([]error, len(in))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range in {
		group.Go(func() error {
			errs[i] = guard.Call("a unit of work", func() (err error) {
				out[i], err = f(in[i])
				return err
			})
			return nil
		})
	}
	_ = group.Wait() // the functions return no error: errs holds them in order
	return out, cmp.Or(errs...)
}
