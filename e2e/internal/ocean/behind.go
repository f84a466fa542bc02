package ocean

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/runtime"
)

// Lose deletes a resource behind everybody's back, with what belongs to it.
func (c *Cloud) Lose(kind Kind, name string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, err := c.mustFind(kind, name)
	if err != nil {
		return err
	}
	c.record("lose", r.String())
	c.leave(r, false)
	return nil
}

// Change changes a field of a resource behind everybody's back, as a click in
// the console does.
func (c *Cloud) Change(kind Kind, name, field string, value any) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, err := c.mustFind(kind, name)
	if err != nil {
		return err
	}
	r.Spec[field] = value
	c.describe(r)
	c.record("change", fmt.Sprintf("%s: %s = %v", r, field, value))
	return nil
}

// Order makes a resource as a person does, in the console, and waits until it is
// made. Terraform's tag is on none of a cluster's node pools then.
func (c *Cloud) Order(ctx context.Context, kind Kind, spec map[string]any) (id string, err error) {
	c.mu.Lock()
	who := Caller{Token: c.token, SpacesID: c.options.SpacesID, SpacesSecret: c.options.SpacesSecret}
	c.mu.Unlock()
	if id, err = c.create(ctx, who, kind, spec); err != nil {
		return "", err
	}
	c.mu.Lock()
	c.resources[string(kind)+"/"+id].untagged = kind == Cluster
	c.mu.Unlock()
	return id, c.wait(ctx, who, kind, id)
}

// TagDefaultPool puts Terraform's tag on a pool of a cluster.
func (c *Cloud) TagDefaultPool(cluster string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, err := c.mustFind(Cluster, cluster)
	if err == nil {
		r.untagged = false
		c.record("tag", r.String())
	}
	return err
}

// SwapDefaultPool puts another pool in the place of a cluster's default one: the
// old one is deleted, then the new one gets Terraform's tag. It has the bounds,
// labels, taints and tags of the old one.
func (c *Cloud) SwapDefaultPool(cluster, name, size string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, err := c.mustFind(Cluster, cluster)
	if err != nil {
		return err
	}
	pools, _ := r.Spec["nodePool"].([]any)
	if len(pools) != 1 {
		return fmt.Errorf("%s has no default pool", r)
	}
	pool, _ := pools[0].(map[string]any)
	pool = runtime.DeepCopyJSON(pool)
	pool["name"], pool["size"] = name, size
	r.Spec["nodePool"] = []any{pool}
	c.describe(r)
	c.record("swap", fmt.Sprintf("%s: %s of %s", r, name, size))
	return nil
}

// Store puts objects into a bucket, so that it is not empty.
func (c *Cloud) Store(bucket string, objects int) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, err := c.mustFind(Bucket, bucket)
	if err != nil {
		return err
	}
	r.Facts[factObjects] = number(r.Facts, factObjects) + int64(objects)
	return nil
}

// Attach adds what a cluster's own controllers order, a LoadBalancer or a
// Volume: it costs money, and outlives the cluster unless the cluster is
// deleted with everything that belongs to it. A load balancer is a member of
// the cluster's network.
func (c *Cloud) Attach(cluster string, kind Kind, name string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, err := c.mustFind(Cluster, cluster)
	if err != nil {
		return err
	}
	if c.named(kind, name) == nil {
		c.add(kind, map[string]any{"name": name, "clusterId": r.ID, "vpcUuid": r.Spec["vpcUuid"]})
	}
	return nil
}

// Detach removes what Attach added; nothing if that is gone already.
func (c *Cloud) Detach(kind Kind, name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r := c.named(kind, name); r != nil {
		c.gone(r)
	}
}
