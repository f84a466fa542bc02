package alloytest

import (
	"maps"
	"regexp"
	"strings"
)

// Rule is a relabelling rule with Alloy's defaults filled in.
type Rule struct {
	Sources                                []string
	Separator, Target, Replacement, Action string
	Regex                                  *regexp.Regexp
}

// Rules are those of a component, in their order.
func (c Configuration) Rules(component string) []Rule {
	c.t.Helper()
	var all []Rule
	for _, b := range c.Find(component).Blocks {
		r, pattern := Rule{Separator: ";", Replacement: "$1", Action: "replace"}, "(.*)"
		r.Sources = c.List(b.Attributes["source_labels"])
		for attr, into := range map[string]*string{
			"separator": &r.Separator, "regex": &pattern, "target_label": &r.Target,
			"replacement": &r.Replacement, "action": &r.Action,
		} {
			if expr, ok := b.Attributes[attr]; ok {
				*into = Eval[string](c, expr)
			}
		}
		regex, err := regexp.Compile("^(?s:" + pattern + ")$") // as Alloy anchors it
		if err != nil {
			c.t.Fatalf("%s: %v", component, err)
		}
		if r.Action != "replace" {
			c.t.Fatalf("%s: action %s: labels must be added by name", component, r.Action)
		}
		r.Regex = regex
		all = append(all, r)
	}
	return all
}

// Relabel runs rules over labels.
func Relabel(all []Rule, labels map[string]string) map[string]string {
	labels = maps.Clone(labels)
	for _, r := range all {
		var values []string
		for _, source := range r.Sources {
			values = append(values, labels[source])
		}
		value := strings.Join(values, r.Separator)
		if match := r.Regex.FindStringSubmatchIndex(value); match != nil {
			labels[r.Target] = string(r.Regex.ExpandString(nil, r.Replacement, value, match))
		}
	}
	return labels
}
