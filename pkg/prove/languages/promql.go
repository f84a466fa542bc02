package languages

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	promql "github.com/prometheus/prometheus/promql/parser"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// dialect is PromQL as one Prometheus takes it: some of it must be switched on.
//
// The parser is Prometheus' own. It adds 3 MB and 2 ms to the program, where
// metricsql would add 0.2 MB; but that one reads another language, in which
// ranges are left out, constants are calculated and types are converted before
// anybody can ask, and it tells no places.
type dialect struct{ promql.Options }

// stable is PromQL without anything that must be switched on.
var stable = dialect{}

// everything is PromQL of a Prometheus of which we know nothing.
var everything = dialect{promql.Options{
	EnableExperimentalFunctions: true, ExperimentalDurationExpr: true,
	EnableExtendedRangeSelectors: true, EnableBinopFillModifiers: true,
}}

// dialects are those of the clusters whose Prometheus we install.
func dialects(releases []inventory.Release) map[model.Target]dialect {
	all := map[model.Target]dialect{}
	for _, r := range releases {
		if r.Release.Chart.Name != "kube-prometheus-stack" {
			continue
		}
		d := stable
		features, _ := r.Values.Get("prometheus", "prometheusSpec", "enableFeatures")
		for _, f := range features.Items() {
			switch f.Text() {
			case "promql-experimental-functions":
				d.EnableExperimentalFunctions = true
			case "promql-duration-expr":
				d.ExperimentalDurationExpr = true
			case "promql-extended-range-selectors":
				d.EnableExtendedRangeSelectors = true
			case "promql-binop-fill-modifiers":
				d.EnableBinopFillModifiers = true
			}
		}
		all[r.Release.Cluster] = d
	}
	return all
}

// promQL is the dialect that a cluster speaks.
func (c *linguist) promQL(cluster model.Target) dialect {
	if d, known := c.dialects[cluster]; known {
		return d
	}
	return everything
}

// named is the name of a language in which PromQL stands.
func (d dialect) named(language string) string {
	if d == stable {
		return language
	}
	return fmt.Sprint(language, d.Options)
}

// fault is what is wrong with a part of an expression.
type fault struct {
	from, to        int
	message, remedy string
}

// read tells the first thing that is wrong with an expression: what follows it is
// guesswork.
func (d dialect) read(text string) diag.List {
	return queryFindings(text, d.fault(text))
}

// selector reads what federation asks for: matchers alone.
func (d dialect) selector(text string) diag.List {
	_, err := promql.NewParser(d.Options).ParseMetricSelector(text)
	return queryFindings(text, parseFault(err))
}

// federated reads the series that a monitor asks another Prometheus for.
func (c *linguist) federated(at inventory.Place, d dialect, list *manifest.Node) {
	for i, item := range list.Items() {
		if !templated(item.Text()) {
			c.text(at.Below(manifest.Path{{Index: i}}), d.named("selector"), d.selector, item.Text())
		}
	}
}

// federation is the parameter that such a monitor gives.
const federation = "match[]"

// fault is nil if nothing is wrong.
func (d dialect) fault(text string) *fault {
	if at := tooDeep(text); at > 0 {
		return &fault{from: at, to: at + 1, message: fmt.Sprintf("is nested deeper than %d parentheses", deepest)}
	}
	expr, err := promql.NewParser(d.Options).ParseExpr(text)
	if err != nil {
		return parseFault(err)
	}
	return callFault(expr)
}

// deepest is how deep parentheses are looked into: the types of what is in them are
// looked up anew at every one, so that time would grow with the square.
const deepest = 500

// tooDeep is where parentheses are nested deeper; 0 if they are not.
func tooDeep(text string) int {
	depth := 0
	for i, c := range []byte(text) {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth > deepest {
			return i
		}
	}
	return 0
}

func parseFault(err error) *fault {
	if err == nil {
		return nil
	}
	var all promql.ParseErrors
	if !errors.As(err, &all) || len(all) == 0 {
		return &fault{message: err.Error()}
	}
	first := all[0]
	f := &fault{from: int(first.PositionRange.Start), to: int(first.PositionRange.End), message: first.Err.Error()}
	if m := unknownFunction.FindStringSubmatch(f.message); m != nil {
		f.remedy = diag.DidYouMean(m[1], slices.Collect(maps.Keys(promql.Functions)))
	}
	return f
}

var unknownFunction = regexp.MustCompile(`^unknown function with name "(.*)"$`)

const longestQuoted = 60 // bytes of an expression that a finding repeats

// queryFindings are the finding of a fault in an expression.
func queryFindings(text string, f *fault) diag.List {
	if f == nil {
		return nil
	}
	if strings.TrimSpace(text) == "" {
		return diag.List{{Code: "language-query", Message: "the expression is empty"}}
	}
	from := min(max(f.from, 0), len(text))
	part := text[from:min(max(f.to, from), len(text))]
	if len(part) > longestQuoted || strings.Contains(part, "\n") {
		part = ""
	}
	return diag.List{{
		Code: "language-query", Value: strings.TrimSpace(part), Message: position(text, from) + f.message, Remedy: f.remedy,
	}}
}

// callFault is the first argument at which Prometheus would only look when it
// calculates.
func callFault(expr promql.Expr) *fault {
	var found *fault
	promql.Inspect(expr, func(node promql.Node, _ []promql.Node) error {
		call, ok := node.(*promql.Call)
		if !ok || found != nil {
			return nil
		}
		if message := argumentFault(call); message != "" {
			at := call.PositionRange()
			found = &fault{from: int(at.Start), to: int(at.End), message: message}
		}
		return nil
	})
	return found
}

func argumentFault(call *promql.Call) string {
	switch call.Func.Name {
	case "label_replace":
		if pattern, ok := call.Args[4].(*promql.StringLiteral); ok {
			if _, err := regexp.Compile("^(?s:" + pattern.Val + ")$"); err != nil {
				return fmt.Sprintf("the regular expression %q does not compile", pattern.Val)
			}
		}
	case "histogram_quantile":
		if q, ok := call.Args[0].(*promql.NumberLiteral); ok && (q.Val < 0 || q.Val > 1) {
			return "a quantile is a number between 0 and 1"
		}
	}
	return ""
}
