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
	c       *linguist
	dialect dialect
	// at is the list that is read.
	at inventory.Place
	// fills tells that the chart may take a text for a template of its own.
	fills bool
	// known tells that somebody else looks for unknown fields: the contract of
	// the chart that passes these rules on.
	known bool
}

// reader is for a list of rules, or of groups, in an object or among the values
// of a chart. kube-prometheus-stack passes rules on as they are.
func (c *linguist) rulesAt(at inventory.Place, d dialect) ruleReader {
	r := ruleReader{c: c, dialect: d, at: at}
	if at.Release != nil {
		r.known = len(at.Path) > 1 && strings.HasPrefix(at.Path[1].Name, "additionalPrometheusRules")
		r.fills = !r.known
	}
	return r
}

// add adds a finding of what is wrong with the rules themselves.
func (r *ruleReader) add(path manifest.Path, f diag.Finding) {
	f.Code = cmp.Or(f.Code, "language-rule")
	r.c.list.Add(r.c.inv.Finding(r.at.Below(path), f))
}

// text reads a text in a language.
func (r *ruleReader) text(path manifest.Path, name string, l language, text string) {
	if r.open(text) {
		return
	}
	for _, f := range r.c.findings(name, l, text) { // a place is dear, and few have findings
		r.add(path, f)
	}
}

// open tells whether it shows only later what a text is.
func (r *ruleReader) open(text string) bool {
	return strings.Contains(text, inventory.Unknown) || r.fills && strings.Contains(text, "{{")
}

// groups reads a list of groups.
func (r *ruleReader) groups(list *manifest.Node) {
	seen := map[string]bool{}
	for i, g := range list.Items() {
		path := manifest.Path{{Index: i}}
		switch name := g.TextAt("name"); {
		case name == "":
			r.add(path, diag.Finding{Message: "the group has no name"})
		case seen[name]:
			r.add(path.Field("name"), diag.Finding{Value: name, Message: "another group of this object has the same name: Prometheus takes none of its rules"})
		default:
			seen[name] = true
		}
		for _, f := range g.Fields() {
			switch f.Name {
			case "name", "limit", "partial_response_strategy":
			case "interval", "query_offset":
				r.text(path.Field(f.Name), "duration", readDuration, f.Value.Text())
			case "labels":
				r.names(path.Field(f.Name), "label", f.Value)
			case "rules":
				r.rules(path.Field(f.Name), f.Value)
			default:
				r.unknown(path.Field(f.Name), "a group of rules", []string{"name", "limit", "partial_response_strategy", "interval", "query_offset", "labels", "rules"})
			}
		}
	}
}

// rules reads a list of rules below a path.
func (r *ruleReader) rules(path manifest.Path, list *manifest.Node) {
	for i, n := range list.Items() {
		r.rule(path.Item(i), n)
	}
}

func (r *ruleReader) rule(path manifest.Path, n *manifest.Node) {
	alert, record := n.TextAt("alert"), n.TextAt("record")
	switch {
	case alert != "" && record != "":
		r.add(path, diag.Finding{Message: "a rule is an alert or a recording, and this is both"})
	case alert == "" && record == "":
		r.add(path, diag.Finding{Message: "the rule is neither an alert nor a recording", Remedy: "give it alert or record, a name"})
	}
	if _, asks := n.Get("expr"); !asks {
		r.add(path, diag.Finding{Message: "the rule has no expr: Prometheus takes none of the object's rules", Remedy: "write the query in expr"})
	}
	for _, f := range n.Fields() {
		path := path.Field(f.Name)
		switch f.Name {
		case "alert":
		case "record":
			r.recorded(path, record)
		case "expr":
			r.text(path, r.dialect.named("query"), r.dialect.read, f.Value.Text())
		case "for", "keep_firing_for":
			r.text(path, "duration", readDuration, f.Value.Text())
			r.alertOnly(path, record, strings.Trim(f.Value.Text(), "0smhdwy") != "")
		case "labels":
			r.names(path, "label", f.Value)
			r.templates(path, alert, f.Value)
		case "annotations":
			r.names(path, "annotation", f.Value)
			r.templates(path, alert, f.Value)
			r.alertOnly(path, record, f.Value.Len() > 0)
		default:
			r.unknown(path, "a rule", []string{"alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations"})
		}
	}
}

// alertOnly finds what a recording cannot have.
func (r *ruleReader) alertOnly(path manifest.Path, record string, given bool) {
	if record != "" && given {
		r.add(path, diag.Finding{Message: "only an alert has it: Prometheus takes none of the object's rules", Remedy: "leave it out of a recording"})
	}
}

// unknown finds a field that Prometheus does not know.
func (r *ruleReader) unknown(path manifest.Path, of string, fields []string) {
	if name := path[len(path)-1].Name; !r.known {
		r.add(path, diag.Finding{Value: name, Message: of + " has no such field", Remedy: diag.DidYouMean(name, fields)})
	}
}

var (
	metricName = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`)
	labelName  = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)
)

// recorded reads the name of a recording. Any text can be one since Prometheus 3,
// but only a plain one is also that of a series in a query.
func (r *ruleReader) recorded(path manifest.Path, name string) {
	switch {
	case name == "" || r.open(name):
	case strings.ContainsAny(name, "{}"):
		r.add(path, diag.Finding{Value: name, Message: "the name of a series has no braces", Remedy: "write labels in labels, and a query in expr"})
	case !metricName.MatchString(name):
		r.add(path, diag.Finding{
			Severity: diag.Warning, Value: name, Message: "a query finds this name only in quotes and braces",
			Remedy: "use letters, digits, _ and :",
		})
	}
}

// names reads the names of labels or annotations, and that their values are texts.
func (r *ruleReader) names(path manifest.Path, what string, labels *manifest.Node) {
	for _, f := range labels.Fields() {
		path := path.Field(f.Name)
		switch {
		case r.open(f.Name):
		case f.Name == "" || what == "label" && f.Name == "__name__":
			r.add(path, diag.Finding{Value: f.Name, Message: "no rule can set this " + what})
		case !labelName.MatchString(f.Name):
			r.add(path, diag.Finding{
				Severity: diag.Warning, Value: f.Name, Message: fmt.Sprintf("templates and matchers do not read this name of %s %s as it stands", article(what), what),
				Remedy: "use letters, digits and _",
			})
		}
		if f.Value.Kind() != manifest.KindString && !r.known {
			r.add(path, diag.Finding{Message: "a text must stand here", Remedy: "write it in quotes"})
		}
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
func (r *ruleReader) templates(path manifest.Path, alert string, texts *manifest.Node) {
	if alert == "" {
		return
	}
	for _, f := range texts.Fields() {
		if strings.Contains(f.Value.Text(), "{{") {
			r.text(path.Field(f.Name), r.dialect.named("template"), r.dialect.template, f.Value.Text())
		}
	}
}

// written reads the rules, dashboards and schedules among the values of any
// chart, by their shape. Whole objects are read as such.
func (c *linguist) written(release inventory.Release) {
	d := c.promQL(release.Release.Cluster)
	release.Values.Walk(func(path manifest.Path, n *manifest.Node) bool {
		switch n.Kind() {
		case manifest.KindMap:
			return len(path) == 0 || n.TextAt("apiVersion") == "" || n.TextAt("metadata", "name") == ""
		case manifest.KindList:
			if len(path) == 0 {
				return false // no values that a chart takes
			}
			if read := ruleList(path[len(path)-1].Name, n); read != nil {
				r := c.rulesAt(release.Place.Values(path), d)
				read(&r, n)
				return false
			}
		case manifest.KindString:
			if name := path[len(path)-1].Name; name == "schedule" || name == "timeZone" {
				c.times(release.Place.Values(path), name, n)
			}
		}
		return true
	})
	if boards, ok := release.Values.Get("grafana", "dashboards"); ok {
		boards.Walk(func(path manifest.Path, n *manifest.Node) bool {
			if len(path) > 0 && path[len(path)-1].Name == "json" && n.Kind() == manifest.KindString {
				c.text(release.Place.Values(slices.Concat(manifest.Fields("grafana", "dashboards"), path)), d.named("dashboard"), d.dashboard, n.Text())
			}
			return true
		})
	}
}

// ruleList tells how a list of some name is read: one of groups of rules, one of
// rules, and nil if it is of something else, such as the rules of an Ingress.
func ruleList(name string, n *manifest.Node) func(*ruleReader, *manifest.Node) {
	for _, item := range n.Items() {
		rules, grouped := item.Get("rules")
		_, asks := item.Get("expr")
		switch {
		case name == "groups" && grouped && rules.Kind() == manifest.KindList:
			return (*ruleReader).groups
		case name == "rules" && (asks || item.TextAt("alert")+item.TextAt("record") != ""):
			return func(r *ruleReader, n *manifest.Node) { r.rules(nil, n) }
		}
	}
	return nil
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
