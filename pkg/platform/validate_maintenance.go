package platform

import (
	"regexp"

	"seamark.dev/seamark/pkg/manifest"
)

// startPattern is a time of day.
const startPattern = `^([01][0-9]|2[0-3]):[0-5][0-9]$`

var start = regexp.MustCompile(startPattern)

var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// maintenance checks a window; more are days beside those of the week.
func (c *checker) maintenance(at manifest.Path, m *Maintenance, more ...string) {
	if m == nil {
		return
	}
	c.oneOf("config-unknown-day", at.Field("day"), m.Day, append(more, weekdays...))
	if c.required(at.Field("start"), m.Start, "for example 04:00") && !start.MatchString(m.Start) {
		c.add("config-invalid-time", at.Field("start"), m.Start, "must be a time of day in UTC, HH:MM", "for example 04:00")
	}
}
