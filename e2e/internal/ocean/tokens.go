package ocean

import (
	"context"
	"slices"
	"time"
)

// kubeconfigLife is how long DOKS credentials are valid.
const kubeconfigLife = 7 * 24 * time.Hour

// issued is a token of a cluster that was handed out.
type issued struct {
	cluster, token string
	expires        time.Time
}

// now is the time at the cloud.
func (c *Cloud) now() time.Time { return c.options.Now().Add(c.later) }

// Advance lets time pass at the cloud at once: what expires, expires.
func (c *Cloud) Advance(ctx context.Context, by time.Duration) error {
	c.mu.Lock()
	c.later += by
	var ended []issued
	c.issued = slices.DeleteFunc(c.issued, func(i issued) bool {
		over := !c.now().Before(i.expires)
		if over {
			ended = append(ended, i)
		}
		return over
	})
	c.mu.Unlock()
	tokens, can := c.options.Clusters.(Tokens)
	for _, i := range ended {
		if !can || c.Status(Cluster, i.cluster) == "" {
			continue
		}
		if err := tokens.Expire(ctx, i.cluster, i.token); err != nil {
			return err
		}
	}
	return nil
}

// Status is DigitalOcean's word for how far a resource is, by its id; empty for
// what does not exist.
func (c *Cloud) Status(kind Kind, id string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r := c.resources[string(kind)+"/"+id]; r != nil {
		return r.Status
	}
	return ""
}

// handedOut notes a token of a cluster and makes it the provider's own. The
// caller holds the lock.
func (c *Cloud) handedOut(r *Resource, token string) {
	r.config.Token, r.expires = token, c.now().Add(kubeconfigLife)
	c.issued = append(c.issued, issued{r.ID, token, r.expires})
}

// issue makes new credentials of a cluster that runs. Without Tokens they are
// the old ones for longer. The caller does not hold the lock.
func (c *Cloud) issue(ctx context.Context, r *Resource) (Kubeconfig, time.Time, error) {
	c.mu.Lock()
	config := r.config
	c.mu.Unlock()
	if tokens, can := c.options.Clusters.(Tokens); can {
		var err error
		if config.Token, err = tokens.Issue(ctx, r.ID); err != nil {
			return config, time.Time{}, err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	expires := c.now().Add(kubeconfigLife)
	c.issued = append(c.issued, issued{r.ID, config.Token, expires})
	return config, expires, nil
}

// renew gives the provider new credentials of a cluster once its own have
// expired, not before. The caller does not hold the lock.
func (c *Cloud) renew(ctx context.Context, r *Resource) error {
	c.mu.Lock()
	due := r.Kind == Cluster && r.Status == statusRunning && !c.now().Before(r.expires)
	c.mu.Unlock()
	if !due {
		return nil
	}
	config, expires, err := c.issue(ctx, r)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	r.config, r.expires = config, expires
	return nil
}

// RotateAPIToken makes another token the account's, and the one before
// worthless.
func (c *Cloud) RotateAPIToken(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.token = token
	c.record("token", "of the API")
}
