package platform

import (
	"fmt"
	"maps"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
)

// Source is one piece of configuration: a file, or what came in by a pipe.
type Source struct {
	// Name is what findings call the source: platform.yaml.
	Name string
	// Data is YAML, one or more documents.
	Data []byte
}

// Load reads a platform strictly, completes and validates it, and tells
// everything that is wrong at once, each problem with its file, line and field
// path. Nothing is coerced: a number where a string belongs is a mistake.
//
// The documents of all sources are one platform: each has the same
// metadata.name, their environments are joined in order, and spec.delivery,
// spec.mirrors and spec.overrides may stand in one of them only. Null means
// absent.
//
// The platform is usable only if the findings hold no error.
func Load(sources ...Source) (Platform, diag.List) {
	p, _, findings := LoadLocated(sources...)
	return p, findings
}

// Locator tells where the configuration says something, by its field path
// (spec.environments[0].overrides.loki.read.replicas): the source, and the line
// of the field or, if it is not written, of the nearest thing around it that
// is. The file is empty when nothing is.
type Locator func(path string) (file string, line int)

// LoadLocated is Load with a way to find again what was read, for stages that
// judge the configuration later. The Locator is never nil.
func LoadLocated(sources ...Source) (Platform, Locator, diag.List) {
	var findings diag.List
	var documents []document
	for _, s := range sources {
		found, problems := parse(s)
		documents = append(documents, found...)
		findings = append(findings, problems...)
	}
	l := loader{positions: positions{}, mistaken: map[path]bool{}}
	if len(findings) > 0 {
		return Platform{}, l.locator(), findings.Sorted()
	}
	if len(documents) == 0 {
		return Platform{}, l.locator(), diag.List{emptyInput(sources)}
	}
	for _, d := range documents {
		l.add(d)
	}
	complete := Complete(l.platform)
	if l.stopped || l.foreign == len(documents) { // there is too little to judge
		return complete, l.locator(), l.findings.Sorted()
	}
	for _, f := range Validate(complete) {
		if !l.knownMistake(path(f.Where.Path)) {
			l.findings.Add(l.positions.locate(f))
		}
	}
	return complete, l.locator(), l.findings.Sorted()
}

// locator answers from what was read.
func (l *loader) locator() Locator {
	known := l.positions
	return func(at string) (string, int) {
		where := known.locate(diag.Finding{Where: diag.Where{Path: at}}).Where
		return where.File, where.Line
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
	platform  Platform
	positions positions
	findings  diag.List
	// mistaken are the fields that could not be read; what Validate says of
	// their zero values would only confuse.
	mistaken map[path]bool
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
func (l *loader) join(next Platform, where positions) {
	var c checker
	c.header("", next)
	if name := next.Metadata.Name; name != l.platform.Metadata.Name && name != "" {
		c.add("config-another-platform", "metadata.name", name,
			fmt.Sprintf("all documents must have the same name, and the first has %q", l.platform.Metadata.Name), "")
	}
	c.once("spec.delivery", l.positions, where)
	c.once("spec.mirrors", l.positions, where)
	c.once("spec.overrides", l.positions, where)
	for _, f := range c.findings {
		if !l.knownMistake(path(f.Where.Path)) {
			l.findings.Add(where.locate(f))
		}
	}
	if _, given := where["spec.delivery"]; given {
		l.platform.Spec.Delivery = next.Spec.Delivery
	}
	if _, given := where["spec.mirrors"]; given {
		l.platform.Spec.Mirrors = next.Spec.Mirrors
	}
	if _, given := where["spec.overrides"]; given {
		l.platform.Spec.Overrides = next.Spec.Overrides
	}
	l.platform.Spec.Environments = append(l.platform.Spec.Environments, next.Spec.Environments...)
}

// once reports a section that two documents give.
func (c *checker) once(at path, first, second positions) {
	if where, given := first[at]; given {
		if _, again := second[at]; again {
			c.add("config-given-twice", at, "", "may stand in one document only", "it is given at "+where.String())
		}
	}
}

// knownMistake tells whether the field or something around it could not be read.
func (l *loader) knownMistake(at path) bool {
	for !l.mistaken[at] {
		if at == "" {
			return false
		}
		at = at.parent()
	}
	return true
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

// positions tell where each field is written.
type positions map[path]diag.Where

// locate gives a finding the place of its field, or of the nearest thing
// around it that is written.
func (p positions) locate(f diag.Finding) diag.Finding {
	for at := path(f.Where.Path); ; at = at.parent() {
		if where, ok := p[at]; ok {
			f.Where.File, f.Where.Line = where.File, where.Line
			return f
		}
		if at == "" {
			return f
		}
	}
}
