package kubelet

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/e2e/internal/process"
)

// handle is a process, or what stands for one.
type handle interface {
	Done() <-chan struct{}
	Err() error // after Done
	Stop(grace time.Duration) error
	Kill()
	Tail() string
}

// loop runs the container again and again, with a growing pause; once only
// until it succeeds.
func (p *pod) loop(ctx context.Context, c corev1.Container, program Program, once bool) {
	pause := p.k.BackOff
	for {
		began := time.Now()
		err := p.attempt(ctx, c, program)
		if ctx.Err() != nil || once && err == nil {
			return
		}
		if time.Since(began) >= p.k.Steady {
			pause = p.k.BackOff
		}
		p.log.Warn("container restarts", "container", c.Name, "ran", time.Since(began).Round(time.Millisecond), "pause", pause, "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, p.k.MaxBackOff)
	}
}

// attempt runs the container once and returns when it has ended: nil if it
// succeeded, else with what it printed last.
func (p *pod) attempt(ctx context.Context, c corev1.Container, program Program) error {
	r, err := p.start(ctx, c, program)
	if err != nil {
		return fmt.Errorf("cannot start: %w", err)
	}
	p.record(c.Name, r)
	defer p.record(c.Name, nil)
	p.log.Info("container runs", "container", c.Name, "image", c.Image, "ports", r.ports)
	select {
	case <-r.Done():
	case <-ctx.Done():
		if err := r.Stop(p.k.Grace); err != nil {
			p.log.Warn("container did not stop when asked", "container", c.Name, "error", err)
		}
		return ctx.Err()
	}
	if err := r.Err(); err != nil {
		return fmt.Errorf("ended: %w; log %s ends with:\n%s", err, p.k.LogOf(p.processName(c.Name)), r.Tail())
	}
	return nil
}

// start resolves what the container refers to and starts its program.
func (p *pod) start(ctx context.Context, c corev1.Container, program Program) (*running, error) {
	r := &running{ports: map[int]int{}}
	moved := []string{}
	for _, port := range program.Ports {
		free, err := process.FreePort()
		if err != nil {
			return nil, err
		}
		r.ports[port] = free
		moved = append(moved, "{"+strconv.Itoa(port)+"}", strconv.Itoa(free))
	}
	for _, port := range c.Ports {
		if real, ok := r.ports[int(port.ContainerPort)]; ok {
			r.expect = append(r.expect, real)
		}
	}
	if program.Path == "" {
		return r, p.startInside(ctx, c, program, r)
	}
	return r, p.startProcess(ctx, c, program, r, strings.NewReplacer(moved...))
}

func (p *pod) startProcess(ctx context.Context, c corev1.Container, program Program, r *running, ports *strings.Replacer) error {
	resolved, err := values{p.k.cluster, p.object}.environment(ctx, c)
	if err != nil {
		return err
	}
	own, err := p.ownEnvironment(ctx, c)
	if err != nil {
		return err
	}
	mounts, err := p.mounts(c)
	if err != nil {
		return err
	}
	var env, args []string
	for _, entry := range append(resolved.list(), replaceAll(ports, program.Env)...) {
		name, value, _ := strings.Cut(entry, "=")
		env = append(env, name+"="+mounts.rewrite(value))
	}
	for _, arg := range append(resolved.arguments(c), replaceAll(ports, program.Args)...) {
		args = append(args, mounts.rewrite(arg))
	}
	path := program.Path
	if program.InCluster {
		var more []string
		if path, args, more, err = p.inCluster(ctx, path, args); err != nil {
			return err
		}
		env = append(env, more...)
	}
	name := p.processName(c.Name)
	started, err := process.Start(process.Command{
		Name: name, Program: path, Args: args, Env: append(own, env...),
		Dir: filepath.Join(p.dir, "home"), Log: p.k.LogOf(name),
	})
	if err != nil {
		return err
	}
	r.handle = started
	return nil
}

func replaceAll(replacer *strings.Replacer, in []string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = replacer.Replace(s)
	}
	return out
}
