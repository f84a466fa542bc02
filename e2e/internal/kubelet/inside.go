package kubelet

import (
	"context"
	"errors"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/rest"
)

// inside is a stand-in that runs in this program.
type inside struct {
	cancel context.CancelFunc
	done   chan struct{}
	err    error // valid when done is closed
}

// startInside runs the program's stand-in as the pod's ServiceAccount.
func (p *pod) startInside(ctx context.Context, c corev1.Container, program Program, r *running) error {
	if program.Run == nil {
		return errors.New("the program for image " + c.Image + " has neither a path nor a function")
	}
	token, err := p.token(ctx)
	if err != nil {
		return err
	}
	cfg := rest.AnonymousClientConfig(p.k.cfg)
	cfg.BearerToken = token
	cfg.UserAgent = p.processName(c.Name)
	life, cancel := context.WithCancel(ctx)
	in := &inside{cancel: cancel, done: make(chan struct{})}
	r.handle = in
	go func() {
		defer close(in.done)
		defer cancel()
		in.err = program.Run(life, cfg)
		if in.err == nil && life.Err() != nil {
			in.err = errors.New("it was stopped")
		}
	}()
	return nil
}

// Done is closed when the function has returned.
func (in *inside) Done() <-chan struct{} { return in.done }

// Err is what the function returned.
func (in *inside) Err() error {
	<-in.done
	return in.err
}

// Stop ends the function's context and waits for its return.
func (in *inside) Stop(grace time.Duration) error {
	in.cancel()
	select {
	case <-in.done:
		return nil
	case <-time.After(grace):
		return fmt.Errorf("it did not return within %s and goes on", grace)
	}
}

// Kill ends the function's context and waits for its return.
func (in *inside) Kill() {
	in.cancel()
	<-in.done
}

// Tail is empty: the function logs where this program does.
func (in *inside) Tail() string { return "(runs in this program)" }
