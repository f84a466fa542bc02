package platform

import (
	"fmt"
	"maps"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// loader joins documents into one platform.
type loader struct {
	reading
	platform Platform
	findings diag.List
	below    *underlay // spec.defaults; nil if there are none
	read     int       // documents read
	stopped  bool      // a document was not read to its end
}

// load reads all documents. What holds for every environment may stand in any of
// them, so it is read first.
func (l *loader) load(documents []document) {
	reported := map[about]bool{}
	var decoders []*decoder
	for _, document := range documents {
		if !l.ours(document) {
			continue
		}
		d := newDecoder(document, reported)
		decoders = append(decoders, d)
		if l.below == nil {
			l.below = d.readDefaults()
		}
	}
	for _, d := range decoders {
		l.add(d)
	}
	for _, e := range l.platform.Spec.Environments {
		l.names = append(l.names, e.Name)
	}
}

// ours tells whether a document is of a platform; the rest of others would only
// confuse.
func (l *loader) ours(d document) bool {
	kind, line := d.kind()
	if kind == "" || kind == Kind {
		return true
	}
	meant := diag.DidYouMean(kind, []string{Kind})
	l.findings.Add(diag.Finding{
		Code: "config-unknown-kind", Where: diag.Where{File: d.file, Line: line, Path: "kind"},
		Value: kind, Message: "must be " + Kind, Remedy: meant,
	})
	if meant != "" { // only misspelt
		l.mistaken["kind"] = true
	}
	return meant != ""
}

// add reads one document and joins it to the others.
func (l *loader) add(d *decoder) {
	d.first, d.below = len(l.platform.Spec.Environments), l.below
	next := d.platform()
	l.findings = append(l.findings, d.findings...)
	l.stopped = l.stopped || d.stopped
	maps.Copy(l.mistaken, d.mistaken)
	if l.read++; l.read == 1 {
		l.platform, l.positions, l.inherited = next, d.positions, d.inherited
		return
	}
	l.join(next, d.positions)
	for at, where := range d.positions {
		if _, known := l.positions[at]; !known {
			l.positions[at] = where
		}
	}
	maps.Copy(l.inherited, d.inherited)
}

// join adds a further document's environments, and whatever else stands only
// in it.
func (l *loader) join(next Platform, second map[string]diag.Where) {
	c := checker{reading: reading{positions: second, mistaken: l.mistaken}}
	c.header(next)
	if name := next.Metadata.Name; name != l.platform.Metadata.Name && name != "" {
		c.add("config-another-platform", manifest.Fields("metadata", "name"), name,
			fmt.Sprintf("all documents must have the same name, and the first has %q", l.platform.Metadata.Name), "")
	}
	if c.once("delivery", l.positions) {
		l.platform.Spec.Delivery = next.Spec.Delivery
	}
	if c.once("hub", l.positions) {
		l.platform.Spec.Hub = next.Spec.Hub
	}
	c.once("defaults", l.positions)
	if c.once("mirrors", l.positions) {
		l.platform.Spec.Mirrors = next.Spec.Mirrors
	}
	if c.once("overrides", l.positions) {
		l.platform.Spec.Overrides = next.Spec.Overrides
	}
	if c.once("charts", l.positions) {
		l.platform.Spec.Charts = next.Spec.Charts
	}
	l.findings = append(l.findings, c.findings...)
	l.platform.Spec.Environments = append(l.platform.Spec.Environments, next.Spec.Environments...)
}

// once tells whether the document gives a section, which none may that comes
// after another that does.
func (c *checker) once(section string, first map[string]diag.Where) bool {
	at := manifest.Fields("spec", section)
	_, given := c.positions[at.String()]
	if before, again := first[at.String()]; given && again {
		c.add("config-given-twice", at, "", "may stand in one document only", "it is given at "+before.String())
	}
	return given
}
