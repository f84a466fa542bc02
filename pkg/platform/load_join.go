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
	read     int  // documents read
	foreign  int  // documents of another kind
	stopped  bool // a document was not read to its end
}

// add reads one document and joins it to the others.
func (l *loader) add(d document) {
	if kind, line := d.kind(); kind != "" && kind != Kind {
		meant := diag.DidYouMean(kind, []string{Kind})
		l.findings.Add(diag.Finding{
			Code: "config-unknown-kind", Where: diag.Where{File: d.file, Line: line, Path: "kind"},
			Value: kind, Message: "must be " + Kind, Remedy: meant,
		})
		if meant == "" { // another kind, and not only misspelt: the rest would only confuse
			l.foreign++
			return
		}
		l.mistaken["kind"] = true
	}
	decoder := newDecoder(d, len(l.platform.Spec.Environments))
	next := decoder.platform()
	l.findings = append(l.findings, decoder.findings...)
	l.stopped = l.stopped || decoder.stopped
	maps.Copy(l.mistaken, decoder.mistaken)
	if l.read++; l.read == 1 {
		l.platform, l.positions = next, decoder.positions
		return
	}
	l.join(next, decoder.positions)
	for at, where := range decoder.positions {
		if _, known := l.positions[at]; !known {
			l.positions[at] = where
		}
	}
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
	if c.once("mirrors", l.positions) {
		l.platform.Spec.Mirrors = next.Spec.Mirrors
	}
	if c.once("overrides", l.positions) {
		l.platform.Spec.Overrides = next.Spec.Overrides
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
