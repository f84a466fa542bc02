package languages

import (
	"cmp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// ruleReader reads alerts and recordings: their expressions, durations and
// templates, and what Prometheus wants of a rule (its package rulefmt, against
// which e2e/languages holds this).
type ruleReader struct {
	c *linguist
	// query and template are the languages of this place.
	query, template named
	// at is the list that is read, and path what of it is being read.
	at   inventory.Place
	path manifest.Path
	// fills tells that the chart may take a text for a template of its own.
	fills bool
	// known tells that somebody else looks for unknown fields and types: the
	// contract of the chart that passes these rules on, or who checks objects.
	known bool
}

// named is a language by its name.
type named struct {
	name string
	read language
}

var durations = named{"duration", readDuration}

// rulesOf is for the rules of an object, whose fields are checked as those of
// every object are.
func (c *linguist) rulesOf(o *inventory.Object) ruleReader {
	r := c.rulesAt(o.At.Below(manifest.Fields("spec", "groups")), c.promQL(o.Cluster))
	r.known = true
	return r
}

// additionalRules begin the names of the values of kube-prometheus-stack that are
// rules.
const additionalRules = "additionalPrometheusRules"

// rulesAt is for a list of rules, or of groups. kube-prometheus-stack passes rules
// on as they are.
func (c *linguist) rulesAt(at inventory.Place, d dialect) ruleReader {
	r := ruleReader{c: c, query: named{d.named("query"), d.read}, template: named{d.named("template"), d.template}, at: at}
	if at.Release != nil {
		r.known = len(at.Path) > 1 && strings.HasPrefix(at.Path[1].Name, additionalRules)
		r.fills = !r.known
	}
	return r
}

// add adds a finding of what is wrong with the rules themselves.
func (r *ruleReader) add(f diag.Finding) {
	f.Code = cmp.Or(f.Code, "language-rule")
	r.c.list.Add(r.c.inv.Finding(r.at.Below(r.path), f))
}

// enter reads on in a field, and item in an item; leave reads on around it.
func (r *ruleReader) enter(field string) {
	r.path = append(r.path, manifest.Step{Name: field, Index: -1})
}
func (r *ruleReader) item(i int) { r.path = append(r.path, manifest.Step{Index: i}) }
func (r *ruleReader) leave()     { r.path = r.path[:len(r.path)-1] }

// text reads a text in a language.
func (r *ruleReader) text(in named, text string) {
	if r.open(text) {
		return
	}
	for _, f := range r.c.findings(in.name, in.read, text) { // a place is dear, and few have findings
		r.add(f)
	}
}

// open tells whether it shows only later what a text is.
func (r *ruleReader) open(text string) bool {
	return strings.Contains(text, inventory.Unknown) || r.fills && strings.Contains(text, "{{")
}

// groups reads a list of groups.
func (r *ruleReader) groups(list *manifest.Node) {
	var seen []string
	for i, g := range list.Items() {
		r.item(i)
		name := g.TextAt("name")
		if name == "" {
			r.add(diag.Finding{Message: "the group has no name"})
		}
		for _, f := range g.Fields() {
			r.enter(f.Name)
			switch f.Name {
			case "name":
				if slices.Contains(seen, name) {
					r.add(diag.Finding{Value: name, Message: "another group of this object has the same name: Prometheus takes none of its rules"})
				}
			case "interval", "query_offset":
				r.text(durations, f.Value.Text())
			case "labels":
				r.names("label", f.Value)
			case "rules":
				r.rules(f.Value)
			default:
				r.unknown("a group of rules", groupFields)
			}
			r.leave()
		}
		seen = append(seen, name)
		r.leave()
	}
}

var (
	groupFields = []string{"name", "limit", "partial_response_strategy", "interval", "query_offset", "labels", "rules"}
	ruleFields  = []string{"alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations"}
)

// rules reads a list of rules.
func (r *ruleReader) rules(list *manifest.Node) {
	for i, n := range list.Items() {
		r.item(i)
		r.rule(n)
		r.leave()
	}
}

func (r *ruleReader) rule(n *manifest.Node) {
	alert, record := n.TextAt("alert"), n.TextAt("record")
	switch {
	case alert != "" && record != "":
		r.add(diag.Finding{Message: "a rule is an alert or a recording, and this is both"})
	case alert == "" && record == "":
		r.add(diag.Finding{Message: "the rule is neither an alert nor a recording", Remedy: "give it alert or record, a name"})
	}
	if _, asks := n.Get("expr"); !asks {
		r.add(diag.Finding{Message: "the rule has no expr: Prometheus takes none of the object's rules", Remedy: "write the query in expr"})
	}
	for _, f := range n.Fields() {
		r.enter(f.Name)
		r.field(f, alert, record)
		r.leave()
	}
}

// field reads a field of a rule, which has one of two names.
func (r *ruleReader) field(f manifest.Field, alert, record string) {
	switch f.Name {
	case "alert":
	case "record":
		r.recorded(record)
	case "expr":
		r.text(r.query, f.Value.Text())
	case "for", "keep_firing_for":
		r.text(durations, f.Value.Text())
		r.alertOnly(record, strings.Trim(f.Value.Text(), "0smhdwy") != "")
	case "labels":
		r.names("label", f.Value)
		r.templates(alert, f.Value)
	case "annotations":
		r.names("annotation", f.Value)
		r.templates(alert, f.Value)
		r.alertOnly(record, f.Value.Len() > 0)
	default:
		r.unknown("a rule", ruleFields)
	}
}
