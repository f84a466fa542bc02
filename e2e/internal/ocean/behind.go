package ocean

import (
	"fmt"
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
