package logql

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// errUnknown says that the evaluator does not know a part of the language.
var errUnknown = errors.New("the evaluator does not know this")

func unknown(n *Node) error { return fmt.Errorf("%w: %s %q", errUnknown, n.Name, n.Text) }

// operators are the nodes of comparisons.
var operators = []string{"Eq", "Neq", "Re", "Nre", "Gtr", "Gte", "Lss", "Lte", "Eql"}

// matcher is what a matcher wants of the value of its label; a label that is
// not there has the empty one. Its regular expressions match the whole value.
func matcher(n *Node) (func(value string) bool, error) {
	want, err := unquote(n.word("String"))
	if err != nil {
		return nil, err
	}
	switch n.child(operators...).Name {
	case "Eq":
		return func(value string) bool { return value == want }, nil
	case "Neq":
		return func(value string) bool { return value != want }, nil
	}
	compiled, err := regexp.Compile("^(?s:" + want + ")$")
	if err != nil {
		return nil, err
	}
	negated := n.child("Nre") != nil
	return func(value string) bool { return compiled.MatchString(value) != negated }, nil
}

// selects tells whether the labels of a stream match all of a selector.
func selects(selector *Node, labels map[string]string) (bool, error) {
	for _, m := range selector.all("Matcher") {
		matches, err := matcher(m)
		if err != nil || !matches(labels[m.word("Identifier")]) {
			return false, err
		}
	}
	return true, nil
}

// lineFilter is one filter for lines: its regular expressions match anywhere.
func lineFilter(n *Node) (func(line string) bool, error) {
	if n.child("FilterOp") != nil {
		return nil, unknown(n)
	}
	var wants []string
	for _, s := range n.all("String") {
		want, err := unquote(s.Text)
		if err != nil {
			return nil, err
		}
		wants = append(wants, want)
	}
	operator := n.word("Filter")
	switch operator {
	case "|=", "!=":
		return anyOf(wants, operator == "!=", func(line, want string) bool { return strings.Contains(line, want) }), nil
	case "|~", "!~":
		compiled := map[string]*regexp.Regexp{}
		for _, want := range wants {
			r, err := regexp.Compile(want)
			if err != nil {
				return nil, err
			}
			compiled[want] = r
		}
		return anyOf(wants, operator == "!~", func(line, want string) bool { return compiled[want].MatchString(line) }), nil
	}
	return nil, unknown(n)
}

// anyOf: one of the alternatives must hold, or none if negated.
func anyOf(wants []string, negated bool, holds func(line, want string) bool) func(string) bool {
	return func(line string) bool {
		for _, want := range wants {
			if holds(line, want) {
				return !negated
			}
		}
		return negated
	}
}

// labelFilter tells whether an entry passes. A label that is no number where one
// is compared is noted in the label __error__, and the entry passes.
func (e *entry) labelFilter(n *Node) (bool, error) {
	if inner := n.flatFilters(); len(inner) > 0 {
		either := n.child("Or") != nil
		for _, f := range inner {
			if passes, err := e.labelFilter(f); err != nil || passes == either {
				return passes, err
			}
		}
		return !either, nil
	}
	if m := n.child("Matcher"); m != nil {
		matches, err := matcher(m)
		return err == nil && matches(e.labels[m.word("Identifier")]), err
	}
	if f := n.child("NumberFilter"); f != nil {
		return e.numberFilter(f)
	}
	return false, unknown(n)
}

// flatFilters are the filters that a filter joins; none if it compares.
func (n *Node) flatFilters() []*Node {
	var inner []*Node
	for _, child := range n.Nodes {
		if child.Name == "LabelFilter" {
			inner = append(inner, child)
		}
	}
	return inner
}

func (e *entry) numberFilter(n *Node) (bool, error) {
	text, found := e.labels[n.word("Identifier")]
	if !found {
		return false, nil
	}
	want, err := strconv.ParseFloat(n.word("LiteralExpr"), 64)
	if err != nil {
		return false, unknown(n)
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		e.labels[errorLabel] = "LabelFilterErr"
		return true, nil
	}
	holds := map[string]bool{
		"Eq": value == want, "Eql": value == want, "Neq": value != want,
		"Gtr": value > want, "Gte": value >= want, "Lss": value < want, "Lte": value <= want,
	}
	return holds[n.child(operators...).Name], nil
}
