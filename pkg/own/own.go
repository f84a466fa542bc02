// Package own is what users bring as files of their own, beside the
// configuration that names them: dashboards of Grafana, rules of Prometheus, and
// objects for the cluster.
// They are read when the configuration is, and are components like all others
// from then on, so that every question is asked of them too.
//
//	own.Read(platform, locate, open) ─▶ own.Files ─▶ Files.Components ─▶ …
//
// A further kind of file is one more row of the table of kinds.
package own

import (
	"slices"

	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Files are files of environments, read and understood. The zero value is none.
type Files struct {
	// objects are by environment and kind.
	objects map[string]map[string][]delivered
}

// delivered is an object with the file that it is made of.
type delivered struct {
	object model.Object
	// places are where its fields are written, by their paths; an empty path is
	// the whole.
	places []place
	// row is what the environment's page says of it.
	row string
	// after is the path of the unit that it comes after; empty for where its kind
	// belongs.
	after string
}

type place struct {
	path string
	line int
	file string
}

// named is what a configuration says about one file or folder.
type named struct {
	path string
	// at is the field, below that of the kind.
	at manifest.Path
	// after is the unit or component that it comes after; empty for none.
	after string
}

// kind is a kind of file.
type kind struct {
	// field is the field of an environment that names files or folders.
	field string
	names func(platform.Environment) []named
	// extensions are those of the files that are read in a folder.
	extensions []string
	// read makes objects of a file.
	read func(file) ([]delivered, diag.List)
	// component is what delivers them, and needs what they need.
	component string
	needs     []string
}

func kinds() []kind {
	const stack = "kube-prometheus-stack"
	yaml := []string{".yaml", ".yml"}
	return []kind{
		{"dashboards", func(e platform.Environment) []named { return paths(e.Dashboards) }, []string{".json"}, dashboards, "own-dashboards", []string{stack}},
		{"rules", func(e platform.Environment) []named { return paths(e.Rules) }, yaml, rules, "own-rules", []string{stack}},
		{"manifests", ofManifests, yaml, manifests, "own-manifests", nil},
	}
}

func paths(names []string) []named {
	var all []named
	for i, name := range names {
		all = append(all, named{path: name, at: manifest.Path{}.Item(i)})
	}
	return all
}

func ofManifests(e platform.Environment) []named {
	var all []named
	for i, m := range e.Manifests {
		all = append(all, named{m.Path, manifest.Path{}.Item(i), m.After})
	}
	return all
}

// Components are what delivers the files; none if there are none.
func (f Files) Components() []declare.Component {
	var all []declare.Component
	for _, k := range kinds() {
		for _, after := range f.afters(k) {
			name, unit := k.component, declare.Resources
			if after != "" {
				name, unit = k.component+"-"+slug(after), ownUnit(after)
			}
			all = append(all, declare.Component{
				Name: name, Unit: unit, Needs: k.needs,
				Build: func(env platform.Environment) model.Component { return f.component(k, name, after, env) },
			})
		}
	}
	return all
}

// afters are the units that files of a kind come after, sorted.
func (f Files) afters(k kind) []string {
	var all []string
	for _, of := range f.objects {
		for _, d := range of[k.field] {
			all = append(all, d.after)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// component are the files of a kind in an environment; none where there is not what
// takes them. Findings name the user's file, and the line of what is nearest around.
func (f Files) component(k kind, name, after string, env platform.Environment) model.Component {
	c := model.Component{Name: name}
	if slices.ContainsFunc(k.needs, func(name string) bool { return !env.On(name) }) {
		return c
	}
	for _, d := range f.objects[env.Name][k.field] {
		if d.after != after {
			continue
		}
		c.Objects = append(c.Objects, d.object)
		for _, p := range d.places {
			c.Brought = append(c.Brought, model.Brought{
				Object: model.RefOf(d.object), Path: p.path, Source: diag.Where{File: p.file, Line: p.line, Environments: env.Name},
			})
		}
		c.Notes.Own += d.row + "\n"
	}
	return c
}

// Unread are the fields of a platform that name files which are not among these.
func (f Files) Unread(p platform.Platform) []string {
	var fields []string
	for _, e := range p.Spec.Environments {
		for _, k := range kinds() {
			if _, read := f.objects[e.Name][k.field]; !read && len(k.names(e)) > 0 {
				fields = append(fields, k.field+" of "+e.Name)
			}
		}
	}
	return fields
}
