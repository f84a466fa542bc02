package ocean

import (
	"context"
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"
)

// create orders a resource and returns its id at once.
func (c *Cloud) create(ctx context.Context, who Caller, kind Kind, spec map[string]any) (string, error) {
	method, url := kind.method("create"), kind.url(spec, "")
	if err := c.admit(ctx, who, method, url); err != nil {
		return "", err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if old := c.alreadyPut(kind, spec); old != nil {
		return old.ID, c.change(old, spec)
	}
	if refusal := c.check(kind, spec); refusal != nil {
		c.record("refuse", string(kind)+" "+text(spec, "name")+": "+refusal.Message)
		return "", answering(refusal, method, url)
	}
	r := c.add(kind, spec)
	c.provision(r)
	return r.ID, nil
}

// add puts a resource into the account. The caller holds the lock.
func (c *Cloud) add(kind Kind, spec map[string]any) *Resource {
	r := &Resource{
		Kind: kind, Name: c.nameOf(kind, spec), Spec: runtime.DeepCopyJSON(spec),
		Secrets: map[string]string{}, made: c.now(), done: make(chan struct{}),
	}
	if kind == Cluster {
		r.Spec["version"] = c.resolve(text(spec, "version"))
	}
	nth := c.nth(kind, r.Name)
	r.ID = c.identify(r, nth)
	c.resources[string(kind)+"/"+r.ID] = r
	c.endow(r, nth)
	c.describe(r)
	c.record("create", r.String())
	return r
}

// alreadyPut is the firewall or the settings that a database has already: making
// them puts what is in them. Nil for other kinds. The caller holds the lock.
func (c *Cloud) alreadyPut(kind Kind, spec map[string]any) *Resource {
	if kind != Firewall && kind != DatabaseSettings {
		return nil
	}
	for _, part := range c.parts(text(spec, "clusterId")) {
		if part.Kind == kind {
			return part
		}
	}
	return nil
}

// read is a resource as it is now.
func (c *Cloud) read(ctx context.Context, who Caller, kind Kind, id string, spec map[string]any) (Resource, error) {
	method, url := kind.method("read"), kind.url(spec, id)
	for _, more := range append([]string{""}, kind.besides(spec)...) {
		if err := c.admit(ctx, who, method, url+more); err != nil {
			return Resource{}, err
		}
	}
	c.mu.Lock()
	r := c.known(kind, id)
	c.mu.Unlock()
	if r == nil {
		return Resource{}, answering(missing(), method, url)
	}
	if err := c.renew(ctx, r); err != nil {
		return Resource{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return r.copied(), nil
}

// update changes what was ordered.
func (c *Cloud) update(ctx context.Context, who Caller, kind Kind, id string, spec map[string]any) error {
	method, url := kind.method("update"), kind.url(spec, id)
	if err := c.admit(ctx, who, method, url); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	r := c.known(kind, id)
	if r == nil {
		return answering(missing(), method, url)
	}
	return answering(c.change(r, spec), method, url)
}

// change makes a resource as ordered. The caller holds the lock.
func (c *Cloud) change(r *Resource, spec map[string]any) error {
	for _, field := range r.Kind.fixed() {
		if want, ok := spec[field]; ok && !equal(want, r.Spec[field]) {
			return unprocessable("%s cannot be changed", field)
		}
	}
	if refusal := c.refused(r, spec); refusal != nil {
		return refusal
	}
	runs := r.Spec["version"]
	maps.Copy(r.Spec, runtime.DeepCopyJSON(spec))
	for _, field := range r.Kind.emptied() {
		if _, ok := spec[field]; !ok {
			delete(r.Spec, field)
		}
	}
	if r.Kind == Cluster && runs != r.Spec["version"] {
		wanted := text(r.Spec, "version")
		r.Spec["version"] = runs
		c.upgrading(r, wanted)
	}
	r.Name = c.nameOf(r.Kind, r.Spec)
	c.describe(r)
	c.record("update", r.String())
	return nil
}

// refused is why a change is refused; nil if it is not. The caller holds the
// lock.
func (c *Cloud) refused(r *Resource, spec map[string]any) error {
	want, runs := text(spec, "version"), text(r.Spec, "version")
	switch {
	case r.Kind == Database && lower(want, runs):
		return unprocessable("cannot downgrade from version %s", runs)
	case r.Kind == Cluster && want != "" && want != runs && !slices.Contains(c.upgrades(runs), want):
		return unprocessable("invalid upgrade path")
	case r.Kind == Cluster && r.Spec["ha"] == true && spec["ha"] == false:
		return unprocessable("high availability cannot be disabled")
	case r.Kind == Cluster && sizeOf(spec) != "" && sizeOf(spec) != sizeOf(r.Spec):
		return unprocessable("node pool size cannot be changed")
	default:
		return nil
	}
}

// remove deletes a resource and what belongs to it.
func (c *Cloud) remove(ctx context.Context, who Caller, kind Kind, id string, spec map[string]any) error {
	method, url := kind.method("delete"), kind.url(spec, id)
	if err := c.admit(ctx, who, method, url); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	r := c.known(kind, id)
	if r == nil {
		return answering(missing(), method, url)
	}
	if refusal := c.keep(r); refusal != nil {
		c.record("refuse", "delete "+r.String()+": "+refusal.Message)
		return answering(refusal, method, url)
	}
	c.record("delete", r.String())
	c.leave(r, true)
	return nil
}
