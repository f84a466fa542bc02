// Package own is what users bring as files of their own, beside the
// configuration that names them: dashboards of Grafana and rules of Prometheus.
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
}

type place struct {
	path string
	line int
	file string
}

// kind is a kind of file.
type kind struct {
	// field is the field of an environment that names files or folders.
	field string
	names func(platform.Environment) []string
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
	return []kind{
		{"dashboards", func(e platform.Environment) []string { return e.Dashboards }, []string{".json"}, dashboards, "own-dashboards", []string{stack}},
		{"rules", func(e platform.Environment) []string { return e.Rules }, []string{".yaml", ".yml"}, rules, "own-rules", []string{stack}},
	}
}

// Components are what delivers the files; none if there are none.
func (f Files) Components() []declare.Component {
	var all []declare.Component
	for _, k := range kinds() {
		if !f.any(k) {
			continue
		}
		all = append(all, declare.Component{
			Name: k.component, Unit: declare.Resources, Needs: k.needs,
			Build: func(env platform.Environment) model.Component { return f.component(k, env) },
		})
	}
	return all
}

func (f Files) any(k kind) bool {
	for _, of := range f.objects {
		if len(of[k.field]) > 0 {
			return true
		}
	}
	return false
}

// component are the files of a kind in an environment; none where there is not what
// takes them. Findings name the user's
// file, and the line of what is nearest around.
func (f Files) component(k kind, env platform.Environment) model.Component {
	c := model.Component{Name: k.component}
	if slices.ContainsFunc(k.needs, func(name string) bool { return !env.On(name) }) {
		return c
	}
	for _, d := range f.objects[env.Name][k.field] {
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
