package platform

import (
	"fmt"
	"maps"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// Source is one piece of configuration: a file, or what came in by a pipe.
type Source struct {
	// Name is what findings call the source: platform.yaml.
	Name string
	// Data is YAML, one or more documents.
	Data []byte
}

// Load reads a platform strictly, completes and validates it, and tells
// everything that is wrong at once, each finding with its file, line and field
// path. Nothing is coerced: a number where a string belongs is refused.
//
// The documents of all sources are one platform: each has the same
// metadata.name, their environments are joined in order, and spec.delivery,
// spec.mirrors and spec.overrides may stand in one of them only. Null means
// absent, and that is said.
//
// The platform is usable only if the findings hold no error.
func Load(sources ...Source) (Platform, diag.List) {
	p, _, findings := LoadLocated(sources...)
	return p, findings
}

// Locator tells where the configuration says something, by the path of a field
// (spec.environments[0].overrides.loki.read.replicas): the source, and the line
// of the field or, if it is not written, of the nearest thing around it that
// is. The file is empty when nothing is. Whether the field itself is written no
// line tells: in YAML all may stand in one.
type Locator func(manifest.Path) (where diag.Where, written bool)

// Where is the place of a field. The Locator may be nil, as for a platform made
// in Go: then there is no file.
func (l Locator) Where(path manifest.Path) diag.Where {
	if l == nil {
		return diag.Where{Path: path.String()}
	}
	where, _ := l(path)
	return where
}

// Written tells whether the configuration says the field, and does not leave it
// to a default. Of a platform made in Go nothing is written.
func (l Locator) Written(path manifest.Path) bool {
	if l == nil {
		return false
	}
	_, written := l(path)
	return written
}

// LoadLocated is Load with a way to find again what was read, for stages that
// judge the configuration later. The Locator is never nil.
func LoadLocated(sources ...Source) (Platform, Locator, diag.List) {
	return DatabaseEngines().Load(sources...)
}

// Load is LoadLocated for the engines of the table.
func (t DatabaseTable) Load(sources ...Source) (Platform, Locator, diag.List) {
	var findings diag.List
	var documents []document
	for _, s := range sources {
		found, refused := parse(s)
		documents = append(documents, found...)
		findings = append(findings, refused...)
	}
	l := loader{reading: newReading()}
	if len(findings) > 0 {
		return Platform{}, l.locator(), findings.Masked().Sorted()
	}
	if len(documents) == 0 {
		return Platform{}, l.locator(), diag.List{emptyInput(sources)}
	}
	for _, d := range documents {
		l.add(d)
	}
	complete := t.Complete(l.platform)
	if l.stopped || l.foreign == len(documents) { // there is too little to judge
		return complete, l.locator(), l.findings.Masked().Sorted()
	}
	c := checker{reading: l.reading, engines: t}
	c.platform(complete)
	return complete, l.locator(), append(l.findings, c.findings...).Masked().Sorted()
}

// locator answers from what was read.
func (l *loader) locator() Locator {
	read := l.reading
	return func(at manifest.Path) (diag.Where, bool) {
		_, written := read.positions[at.String()]
		return read.where(at), written
	}
}

func emptyInput(sources []Source) diag.Finding {
	f := diag.Finding{Code: "config-empty", Message: "there is no configuration in it", Remedy: "write one with render init"}
	if len(sources) == 1 {
		f.Where.File = sources[0].Name
	}
	return f
}

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

// document is one parsed YAML document.
type document struct {
	file string
	root *yaml.Node
}

// kind is the kind the document claims and the line where; empty when it
// claims none.
func (d document) kind() (kind string, line int) {
	if d.root.Kind != yaml.MappingNode {
		return "", 0
	}
	for i := 0; i+1 < len(d.root.Content); i += 2 {
		if value := d.root.Content[i+1]; d.root.Content[i].Value == "kind" && value.ShortTag() == "!!str" {
			return value.Value, value.Line
		}
	}
	return "", 0
}
