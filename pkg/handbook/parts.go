package handbook

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
)

// parts are the components that a page is about.
type parts struct {
	units   []model.Unit
	present declare.Present
}

// partsOf are the components of units. Which deliver something is looked up
// once: a page asks it at every other sentence.
func partsOf(units []model.Unit) parts {
	return parts{units: units, present: declare.Delivered(units)}
}

// Present are the components that deliver something.
func (p parts) Present() declare.Present { return p.present }

// Has tells whether the components of these names deliver something.
func (p parts) Has(names ...string) bool { return p.present.Has(names...) }

// Fields are rows of the table of what is read from lines.
func (p parts) Fields() string {
	return p.joined(func(n model.Notes) string { return n.LogFields })
}

// Queries are examples of LogQL.
func (p parts) Queries() string {
	return p.joined(func(n model.Notes) string { return n.LogQueries })
}

// Own are rows of the table of what users brought.
func (p parts) Own() string {
	return strings.TrimSuffix(p.joined(func(n model.Notes) string { return n.Own }), "\n")
}

// joined is what all components say about one thing.
func (p parts) joined(said func(model.Notes) string) string {
	var all strings.Builder
	for at := range model.Components(p.units) {
		all.WriteString(said(at.Component.Notes))
	}
	return all.String()
}

// runbook is what to do about alerts: the pages of all components in one, each
// section once.
func runbook(units []model.Unit, said func(model.Notes) string) string {
	var sections []string
	for at := range model.Components(units) {
		if page := strings.TrimSpace(said(at.Component.Notes)); page != "" {
			sections = merged(sections, strings.Split(page, "\n## "))
		}
	}
	if len(sections) == 0 {
		return ""
	}
	return strings.Join(sections, "\n\n## ") + "\n"
}

// merged are the sections of two pages, those of the second that are new behind
// what is before them there. Of two versions of a section the longer stays: it
// speaks of more. The first section is the head of the page.
func merged(sections, page []string) []string {
	title := func(section string) string {
		name, _, _ := strings.Cut(section, "\n")
		return name
	}
	at := 0
	for _, section := range page {
		section = strings.TrimSpace(section)
		found := slices.IndexFunc(sections, func(s string) bool { return title(s) == title(section) })
		if found < 0 {
			sections = slices.Insert(sections, at, section)
			found = at
		}
		if len(section) > len(sections[found]) {
			sections[found] = section
		}
		at = found + 1
	}
	return sections
}
