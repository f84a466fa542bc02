package languages

import (
	"slices"

	"seamark.dev/seamark/pkg/diag"
)

// The words of LogQL: stages behind |, functions over ranges and over vectors,
// and what else may stand before a bracket.
var (
	logStages = []string{"decolorize", "drop", "json", "keep", "label_format", "line_format", "logfmt", "pattern", "regexp", "unpack", "unwrap"}
	logRanges = []string{
		"absent_over_time", "avg_over_time", "bytes_over_time", "bytes_rate", "count_over_time", "first_over_time", "last_over_time",
		"max_over_time", "min_over_time", "quantile_over_time", "rate", "rate_counter", "stddev_over_time", "stdvar_over_time", "sum_over_time",
	}
	logVectors = []string{
		"approx_topk", "avg", "bottomk", "count", "label_replace", "max", "min", "sort", "sort_desc", "stddev", "stdvar", "sum", "topk",
		"variants", "vector",
	}
	logWords = []string{
		"and", "bool", "by", "bytes", "duration", "duration_seconds", "group_left", "group_right", "ignoring", "ip", "of", "offset", "on", "or",
		"unless", "without",
	}
	// logUnwrapping need a number out of each line, and logCounting take none.
	logUnwrapping = []string{
		"avg_over_time", "first_over_time", "last_over_time", "max_over_time", "min_over_time", "quantile_over_time", "rate_counter",
		"stddev_over_time", "stdvar_over_time", "sum_over_time",
	}
	logCounting = []string{"bytes_over_time", "bytes_rate", "count_over_time"}
	// logNumbered begin with a number.
	logNumbered = []string{"approx_topk", "bottomk", "quantile_over_time", "topk"}
)

// call reads the name of a function.
func (q *logQuery) call(t logToken) {
	if !slices.Contains(logRanges, t.text) && !slices.Contains(logVectors, t.text) {
		q.wrong(t, "LogQL has no such function", diag.DidYouMean(t.text, slices.Concat(logRanges, logVectors)))
		return
	}
	q.at++ // the bracket
	if first := q.peek(0); slices.Contains(logNumbered, t.text) && first.kind != 'n' && first.kind != '$' && first.text != "-" {
		q.wrong(t, t.text+" needs a number first", "")
	}
	q.calls = append(q.calls, logCall{name: t})
}

// ranged reads [5m], which the scanner found to be a duration.
func (q *logQuery) ranged(open logToken) {
	for q.at < len(q.tokens) && q.peek(0).text != "]" {
		q.at++
	}
	q.at++
	if q.streams == 0 {
		q.wrong(open, "a range is of the lines of a selector, such as {app=\"x\"}[5m]", "")
	}
	for i := len(q.calls) - 1; i >= 0; i-- {
		if slices.Contains(logRanges, q.calls[i].name.text) {
			q.calls[i].ranged = true
			return
		}
	}
	q.wrong(open, "a range stands in a function over it, such as rate({…}[5m])", "")
}

// closed reads the end of a function.
func (q *logQuery) closed(end logToken) {
	if len(q.calls) == 0 {
		return
	}
	c := q.calls[len(q.calls)-1]
	q.calls = q.calls[:len(q.calls)-1]
	name := c.name.text
	if c.unwrapped && name == "" && len(q.calls) > 0 {
		q.calls[len(q.calls)-1].unwrapped = true // within brackets of its own
	}
	switch {
	case slices.Contains(logRanges, name) && !c.ranged:
		q.wrong(c.name, name+" needs a range, such as [5m]", "")
	case slices.Contains(logUnwrapping, name) && !c.unwrapped:
		q.wrong(c.name, name+" needs unwrap, a number out of each line", "")
	case slices.Contains(logCounting, name) && c.unwrapped:
		q.wrong(c.name, name+" counts lines, and takes no unwrap", "")
	case slices.Contains([]string{"rate", "bytes_rate", "count_over_time", "bytes_over_time", "absent_over_time"}, name) && slices.Contains([]string{"by", "without"}, q.peek(0).text) && name != "absent_over_time":
		q.wrong(end, name+" takes no grouping", "sum by (…) ("+name+"(…))")
	}
}
