package promqltest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// unitRule says which units fit an expression that the pattern finds; Grafana's
// ids. The first rule that matches speaks.
type unitRule struct {
	what    string
	pattern *regexp.Regexp
	units   []string
}

var (
	rates   = []string{"cps", "ops", "reqps", "pps", "short", "none"}
	shares  = []string{"percentunit"}
	counts  = []string{"short", "none"}
	seconds = []string{"s"}
	bytes   = []string{"bytes", "decbytes"}
	traffic = []string{"Bps", "binBps"}
)

// unitRules go by the suffixes that names of metrics have by convention, and by
// what is done with them. Labels, strings and ranges are gone from the text.
var unitRules = []unitRule{
	{"a count of series", regexp.MustCompile(`^\(?count\b`), counts},
	{"a mean duration", regexp.MustCompile(`_seconds(_total|_sum).*/.*(_total|_count)`), seconds},
	{"a number of milliseconds", regexp.MustCompile(`unwrap \w+_ms\b|^1000 \* .*unwrap query_time\b`), []string{"ms"}},
	{"a quantile in seconds", regexp.MustCompile(`histogram_quantile.*_seconds_bucket`), seconds},
	{"a quantile in milliseconds", regexp.MustCompile(`histogram_quantile.*rq_time_bucket|_milliseconds\b`), []string{"ms"}},
	{"an age", regexp.MustCompile(`time\(\).*(_seconds|timestamp)`), seconds},
	{"the time that is left", regexp.MustCompile(`(_seconds|timestamp).*time\(\)`), seconds},
	{"a percentage", regexp.MustCompile(`_percent\b|cpu_usage_`), []string{"percent"}},
	{"a recorded ratio", regexp.MustCompile(`:ratio`), shares},
	{"the busy share of a CPU", regexp.MustCompile(`1 - avg.*_seconds_total`), shares},
	{"a load for each core", regexp.MustCompile(`load1\b`), counts},
	{"a share", regexp.MustCompile(`\s/\s`), shares},
	{"a ratio", regexp.MustCompile(`_ratio\b`), []string{"short", "percentunit"}},
	{"bytes per second", regexp.MustCompile(`rate\(.*(bytes|innodb_data_(read|written)\b)`), traffic},
	{"seconds per second", regexp.MustCompile(`rate\(.*_seconds_total`), []string{"short", "percentunit"}},
	{"events per second", regexp.MustCompile(`\brate\(|:rate\d`), rates},
	{"events in a while", regexp.MustCompile(`(increase|count_over_time)\(`), counts},
	{"a share of something full", regexp.MustCompile(`_pressure\b`), shares},
	{"bytes", regexp.MustCompile(`_bytes(_total|_data|_dirty)?\b|_buffer_pool_size\b|_lsn_diff\b|\bswap_used\b|\bmem_(used|free|cached)\b`), bytes},
	{"seconds", regexp.MustCompile(`_seconds\b|_duration\b|_status_uptime\b|_seconds_behind_master\b`), seconds},
	{"a plain number", regexp.MustCompile(``), counts},
}

// UnitFinding says what is wrong with the unit of a panel that shows the
// expression; empty if it fits.
func UnitFinding(unit, expression string) string {
	bare := text.ReplaceAllString(expression, "")
	for _, pattern := range []*regexp.Regexp{matchers, ranges, clause} {
		bare = pattern.ReplaceAllString(bare, "")
	}
	bare = strings.Join(strings.Fields(bare), " ")
	for _, rule := range unitRules {
		if !rule.pattern.MatchString(bare) {
			continue
		}
		if slices.Contains(rule.units, unit) {
			return ""
		}
		return fmt.Sprintf("it is %s, which is shown as %s, not %q", rule.what, strings.Join(rule.units, " or "), unit)
	}
	return ""
}
