package platform

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"time"
)

// durationParts is the grammar of Prometheus, which Loki shares: each unit at
// most once, from the largest to the smallest.
var durationParts = regexp.MustCompile(`^(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?$`)

var durationUnits = []time.Duration{365 * day, 7 * day, day, time.Hour, time.Minute, time.Second, time.Millisecond}

var errDuration = errors.New("not a duration above zero")

// parseDuration reads a duration as Prometheus and Loki do. Zero, and what
// does not fit into a time.Duration, is an error.
func parseDuration(s string) (time.Duration, error) {
	parts := durationParts.FindStringSubmatch(s)
	if parts == nil {
		return 0, errDuration
	}
	var total time.Duration
	for i, part := range parts[1:] {
		if part == "" {
			continue
		}
		n, err := strconv.ParseInt(part, 10, 64)
		if err != nil || n > (math.MaxInt64-int64(total))/int64(durationUnits[i]) {
			return 0, errDuration
		}
		total += time.Duration(n) * durationUnits[i]
	}
	if total == 0 {
		return 0, errDuration
	}
	return total, nil
}

// wholeDays is a duration rounded up to days, in hours.
func wholeDays(d time.Duration) string {
	days := int64(d/day) + 1
	return strconv.FormatInt(days*24, 10) + "h"
}
