// Package declare is how a component says everything about itself in one
// place: its name, the unit it belongs to, the components it needs, the charts
// it installs and how it is built. A list of such declarations is a platform;
// package components has the standard one, and what follows from it: units in
// order, the user's overrides, mirrors.
package declare

import (
	"path"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Component is the declaration of a component.
type Component struct {
	// Name is what a List knows the component by, and its folder in the unit.
	Name string
	// Unit is the unit it belongs to: Platform, or one of your own.
	Unit Unit
	// Needs are the components that it cannot do without, by name. They say
	// what must be there; what comes first follows from the units.
	Needs []string
	// Charts are the charts that its releases install.
	Charts []charts.Chart
	// Build makes the component in an environment, from the complete and valid
	// configuration. It is a pure function. What it returns may be empty:
	// nothing is delivered then.
	Build func(platform.Environment) model.Component
	// Among stands in place of Build where the component speaks of others: it
	// is told which there are, and watches, links to and admits no other.
	Among func(platform.Environment, Present) model.Component
	// Share stands in place of Build in a shared unit.
	Share func(platform.Platform) model.Component
	// Over stands in place of Share where the component watches what all others
	// deliver: it is built last, and told of their units. No unit waits for one
	// that only such components are in.
	Over func(platform.Platform, []model.Unit) model.Component
	// Written is any function in the file that findings are to name, where Build,
	// Among or Share is made by another one. Nil means those themselves.
	Written any
	// Refuse tells why there cannot be this component in a platform, though the
	// configuration is valid; nil if there can. It may be nil itself.
	Refuse func(platform.Platform) error
	// Watching makes the component anew where it watches the GitOps engine, which
	// says what there is to watch. Nil where it does not. Who changes what such a
	// component builds changes what Watching makes.
	Watching func(Watch) Component
	// Parts are further parts of the component, in other units: definitions
	// that must come first, or what must wait for the rest.
	Parts []Part
}

// Part is what a component delivers in one unit.
type Part struct {
	// Name is the part's folder in the unit. Empty means the component's name.
	Name string
	Unit Unit
	// Build, Among, Share and Over are as in Component: one of them.
	Build func(platform.Environment) model.Component
	Among func(platform.Environment, Present) model.Component
	Share func(platform.Platform) model.Component
	Over  func(platform.Platform, []model.Unit) model.Component
	// Written is as in Component.
	Written any
}

// All are the parts of the component, its own first.
func (c Component) All() []Part {
	var all []Part
	if c.Build != nil || c.Among != nil || c.Share != nil || c.Over != nil || len(c.Parts) == 0 {
		all = append(all, Part{Unit: c.Unit, Build: c.Build, Among: c.Among, Share: c.Share, Over: c.Over, Written: c.Written})
	}
	all = append(all, c.Parts...)
	for i := range all {
		if all[i].Name == "" {
			all[i].Name = c.Name
		}
	}
	return all
}

// Source is where the component is written: pkg/components/loki/loki.go, line
// 23. It is empty where nothing builds it.
func (c Component) Source() diag.Where {
	for _, p := range c.All() {
		if source := p.Source(); source.File != "" {
			return source
		}
	}
	return diag.Where{}
}

// In is what the part delivers in an environment that these components make up.
func (p Part) In(env platform.Environment, present Present) model.Component {
	if p.Among != nil {
		return p.Among(env, present)
	}
	return p.Build(env)
}

// Source is where the part is written.
func (p Part) Source() diag.Where {
	for _, function := range []any{p.Written, p.Build, p.Among, p.Share, p.Over} {
		if isFunction(function) {
			return sourceOf(function)
		}
	}
	return diag.Where{}
}

// isFunction tells whether a value is a function, and not nil.
func isFunction(value any) bool {
	v := reflect.ValueOf(value)
	return v.Kind() == reflect.Func && !v.IsNil()
}

// sourceOf is where a function is written, relative to its module.
func sourceOf(function any) diag.Where {
	f := runtime.FuncForPC(reflect.ValueOf(function).Pointer())
	if f == nil {
		return diag.Where{}
	}
	file, line := f.FileLine(f.Entry())
	file = filepath.ToSlash(file)
	slash := strings.LastIndex(f.Name(), "/") + 1
	pkg, _, _ := strings.Cut(f.Name()[slash:], ".")
	dir := dirOf(f.Name()[:slash]+strings.TrimSuffix(pkg, "_test"), path.Base(path.Dir(file)), program())
	return diag.Where{File: path.Join(dir, path.Base(file)), Line: line}
}

// dirOf is the folder of a package in its module, for the program's module and
// for this one. A function literal that the compiler moved into another package
// has only the folder of its file.
func dirOf(pkg, folder string, program debug.BuildInfo) string {
	if pkg == "main" {
		pkg = program.Path
	}
	for _, module := range []string{program.Main.Path, "seamark.dev/seamark"} {
		if module == "" {
			continue
		}
		if pkg == module {
			return ""
		}
		if dir, inside := strings.CutPrefix(pkg, module+"/"); inside {
			pkg = dir
			break
		}
	}
	if path.Base(pkg) != folder {
		return folder
	}
	return pkg
}

// program is what is known of the program that runs; nothing if it was built
// without modules.
func program() debug.BuildInfo {
	info, known := debug.ReadBuildInfo()
	if !known {
		return debug.BuildInfo{}
	}
	return *info
}
