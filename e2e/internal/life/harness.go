// Package life runs Crossplane's own code on the project's compositions
// without a cluster: the real composite reconciler and the real
// function-patch-and-transform, against a simulated world.
//
//   - Harness.Render is one reconcile of one composite resource (XR): observed
//     state in, desired state out.
//   - World is everything that is not Crossplane: the objects on the hub, what
//     the cloud made, what an HTTP API answers and what arrived in the DOKS
//     cluster. Its providers do what the real ones do with a managed resource.
//   - XR takes one composite resource through steps. In each step things happen in the world,
//     then reconciler and providers take turns until nothing changes any more,
//     and the outcome is compared with what the step expects.
//
// After every single pass, not only at the end of a step, XR checks that all
// that is desired and delivered is complete and valid (see Incomplete and
// package schema).
package life

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/e2e/internal/tools"
)

// Harness is Crossplane's reconciler together with a running function.
type Harness struct {
	// Timeout bounds one pass.
	Timeout time.Duration

	reconciler string // path of the program
	name       string // of the Function object
	address    string // of the function
	function   *process.Process
	logs       string // folder of what the function prints
}

// Start builds what is not built yet and starts function-patch-and-transform,
// which listens on a free port of the loopback interface until Close. The name
// is the Function that the pipelines of the compositions refer to; there is no
// other.
func Start(ctx context.Context, name string) (*Harness, error) {
	reconciler, err := tools.Reconciler.Build(ctx)
	if err != nil {
		return nil, err
	}
	function, err := tools.PatchAndTransform.Build(ctx)
	if err != nil {
		return nil, err
	}
	h := &Harness{Timeout: 30 * time.Second, reconciler: reconciler, name: name}
	if err := h.serve(ctx, function); err != nil {
		h.Close()
		return nil, err
	}
	return h, nil
}

// serve starts the function and waits until it listens.
func (h *Harness) serve(ctx context.Context, function string) error {
	port, err := process.FreePort()
	if err != nil {
		return err
	}
	h.address = process.Loopback(port)
	if h.logs, err = os.MkdirTemp("", "seamark-life-"); err != nil {
		return err
	}
	h.function, err = process.Start(process.Command{
		Name:    tools.PatchAndTransform.Name,
		Program: function,
		Args:    []string{"--insecure", "--address=" + h.address},
		Log:     filepath.Join(h.logs, "log"),
	})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	return h.function.Await(ctx, "it listens", process.Listening(h.address))
}

// Close stops the function.
func (h *Harness) Close() {
	h.function.Kill()
	_ = os.RemoveAll(h.logs) // what stays is a log in the system's folder for such
}

// At is a harness whose function is at another address: for the test that an
// unreachable function is an error.
func (h *Harness) At(address string, timeout time.Duration) *Harness {
	return &Harness{Timeout: timeout, reconciler: h.reconciler, name: h.name, address: address}
}
