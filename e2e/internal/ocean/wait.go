package ocean

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// wait returns when a resource is made. It looks again and again, as Terraform
// does. A look that fails ends it, once the caller's retries are spent.
func (c *Cloud) wait(ctx context.Context, who Caller, kind Kind, id string) error {
	for {
		done, err := c.look(ctx, who, kind, id)
		for range who.Retries {
			if !passing(err) {
				break
			}
			done, err = c.look(ctx, who, kind, id)
		}
		if errors.Is(err, errDropped) && kind == Database {
			return errPanic // it reads the status of an answer that is not there
		}
		if err != nil {
			//lint:ignore ST1005 these are the words of Terraform
			return fmt.Errorf("Error trying to read %s state: %w", kind, err)
		}
		select {
		case <-done:
			return c.outcome(kind, id)
		case <-time.After(c.options.Looking):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// look reads how far a resource is; the channel is closed when it is made.
func (c *Cloud) look(ctx context.Context, who Caller, kind Kind, id string) (<-chan struct{}, error) {
	if kind == Cluster || kind == Database { // the others are not waited for
		if err := c.admit(ctx, who, http.MethodGet, kind.url(nil, id)); err != nil {
			return nil, err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	r := c.resources[string(kind)+"/"+id]
	if r == nil {
		return nil, missing()
	}
	return r.done, nil
}

// outcome is nil for what was made.
func (c *Cloud) outcome(kind Kind, id string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r := c.resources[string(kind)+"/"+id]; r != nil && r.failure != nil {
		return fmt.Errorf("unable to create %s: %w", kind, r.failure)
	}
	return nil
}

// passing tells whether an error is one that DigitalOcean's client library
// tries again: too many requests, errors of the server, and no answer.
func passing(err error) bool {
	status := statusOf(err)
	return errors.Is(err, errDropped) || status == http.StatusTooManyRequests || status >= http.StatusInternalServerError
}
