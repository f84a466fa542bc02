package ocean

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Options are how a cloud behaves.
type Options struct {
	// Token is the first API token of the account.
	Token string
	// OtherTokens are good beside it.
	OtherTokens []string
	// SpacesID and SpacesSecret are a key for all buckets of the account.
	SpacesID, SpacesSecret string
	// Clusters makes what is behind DOKS; without it clusters run at once and
	// answer nowhere.
	Clusters Clusters
	// Making is how long a kind takes to be made; 0 for at once. A cluster
	// takes as long as Clusters needs in addition.
	Making map[Kind]time.Duration
	// Leaving is how long a deleted cluster or database stays a member of its
	// network.
	Leaving time.Duration
	// Upgrading is how long a cluster is upgraded; 0 for at once.
	Upgrading time.Duration
	// Looking is how often whoever waits until something is made looks; 0 for
	// 200ms. Terraform's is 10 to 15 seconds.
	Looking time.Duration
	// TakenBuckets are names of buckets that other accounts have.
	TakenBuckets []string
	// Log gets everything that happens; nil for nowhere.
	Log *slog.Logger
	// Now is the clock; nil for the real one.
	Now func() time.Time
}

// Cloud is an account at the simulated DigitalOcean. It may be used by many.
type Cloud struct {
	options Options
	log     *slog.Logger

	life   context.Context
	end    context.CancelFunc
	making sync.WaitGroup

	mu        sync.Mutex
	token     string        // the API token that is good now
	later     time.Duration // how far the clock is ahead of Options.Now
	offered   []string      // slugs of DOKS
	issued    []issued      // tokens of clusters
	resources map[string]*Resource
	counts    map[string]int
	calls     map[string]Calls // by token
	rules     []*Rule
	outage    bool
	events    []Event
}

// New is an empty account.
func New(o Options) *Cloud {
	c := &Cloud{
		options: o, log: o.Log, token: o.Token, offered: slices.Clone(offers),
		resources: map[string]*Resource{}, counts: map[string]int{}, calls: map[string]Calls{},
	}
	if c.options.Now == nil {
		c.options.Now = time.Now
	}
	if c.options.Looking == 0 {
		c.options.Looking = 200 * time.Millisecond
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	c.life, c.end = context.WithCancel(context.Background())
	return c
}

// Close ends what is still being made or removed and waits for it.
func (c *Cloud) Close() {
	c.end()
	c.making.Wait()
}

// Event is something that happened in the cloud.
type Event struct {
	Time time.Time
	// What is a verb: create, running, update, delete, gone, lose, refuse …
	What string
	// Subject is what it happened to: kind and name of a resource, or words.
	Subject string
}

// Events are all events so far, the oldest first.
func (c *Cloud) Events() []Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]Event(nil), c.events...)
}

// record adds an event. The caller holds the lock.
func (c *Cloud) record(what, subject string) {
	c.events = append(c.events, Event{Time: c.now(), What: what, Subject: subject})
	c.log.Info("cloud", "what", what, "subject", subject)
}
