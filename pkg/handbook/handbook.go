// Package handbook writes what a person reads in the rendered repository: its
// README, one README per environment, the list of Secrets to create, the
// runbooks, and the versions of everything.
package handbook

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"path"
	"slices"
	"sync"
	"text/template"

	"seamark.dev/seamark/docs/runbooks"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/tree"
)

//go:embed *.md.tmpl
var templates embed.FS

// parsed are the templates without the engine's, to be cloned.
var parsed = sync.OnceValues(func() (*template.Template, error) {
	return template.ParseFS(templates, "*.md.tmpl")
})

// Files are the handbook's files for a platform, its components, whether or not
// they deliver something, and its units, with the engine's part. They yield: a
// repository that has a README.md of its own keeps it.
func Files(p platform.Platform, components declare.Present, units []model.Unit, engine delivery.Engine) ([]tree.File, error) {
	ordered, err := model.Order(units)
	if err != nil {
		return nil, err
	}
	byEnvironment := map[string][]model.Unit{}
	for _, u := range ordered {
		byEnvironment[u.ID.Environment] = append(byEnvironment[u.ID.Environment], u)
	}
	own, err := engine.Pages(ordered)
	if err != nil {
		return nil, err
	}
	pages, err := pagesWith(own.Template)
	if err != nil {
		return nil, err
	}
	all, of := partsOf(ordered), map[string]parts{}
	for _, env := range p.Spec.Environments {
		of[env.Name] = partsOf(byEnvironment[env.Name])
	}
	book := book{Platform: p, parts: all, Secrets: secrets(ordered, all.Present()), ControlPlane: own.Tables[""], Facts: own.Facts, Watch: engine.Watched(), of: of, components: components}
	files := []tree.File{}
	add := func(at, name string, data any) error {
		page, err := execute(pages, name, data)
		files = append(files, tree.File{Path: at, Data: page, Yields: true})
		return err
	}
	if err := add("README.md", "repository.md.tmpl", book); err != nil {
		return nil, err
	}
	if err := add("SECRETS.md", "secrets.md.tmpl", book); err != nil {
		return nil, err
	}
	for _, env := range p.Spec.Environments {
		units := byEnvironment[env.Name]
		chapter := chapter{Platform: p, parts: of[env.Name], Environment: env, Units: own.Tables[env.Name], Releases: releases(units)}
		if err := add("environments/"+env.Name+"/README.md", "environment.md.tmpl", chapter); err != nil {
			return nil, err
		}
	}
	runbookAt := func(at string, said func(model.Notes) string) {
		if page := runbook(ordered, said); page != "" {
			files = append(files, tree.File{Path: at, Data: []byte(page), Yields: true})
		}
	}
	runbookAt("docs/runbooks/alerts.md", func(n model.Notes) string { return n.Runbook })
	if book.Has("dokscluster") {
		files = append(files,
			tree.File{Path: "docs/runbooks/destroy.md", Data: []byte(all.Present().Text(string(runbooks.Destroy))), Yields: true},
			tree.File{Path: "docs/runbooks/node-pools.md", Data: runbooks.NodePools, Yields: true},
			tree.File{Path: "docs/runbooks/recover.md", Data: []byte(all.Present().Text(string(runbooks.Recover))), Yields: true})
	}
	runbookAt("docs/runbooks/hub.md", func(n model.Notes) string { return n.HubRunbook })
	bom, err := versions(p.Spec, ordered)
	return append(files, tree.File{Path: "versions.yaml", Data: bom, Yields: true}), err
}

// pagesWith are the templates of all pages. What the engines have different
// names for is in a template of the engine's own.
func pagesWith(own string) (*template.Template, error) {
	t, err := parsed()
	if err == nil {
		t, err = t.Clone()
	}
	if err == nil {
		_, err = t.New("own").Parse(own)
	}
	if err != nil {
		return nil, fmt.Errorf("handbook: %w", err)
	}
	return t, nil
}

func execute(pages *template.Template, name string, data any) ([]byte, error) {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, data); err != nil {
		return nil, fmt.Errorf("handbook: %w", err)
	}
	return b.Bytes(), nil
}

// book is what the repository's pages are made of.
type book struct {
	platform.Platform
	parts
	Secrets []secret
	// ControlPlane are the rows of the units that all environments share.
	ControlPlane []delivery.Row
	// Facts are the engine's, and Watch what is watched of it.
	Facts any
	Watch declare.Watch
	// of are the components of each environment.
	of map[string]parts
	// components are all, those too that the configuration does not ask for.
	components declare.Present
}

// In tells whether the components of these names deliver something in an
// environment.
func (b book) In(environment string, names ...string) bool { return b.of[environment].Has(names...) }

// Could tells whether these components are there, and deliver something if the
// configuration says so.
func (b book) Could(names ...string) bool { return b.components.Has(names...) }

// chapter is what an environment's page is made of.
type chapter struct {
	Platform platform.Platform
	parts
	Environment platform.Environment
	Units       []delivery.Row
	Releases    []model.Release
}

// EntryPoint is the path that the engine starts from.
func (b book) EntryPoint() string {
	return path.Join(b.Spec.Delivery.Repository.Path, "clusters", b.Spec.Delivery.Hub)
}

// Kubeconfig is the Secret with the kubeconfig of the environment's cluster.
func (c chapter) Kubeconfig() string { return dokscluster.KubeconfigSecret(c.Environment.Name) }

// KubeconfigKey is the key in there.
func (c chapter) KubeconfigKey() string { return dokscluster.KubeconfigKey }

func releases(units []model.Unit) []model.Release {
	var all []model.Release
	for at := range model.Releases(units) {
		all = append(all, *at.Release)
	}
	return all
}

// chartPins are the distinct charts of the releases, by name and version.
func chartPins(units []model.Unit) []charts.Chart {
	var pins []charts.Chart
	for at := range model.Releases(units) {
		if !slices.Contains(pins, at.Release.Chart) {
			pins = append(pins, at.Release.Chart)
		}
	}
	slices.SortFunc(pins, func(a, b charts.Chart) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Version, b.Version))
	})
	return pins
}
