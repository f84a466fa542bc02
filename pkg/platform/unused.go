package platform

import (
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// unused judges what spec.defaults says and every environment says otherwise: an
// environment that says nothing itself would have it.
func (t DatabaseTable) unused(l loader) diag.List {
	if l.below == nil {
		return nil
	}
	p, defaults, first := l.platform, defaultsField().String(), environments().Item(0).String()
	alone := l.below.alone
	alone.Name = "x"
	p.Spec.Environments = []Environment{alone}
	c := checker{reading: newReading(), engines: t}
	for at, where := range l.positions {
		if below, ok := strings.CutPrefix(at, defaults); ok {
			c.positions[first+below], c.inherited[first+below] = where, true
		}
	}
	for at, mistaken := range l.mistaken {
		if below, ok := strings.CutPrefix(at, defaults); ok {
			c.mistaken[first+below] = mistaken
		}
	}
	c.platform(t.Complete(p))
	var findings diag.List
	for _, f := range c.findings {
		_, written := l.positions[f.Where.Path]
		if written && strings.HasPrefix(f.Where.Path, defaults+".") && !l.below.used[f.Where.Path] {
			f.Where.Environments = ""
			f.Message += ", though no environment has it"
			findings.Add(f)
		}
	}
	return findings
}
