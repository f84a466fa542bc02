package ocean

import (
	"maps"
	"time"
)

// Calls are the calls of the API that a token has made.
type Calls struct {
	// Total is how many.
	Total int
	// Busiest is how many in the minute with the most.
	Busiest int

	minute time.Time
	within int
}

// count adds a call. Spaces has limits of its own and counts none. The caller
// holds the lock.
func (c *Cloud) count(token string) {
	calls := c.calls[token]
	if minute := c.now().Truncate(time.Minute); !minute.Equal(calls.minute) {
		calls.minute, calls.within = minute, 0
	}
	calls.Total++
	calls.within++
	calls.Busiest = max(calls.Busiest, calls.within)
	c.calls[token] = calls
}

// Calls are the calls of the API so far, by token. DigitalOcean allows 5,000 an
// hour and 250 a minute.
func (c *Cloud) Calls() map[string]Calls {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.calls)
}
