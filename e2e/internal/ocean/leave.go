package ocean

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// keep is why a resource cannot be deleted now; nil if it can. The caller
// holds the lock.
func (c *Cloud) keep(r *Resource) *Error {
	switch r.Kind {
	case VPC:
		if members := c.members(r.ID); len(members) > 0 {
			return refuse(http.StatusForbidden, "Can not delete VPC with members (%s)", strings.Join(members, ", "))
		}
	case Bucket:
		if number(r.Facts, factObjects) > 0 && r.Spec["forceDestroy"] != true {
			return refuse(http.StatusConflict, "BucketNotEmpty: The bucket you tried to delete is not empty")
		}
	}
	return nil
}

// leave takes a resource out of sight at once. A cluster or database stays a
// member of its network until it is really gone. The caller holds the lock.
func (c *Cloud) leave(r *Resource, asked bool) {
	if r.Kind == Database || r.Kind == Cluster {
		c.abandon(r, asked)
	}
	if r.Kind != Database && r.Kind != Cluster {
		c.gone(r)
		return
	}
	r.Status = statusLeaving
	c.making.Go(func() {
		c.pause(c.options.Leaving)
		if r.Kind == Cluster && c.options.Clusters != nil {
			c.stop(r)
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.gone(r)
	})
}

// stop removes what is behind a cluster.
func (c *Cloud) stop(r *Resource) {
	select {
	case <-r.done: // do not remove what is still being made
	case <-c.life.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.life), time.Minute)
	defer cancel()
	if err := c.options.Clusters.Delete(ctx, r.ID); err != nil {
		c.log.Error("the cluster behind a DOKS cluster cannot be removed", "cluster", r.Name, "err", err)
	}
}

// abandon removes what goes with a database, a cluster's node pools, and of its
// load balancers and volumes what was asked for. The caller holds the lock.
func (c *Cloud) abandon(r *Resource, asked bool) {
	for _, part := range c.parts(r.ID) {
		if r.Kind == Database || part.Kind == NodePool || asked && r.Spec["destroyAllAssociatedResources"] == true {
			c.gone(part)
		}
	}
}

// gone forgets a resource. The caller holds the lock.
func (c *Cloud) gone(r *Resource) {
	delete(c.resources, string(r.Kind)+"/"+r.ID)
	c.record("gone", r.String())
}

// pause waits, or returns early when the cloud is closed.
func (c *Cloud) pause(d time.Duration) {
	select {
	case <-time.After(d):
	case <-c.life.Done():
	}
}
