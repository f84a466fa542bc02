package logql

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
)

// faults are what is wrong with an expression: where it leaves the grammar, or,
// if it does not, what Loki refuses beyond the grammar.
func faults(tree *Node) []error {
	var all []error
	visit(tree, func(n *Node) {
		if n.Error {
			all = append(all, fmt.Errorf("at character %d: not LogQL: %q", n.From+1, n.Text))
		}
	})
	if len(all) > 0 {
		return all
	}
	for name, judge := range judges {
		for _, n := range tree.all(name) {
			if err := judge(n); err != nil {
				all = append(all, fmt.Errorf("at character %d: %w: %s", n.From+1, err, n.Text))
			}
		}
	}
	slices.SortFunc(all, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return all
}

func visit(n *Node, do func(*Node)) {
	do(n)
	for _, child := range n.Nodes {
		visit(child, do)
	}
}

// judges know what the grammar does not, by the name of the node.
var judges = map[string]func(*Node) error{
	"Selector":              judgeSelector,
	"Matcher":               judgeMatcher,
	"LineFilter":            judgeLineFilter,
	"LabelParser":           judgeParser,
	"LineFormatExpr":        judgeTemplate,
	"LabelFormatMatcher":    judgeTemplate,
	"RangeAggregationExpr":  judgeRangeAggregation,
	"VectorAggregationExpr": judgeVectorAggregation,
}

// judgeSelector: a selector that every stream matches is refused.
func judgeSelector(n *Node) error {
	for _, m := range n.all("Matcher") {
		matches, err := matcher(m)
		if err == nil && !matches("") {
			return nil
		}
	}
	return errors.New("a selector needs a matcher that an empty label does not match")
}

func judgeMatcher(n *Node) error {
	_, err := matcher(n)
	return err
}

func judgeLineFilter(n *Node) error {
	_, err := lineFilter(n)
	if errors.Is(err, errUnknown) {
		return nil
	}
	return err
}

var patternCapture = regexp.MustCompile(`<(?:[a-zA-Z]\w*|_\w+)>`)

func judgeParser(n *Node) error {
	text, err := unquote(n.word("String"))
	if err != nil {
		return err
	}
	switch {
	case n.child("Regexp") != nil:
		_, err = namedGroups(text)
	case n.child("Pattern") != nil && !patternCapture.MatchString(text):
		err = errors.New("the pattern captures nothing")
	}
	return err
}

// namedGroups compiles the expression of the stage regexp.
func namedGroups(text string) (*regexp.Regexp, error) {
	compiled, err := regexp.Compile(text)
	if err != nil {
		return nil, err
	}
	if strings.Join(compiled.SubexpNames(), "") == "" {
		return nil, errors.New("the regular expression has no named group")
	}
	return compiled, nil
}

// judgeTemplate: line_format and label_format take Go's templates.
func judgeTemplate(n *Node) error {
	if n.child("String") == nil {
		return nil // a label takes another one's value
	}
	text, err := unquote(n.word("String"))
	if err != nil {
		return err
	}
	_, err = compileTemplate(text)
	return err
}

// templateFunctions are those that the documentation of templates lists. Only
// their names count here.
var templateFunctions = strings.Fields(`__line__ __timestamp__ ToLower ToUpper Replace Trim TrimLeft TrimRight TrimPrefix TrimSuffix TrimSpace
	alignLeft alignRight b64dec b64enc bytes ceil contains count date default div divf duration duration_seconds eq floor fromJson hasPrefix
	hasSuffix indent int float64 lower max maxf min minf mod mul mulf nindent now add addf sub subf regexReplaceAll regexReplaceAllLiteral
	repeat replace round substr title toDate toDateInZone trim trimAll trimPrefix trimSuffix trunc unixEpoch unixEpochMillis unixEpochNanos
	unixToTime upper urldecode urlencode`)

func compileTemplate(text string) (*template.Template, error) {
	functions := template.FuncMap{}
	for _, name := range templateFunctions {
		if name != "eq" { // Go's own
			functions[name] = func(...any) (string, error) { return "", fmt.Errorf("%w: the function %s", errUnknown, name) }
		}
	}
	return template.New("line").Option("missingkey=zero").Funcs(functions).Parse(text)
}

// What a range aggregation wants: numbers, which unwrap takes out of a label, or
// lines.
var (
	ofNumbers = strings.Fields("rate_counter sum_over_time avg_over_time max_over_time min_over_time first_over_time last_over_time stdvar_over_time stddev_over_time quantile_over_time")
	ofLines   = strings.Fields("count_over_time bytes_rate bytes_over_time")
	grouped   = strings.Fields("avg_over_time max_over_time min_over_time first_over_time last_over_time stdvar_over_time stddev_over_time quantile_over_time")
)

func judgeRangeAggregation(n *Node) error {
	operation, unwraps := n.word("RangeOp"), len(n.all("UnwrapExpr")) > 0
	switch {
	case slices.Contains(ofNumbers, operation) && !unwraps:
		return errors.New(operation + " needs unwrap")
	case slices.Contains(ofLines, operation) && unwraps:
		return errors.New(operation + " counts lines and takes no unwrap")
	case n.child("Grouping") != nil && !slices.Contains(grouped, operation):
		return errors.New(operation + " takes no grouping")
	}
	return parameter(n, operation, "quantile_over_time")
}

func judgeVectorAggregation(n *Node) error {
	return parameter(n, n.word("VectorOp"), "topk", "bottomk", "approx_topk")
}

// parameter: some operations need a number before the expression, and the others
// take none.
func parameter(n *Node, operation string, needing ...string) error {
	given, needed := n.child("Number") != nil, slices.Contains(needing, operation)
	switch {
	case needed && !given:
		return errors.New(operation + " needs a number first")
	case given && !needed:
		return errors.New(operation + " takes no number")
	}
	return nil
}

// unquote reads a string, in quotes or in backticks.
func unquote(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	value, err := strconv.Unquote(text)
	if err != nil {
		return "", fmt.Errorf("%s is no string", text)
	}
	return value, nil
}
