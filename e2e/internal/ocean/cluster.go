package ocean

import "context"

// Clusters makes and removes the Kubernetes clusters behind DOKS.
type Clusters interface {
	// Create makes a cluster and returns when its API answers.
	Create(ctx context.Context, name, id string) (Kubeconfig, error)
	// Delete removes a cluster; one that is gone already is no error.
	Delete(ctx context.Context, id string) error
}

// Tokens is what Clusters does besides if tokens are to end.
type Tokens interface {
	// Issue makes another token of a cluster's administrator.
	Issue(ctx context.Context, id string) (token string, err error)
	// Expire ends a token that Create or Issue has made.
	Expire(ctx context.Context, id, token string) error
}

// Kubeconfig is how to reach a cluster as its administrator.
type Kubeconfig struct {
	// Server is the URL of the API.
	Server string
	// CA is the PEM certificate that the API's is signed by.
	CA []byte
	// Token authenticates.
	Token string
}

// provision lets a resource become what was ordered. The caller holds the lock.
func (c *Cloud) provision(r *Resource) {
	takes := c.options.Making[r.Kind]
	switch {
	case r.Kind == Cluster:
		r.Status = statusProvisioning
	case r.Kind == Database:
		r.Status = statusCreating
	case takes == 0:
		close(r.done)
		return
	}
	c.publish(r)
	c.making.Go(func() {
		c.pause(takes)
		var config Kubeconfig
		err := c.life.Err()
		if r.Kind == Cluster && c.options.Clusters != nil && err == nil {
			config, err = c.options.Clusters.Create(c.life, r.Name, r.ID)
		}
		c.finish(r, config, err)
	})
}

// finish says that a resource is made, or cannot be.
func (c *Cloud) finish(r *Resource, config Kubeconfig, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer close(r.done)
	if r.config = config; config.Token != "" {
		c.handedOut(r, config.Token)
	}
	switch {
	case r.Status == statusLeaving:
		return
	case err != nil:
		r.failure, r.Status = err, statusError
		c.record(statusError, r.String()+": "+err.Error())
	case r.Kind == Cluster:
		r.Status = statusRunning
		r.Facts["endpoint"] = config.Server
		r.Facts["ipv4Address"] = "203.0.113.10"
	case r.Kind == Database:
		r.Status = statusOnline
	}
	c.publish(r)
	if err == nil {
		c.record("made", r.String())
	}
}

// publish tells the status of a kind that reports one. The caller holds the lock.
func (c *Cloud) publish(r *Resource) {
	if r.Kind == Cluster {
		r.Facts["status"] = r.Status
	}
}
