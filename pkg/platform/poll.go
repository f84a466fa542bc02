package platform

import (
	"cmp"
	"regexp"

	"seamark.dev/seamark/pkg/manifest"
)

// pollPattern is whole minutes, up to an hour: a provider looks at hundreds of
// resources, and what it does not look at for longer nobody would call watched.
const pollPattern = `^([1-9]|[1-5][0-9]|60)m$`

var pollInterval = regexp.MustCompile(pollPattern)

// PollInterval is how often the providers look at what DigitalOcean has, as
// far as the calls allow that a token has in an hour, unless it is given. An
// environment of the demo's size is 12 calls at each poll, so that 25, 50 and
// 100 of one token make 3,600 an hour. (The providers' defaults are 10m and 1m.)
// It grows in few steps: the providers start anew when it does.
func (s Spec) PollInterval() string {
	interval := "20m"
	switch sharing := s.Sharing(); {
	case sharing <= 25:
		interval = "5m"
	case sharing <= 50:
		interval = "10m"
	}
	return cmp.Or(s.Hub.PollInterval, interval)
}

func (c *checker) pollInterval(at manifest.Path, interval string) {
	if interval != "" && !pollInterval.MatchString(interval) {
		c.add("config-invalid-duration", at, interval, "must be whole minutes, from 1m to 60m", "for example 10m")
	}
}
