package model

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"reflect"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"seamark.dev/seamark/internal/guard"
)

// Check tells what no delivery could work with, a line each: folders that
// cannot be, objects that are nil or of no kind, releases without a chart. Each
// names the component and where it is written. It is nil if nothing is wrong.
func Check(units []Unit) error {
	var faults []error
	named := map[UnitID]UnitID{} // by environment and name
	at := make(map[string]Unit, len(units))
	for _, u := range units {
		at[u.ID.Dir()] = u
	}
	for _, u := range units {
		id := UnitID{u.ID.Environment, u.ID.Name()}
		if first, twice := named[id]; twice {
			faults = append(faults, fmt.Errorf("the units %s and %s have one name, %s", first, u.ID, u.ID.Name()))
		}
		named[id] = u.ID
		faults = append(faults, u.faults()...)
		for _, c := range u.Components {
			if other, taken := at[u.ComponentDir(c)]; taken && other.ID != u.ID {
				faults = append(faults, fmt.Errorf("%s: its folder is that of the unit %s, which holds %s: give one of the units another path", c.in(u), other.ID, other.holds()))
			}
		}
	}
	return errors.Join(faults...)
}

// holds names the components of a unit, with where they are written.
func (u Unit) holds() string {
	var names []string
	for _, c := range u.Components {
		names = append(names, c.who())
	}
	return cmp.Or(strings.Join(names, ", "), "nothing")
}

func (u Unit) faults() []error {
	var faults []error
	if !isPath(u.ID.Path) {
		faults = append(faults, fmt.Errorf("the unit %q: its path must be lower-case letters, digits and dashes, with slashes between", u.ID.Path))
	}
	if !u.Target.IsHub() && u.Target.Environment() != u.ID.Environment {
		faults = append(faults, fmt.Errorf("the unit %s is applied to the cluster of another environment, %s", u.ID, u.Target))
	}
	seen := map[string]Component{}
	for _, c := range u.Components {
		if first, twice := seen[c.Name]; twice {
			faults = append(faults, fmt.Errorf("%s: %s has that name too", c.in(u), first.Source))
		}
		seen[c.Name] = c
		for _, fault := range c.faults() {
			faults = append(faults, fmt.Errorf("%s: %s", c.in(u), fault))
		}
	}
	return faults
}

// in names a component of a unit: unit 1-infra: component loki (loki.go:3).
func (c Component) in(u Unit) string { return fmt.Sprintf("unit %s: component %s", u.ID, c.who()) }

// who is the component's name, with where it is written: loki (loki.go:3).
func (c Component) who() string {
	if c.Source.File == "" {
		return c.Name
	}
	return c.Name + " (" + c.Source.String() + ")"
}

func (c Component) faults() []string {
	var faults []string
	if len(validation.IsDNS1123Subdomain(c.Name)) > 0 {
		faults = append(faults, fmt.Sprintf("its name %q is no folder: it must be lower-case letters, digits, dashes and dots", c.Name))
	}
	for i, o := range c.Objects {
		if fault := objectFault(o); fault != "" {
			faults = append(faults, fmt.Sprintf("object %d %s", i, fault))
		}
	}
	for i, r := range c.Releases {
		switch {
		case r.Name == "":
			faults = append(faults, fmt.Sprintf("release %d (chart %s) has no name", i, r.Chart.Name))
		case r.Chart.Name == "" || r.Chart.Version == "" || r.Chart.Repository == "":
			faults = append(faults, fmt.Sprintf("release %s has no chart, or one without name, version or repository", r.Name))
		case r.Namespace == "":
			faults = append(faults, fmt.Sprintf("release %s has no namespace", r.Name))
		}
	}
	return faults
}

// objectFault is why an object cannot be written.
func objectFault(o Object) string {
	if o == nil {
		return "is nil"
	}
	if v := reflect.ValueOf(o); v.Kind() == reflect.Pointer && v.IsNil() {
		return fmt.Sprintf("is a nil %T", o)
	}
	var fault string
	err := guard.Call(fmt.Sprintf("its type %T", o), func() error {
		kind, ref := o.GetObjectKind().GroupVersionKind(), RefOf(o)
		if kind.Kind == "" || kind.Version == "" {
			fault = fmt.Sprintf("(%T %q) does not say its kind: set apiVersion and kind in TypeMeta", o, ref.Name)
		}
		return nil
	})
	if err != nil {
		return "cannot be asked who it is: " + err.Error()
	}
	return fault
}

// isPath tells whether a path has only elements that are good folders.
func isPath(p string) bool {
	for element := range strings.SplitSeq(p, "/") {
		if len(validation.IsDNS1123Label(element)) > 0 {
			return false
		}
	}
	return path.Clean(p) == p
}
