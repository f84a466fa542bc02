package platform

import (
	"slices"

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
// everything that is wrong at once, each finding with its file, line and field
// path. Nothing is coerced: a number where a string belongs is refused.
//
// The documents of all sources are one platform: each has the same
// metadata.name, their environments are joined in order, and spec.delivery,
// spec.hub, spec.mirrors, spec.defaults, spec.overrides and spec.charts may stand in one of
// them only. Null means absent, and that is said.
//
// The platform is usable only if the findings hold no error.
func Load(sources ...Source) (Platform, diag.List) {
	p, _, findings := LoadLocated(sources...)
	return p, findings
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
	l.load(documents)
	complete := t.Complete(l.platform)
	if l.stopped || l.read == 0 { // there is too little to judge
		return complete, l.locator(), l.findings.Masked().Sorted()
	}
	c := checker{reading: l.reading, engines: t}
	c.platform(complete)
	return complete, l.locator(), slices.Concat(l.findings, c.findings, t.unused(l)).Masked().Sorted().Gathered()
}

func emptyInput(sources []Source) diag.Finding {
	f := diag.Finding{Code: "config-empty", Message: "there is no configuration in it", Remedy: "write one with render init"}
	if len(sources) == 1 {
		f.Where.File = sources[0].Name
	}
	return f
}
