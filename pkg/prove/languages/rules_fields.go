package languages

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

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
