package logql

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Line is a line as Loki holds it.
type Line struct {
	// Labels are those of the stream: selectors ask for them and nothing else.
	Labels map[string]string
	// Metadata are the labels of the line itself.
	Metadata map[string]string
	Text     string
}

// Found is a stream with the lines that a query shows, or a series, which has no
// lines. Labels include metadata and what the query takes out of the line.
type Found struct {
	Labels map[string]string
	Lines  []string
}

// Find is what the expression finds in lines of which none is too old for any
// range in it. It computes which series there are, and not their numbers.
func (n *Node) Find(lines []Line) ([]Found, error) {
	for _, child := range n.Nodes {
		switch child.Name {
		case "Expr":
			return child.Find(lines)
		case "LogExpr":
			return child.streams(lines)
		case "MetricExpr":
			return child.series(lines)
		}
	}
	return nil, unknown(n)
}

// passing are the entries that a selector and a pipeline leave.
func (n *Node) passing(lines []Line) ([]*entry, error) {
	var all []*entry
	for _, l := range lines {
		selected, err := selects(n.child("Selector"), l.Labels)
		if err != nil {
			return nil, err
		}
		if !selected {
			continue
		}
		e := &entry{of: l.Labels, labels: maps.Clone(l.Labels), line: l.Text}
		maps.Copy(e.labels, l.Metadata)
		passes, err := e.through(n.child("PipelineExpr"))
		if err != nil {
			return nil, err
		}
		if passes {
			all = append(all, e)
		}
	}
	return all, nil
}

func (n *Node) streams(lines []Line) ([]Found, error) {
	entries, err := n.passing(lines)
	if err != nil {
		return nil, err
	}
	return group(entries, func(e *entry) (map[string]string, []string) { return e.labels, []string{e.line} }), nil
}

// group puts together what has the same labels, in the order of the labels.
func group[T any](all []T, of func(T) (map[string]string, []string)) []Found {
	byLabels := map[string]Found{}
	for _, one := range all {
		labels, lines := of(one)
		key := Labels(labels)
		byLabels[key] = Found{labels, append(byLabels[key].Lines, lines...)}
	}
	var found []Found
	for _, key := range slices.Sorted(maps.Keys(byLabels)) {
		found = append(found, byLabels[key])
	}
	return found
}

// Labels are labels as one text, without those that are empty.
func Labels(labels map[string]string) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		if labels[name] != "" {
			parts = append(parts, fmt.Sprintf("%s=%q", name, labels[name]))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (n *Node) series(lines []Line) ([]Found, error) {
	inner := n.child("MetricExpr", "RangeAggregationExpr", "VectorAggregationExpr", "BinOpExpr")
	if inner == nil {
		return nil, unknown(n)
	}
	switch inner.Name {
	case "MetricExpr": // in brackets
		return inner.series(lines)
	case "RangeAggregationExpr":
		return inner.rangeAggregation(lines)
	case "BinOpExpr":
		return inner.timesNumber(lines)
	}
	return inner.vectorAggregation(lines)
}

// timesNumber are the series that a number is multiplied with: their labels stay.
func (n *Node) timesNumber(lines []Line) ([]Found, error) {
	factor := n.child("Expr")
	if n.child("Mul") == nil || factor.child("MetricExpr").child("LiteralExpr") == nil {
		return nil, unknown(n)
	}
	return n.Nodes[len(n.Nodes)-1].Find(lines)
}

func (n *Node) rangeAggregation(lines []Line) ([]Found, error) {
	if strings.HasPrefix(n.word("RangeOp"), "absent") {
		return nil, unknown(n)
	}
	logs := n.child("LogRangeExpr")
	entries, err := logs.passing(lines)
	if err != nil {
		return nil, err
	}
	var samples []*entry
	for _, e := range entries {
		passes, err := e.unwrap(logs.child("UnwrapExpr"))
		if err != nil {
			return nil, err
		}
		if passes && e.labels[errorLabel] != "" {
			return nil, fmt.Errorf("%s in a query for numbers, of the line %q: filter by __error__", e.labels[errorLabel], e.line)
		}
		if passes {
			samples = append(samples, e)
		}
	}
	kept := grouping(n.child("Grouping"), func(labels map[string]string) map[string]string { return labels })
	return group(samples, func(e *entry) (map[string]string, []string) { return kept(e.labels), nil }), nil
}

func (n *Node) vectorAggregation(lines []Line) ([]Found, error) {
	found, err := n.child("MetricExpr").series(lines)
	if err != nil {
		return nil, err
	}
	operation := n.word("VectorOp")
	switch {
	case strings.HasPrefix(operation, "sort"):
		return found, nil
	case strings.HasSuffix(operation, "topk"), operation == "bottomk":
		if n.child("Grouping") != nil {
			return nil, unknown(n)
		}
		most, err := strconv.Atoi(n.word("Number"))
		return found[:min(most, len(found))], err
	}
	kept := grouping(n.child("Grouping"), func(map[string]string) map[string]string { return nil })
	return group(found, func(f Found) (map[string]string, []string) { return kept(f.Labels), nil }), nil
}

// grouping is which labels are left: those of by, all but those of without, or
// what is done where neither is said.
func grouping(n *Node, unsaid func(map[string]string) map[string]string) func(map[string]string) map[string]string {
	if n == nil {
		return unsaid
	}
	var named []string
	for _, label := range n.all("Identifier") {
		named = append(named, label.Text)
	}
	by := n.child("By") != nil
	return func(labels map[string]string) map[string]string {
		left := map[string]string{}
		for name, value := range labels {
			if slices.Contains(named, name) == by {
				left[name] = value
			}
		}
		return left
	}
}
