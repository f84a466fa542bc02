package languages

import (
	"cmp"
	"fmt"
	"regexp"
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

// alertOnly finds what a recording cannot have.
func (r *ruleReader) alertOnly(record string, given bool) {
	if record != "" && given {
		r.add(diag.Finding{Message: "only an alert has it: Prometheus takes none of the object's rules", Remedy: "leave it out of a recording"})
	}
}

// unknown finds a field that Prometheus does not know.
func (r *ruleReader) unknown(of string, fields []string) {
	if name := r.path[len(r.path)-1].Name; !r.known && !slices.Contains(fields, name) {
		r.add(diag.Finding{Value: name, Message: of + " has no such field", Remedy: diag.DidYouMean(name, fields)})
	}
}

var (
	metricName = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`)
	labelName  = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)
)

// recorded reads the name of a recording. Any text can be one since Prometheus 3,
// but only a plain one is also that of a series in a query.
func (r *ruleReader) recorded(name string) {
	switch {
	case name == "" || r.open(name):
	case strings.ContainsAny(name, "{}"):
		r.add(diag.Finding{Value: name, Message: "the name of a series has no braces", Remedy: "write labels in labels, and a query in expr"})
	case !metricName.MatchString(name):
		r.add(diag.Finding{
			Severity: diag.Warning, Value: name, Message: "a query finds this name only in quotes and braces",
			Remedy: "use letters, digits, _ and :",
		})
	}
}

// names reads the names of labels or annotations, and that their values are texts.
func (r *ruleReader) names(what string, labels *manifest.Node) {
	for _, f := range labels.Fields() {
		r.enter(f.Name)
		switch {
		case labelName.MatchString(f.Name) && f.Name != "__name__" || r.open(f.Name):
		case f.Name == "" || what == "label" && f.Name == "__name__":
			r.add(diag.Finding{Value: f.Name, Message: "no rule can set this " + what})
		case f.Name != "__name__":
			r.add(diag.Finding{
				Severity: diag.Warning, Value: f.Name, Message: fmt.Sprintf("templates and matchers do not read this name of %s %s as it stands", article(what), what),
				Remedy: "use letters, digits and _",
			})
		}
		if f.Value.Kind() != manifest.KindString && !r.known {
			r.add(diag.Finding{Message: "a text must stand here", Remedy: "write it in quotes"})
		}
		r.leave()
	}
}

// article is a or an.
func article(word string) string {
	if strings.IndexByte("aeio", word[0]) >= 0 {
		return "an"
	}
	return "a"
}

// templates reads texts that Prometheus fills in: those of alerts.
func (r *ruleReader) templates(alert string, texts *manifest.Node) {
	if alert == "" {
		return
	}
	for _, f := range texts.Fields() {
		if strings.Contains(f.Value.Text(), "{{") {
			r.enter(f.Name)
			r.text(r.template, f.Value.Text())
			r.leave()
		}
	}
}

var prometheusDuration = regexp.MustCompile(`^(?:0|(?:[0-9]+y)?(?:[0-9]+w)?(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?)$`)

// readDuration reads a duration as Prometheus does: units from large to small,
// each at most once.
func readDuration(text string) diag.List {
	if text != "" && prometheusDuration.MatchString(text) {
		return nil
	}
	return diag.List{{Code: "language-duration", Value: text, Message: "not a duration as Prometheus reads them, such as 5m or 1h30m"}}
}
