package ocean

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

// Rule makes calls fail, or take long.
type Rule struct {
	// Method is the HTTP method of the calls; empty for all.
	Method string
	// Path is a pattern as path.Match knows them for the URL's path, for
	// example /v2/databases/*/ca; empty for all. A bucket's path is its name.
	Path string
	// Times is how many calls fail; 0 means all until the rule is lifted.
	Times int
	// Status is the HTTP status; 0 means that calls only take longer.
	Status int
	// Message is the message of the error; there is a default for the status.
	Message string
	// Delay is how long the calls take.
	Delay time.Duration
	// Drop ends the connection without an answer.
	Drop bool
}

// Quota is the rule of an account that may not have more of something.
func Quota(path string) Rule {
	return Rule{
		Method: http.MethodPost, Path: path, Status: http.StatusUnprocessableEntity,
		Message: "You have reached your resource limit. Please contact support to raise it.",
	}
}

// Caller is who calls: an API token, and a Spaces key for buckets.
type Caller struct {
	Token, SpacesID, SpacesSecret string
	// Retries is how often a look is repeated while something is made.
	Retries int
}

var (
	errDropped = errors.New("read: connection reset by peer")
	// errPanic is Terraform's about a provider that has crashed.
	//
	//lint:ignore ST1005 these are its words
	errPanic = errors.New("Plugin did not respond: The plugin encountered an error, and failed to respond")
)

// Fail adds a rule; the returned function lifts it.
func (c *Cloud) Fail(rule Rule) (lift func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r := &rule
	c.rules = append(c.rules, r)
	c.record("rule", fmt.Sprintf("%s %s fails with %d", rule.Method, rule.Path, rule.Status))
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.lift(r)
	}
}

// lift forgets a rule. The caller holds the lock.
func (c *Cloud) lift(rule *Rule) {
	c.rules = slices.DeleteFunc(c.rules, func(r *Rule) bool { return r == rule })
}

// Outage makes every call fail, or ends that.
func (c *Cloud) Outage(on bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.outage = on
	c.record("outage", fmt.Sprint(on))
}

// admit lets a call through that neither fails by rule nor lacks credentials.
func (c *Cloud) admit(ctx context.Context, who Caller, method, target string) error {
	u, err := url.Parse(target)
	if err != nil {
		return err
	}
	delay, refusal := c.fault(who, method, u)
	select {
	case <-time.After(delay):
	case <-ctx.Done():
		return ctx.Err()
	}
	if refusal == nil {
		refusal = c.authorize(who, u)
	}
	if refusal == nil {
		return nil
	}
	c.log.Info("refused", "method", method, "url", target, "error", refusal)
	return answering(refusal, method, target)
}

// fault is what the first rule that matches has in store for a call.
func (c *Cloud) fault(who Caller, method string, u *url.URL) (time.Duration, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !strings.HasSuffix(u.Host, spacesHost) {
		c.count(who.Token)
	}
	if c.outage {
		return 0, refuse(http.StatusServiceUnavailable, "Service Unavailable")
	}
	for _, rule := range c.rules {
		if !rule.matches(method, u.Path) {
			continue
		}
		if rule.Times > 0 {
			rule.Times--
			if rule.Times == 0 {
				c.lift(rule)
			}
		}
		if rule.Drop {
			return rule.Delay, errDropped
		}
		if rule.Status == 0 {
			return rule.Delay, nil
		}
		message := rule.Message
		if message == "" {
			message = http.StatusText(rule.Status)
		}
		return rule.Delay, refuse(rule.Status, "%s", message)
	}
	return 0, nil
}

func (r *Rule) matches(method, p string) bool {
	if r.Method != "" && r.Method != method {
		return false
	}
	if r.Path == "" {
		return true
	}
	ok, err := path.Match(r.Path, p)
	return err == nil && ok
}

// authorize checks the token, or for buckets the Spaces key.
func (c *Cloud) authorize(who Caller, u *url.URL) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !strings.HasSuffix(u.Host, spacesHost) {
		if who.Token != c.token && !slices.Contains(c.options.OtherTokens, who.Token) {
			return refuse(http.StatusUnauthorized, "Unable to authenticate you")
		}
		return nil
	}
	switch {
	case who.SpacesID == "" || who.SpacesSecret == "":
		return refuse(http.StatusForbidden, "Spaces credentials not configured")
	case slices.Contains(c.options.TakenBuckets, path.Base(u.Path)):
		return refuse(http.StatusForbidden, "Forbidden") // it is not told whose a bucket is
	case who.SpacesID == c.options.SpacesID && who.SpacesSecret == c.options.SpacesSecret:
		return nil
	default:
		return refuse(http.StatusForbidden, "InvalidAccessKeyId")
	}
}
