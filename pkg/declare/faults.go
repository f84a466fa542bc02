package declare

import (
	"cmp"
	"fmt"
	"reflect"

	"k8s.io/apimachinery/pkg/util/validation"
)

// faults are what is wrong with a declaration by itself.
func (c Component) faults() []error {
	var faults []error
	add := func(format string, args ...any) {
		who := fmt.Sprintf("the component %q", c.Name)
		if source := c.Source(); source.File != "" {
			who += " (" + source.String() + ")"
		}
		faults = append(faults, fmt.Errorf("%s %s", who, fmt.Sprintf(format, args...)))
	}
	if !folder(c.Name) {
		add("%s", illegal(c.Name))
	}
	for _, p := range c.All() {
		if p.Name != c.Name && !folder(p.Name) {
			add("has a part %q, which %s", p.Name, illegal(p.Name))
		}
		if p.Written != nil && reflect.TypeOf(p.Written).Kind() != reflect.Func {
			add("has a Written of type %T: it must be a function, or nil", p.Written)
		}
		if fault := p.Unit.fault(); fault != "" {
			add("belongs to a unit that %s", fault)
			continue
		}
		switch want, other := "Build", "Share"; {
		case p.Build != nil && p.Among != nil:
			add("has both Build and Among in the unit %s: Among is told what else there is, and stands in place of Build", p.Unit)
		case p.Share != nil && p.Over != nil:
			add("has both Share and Over in the unit %s: Over is told of all units, and stands in place of Share", p.Unit)
		case (p.Build != nil || p.Among != nil) && (p.Share != nil || p.Over != nil):
			add("has both Build and Share in the unit %s: it is there once for each environment, or once for all", p.Unit)
		case p.Build == nil && p.Among == nil && p.Share == nil && p.Over == nil:
			if p.Unit.Shared {
				want = "Share"
			}
			add("has nothing that builds it in the unit %s: %s is nil", p.Unit, want)
		case p.Unit.Shared != (p.Share != nil || p.Over != nil):
			if p.Unit.Shared {
				want, other = other, want
			}
			add("must have %s, not %s: the unit %s is %s", want, other, p.Unit, sharing[p.Unit.Shared])
		}
	}
	for _, chart := range c.Charts {
		if k := chart.Contract; k != nil && k.Chart != chart.Name {
			add("declares the chart %s with the contract of another, %s", chart.Name, k)
		}
		if chart.Name == "" || chart.Version == "" || chart.Repository == "" {
			add("declares a chart that lacks its name, repository or version: %s", cmp.Or(chart.Name, chart.Repository, "nothing of it is there"))
		}
	}
	return faults
}

var sharing = map[bool]string{true: "shared by all environments", false: "one of each environment"}

// folder tells whether a name can be that of a folder and part of objects'
// names.
func folder(name string) bool { return len(validation.IsDNS1123Subdomain(name)) == 0 }

func illegal(name string) string {
	if name == "" {
		return "has no name"
	}
	return "must have a name of lower-case letters, digits, dashes and dots"
}
