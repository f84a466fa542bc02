// Package flux delivers units as a repository that Flux reconciles: one Flux
// Kustomization per unit, one HelmRelease with its own source per release.
//
// Whatever a release or a Kustomization refers to lives in its own namespace,
// so environments cannot touch each other. The repository needs Flux 2.7 or
// later: it uses CEL health expressions and the RetryOnFailure strategy.
package flux

import (
	"fmt"
	"path"
	"slices"
	"time"

	"seamark.dev/seamark/pkg/render"
)

// Namespace is where `flux bootstrap` installs Flux. The GitRepository and the
// Kustomization that it creates there have the same name.
const Namespace = "flux-system"

const (
	interval      = 10 * time.Minute // how often drift is looked for
	retryInterval = time.Minute      // how soon a failure is tried again
	unitTimeout   = 5 * time.Minute  // unless the unit says otherwise
	chartTimeout  = 10 * time.Minute // unless the release says otherwise
)

// Options are what the delivery must know about the place it renders for.
type Options struct {
	// Hub names the folder clusters/HUB, the entry point.
	Hub string
	// Path is the folder of the Git repository that holds the tree; "." is
	// its root.
	Path string
	// Kubeconfig is the Secret, in the environment's namespace, and its key
	// that reach the cluster of an environment.
	Kubeconfig func(environment string) (name, key string)
	// Protected tells whether the namespace of an environment, and with it
	// everything in there, outlives its file.
	Protected func(environment string) bool
}

// Deliver makes the tree of files: the unit folders, and clusters/HUB with the
// Flux objects that reconcile them. Units may come in any order; files are
// added in the order in which they are applied.
func Deliver(units []render.Unit, options Options) (*render.Tree, error) {
	ordered, err := render.Order(units)
	if err != nil {
		return nil, err
	}
	folders, err := render.Parallel(ordered, func(u render.Unit) ([]render.File, error) {
		return unitFiles(u, options)
	})
	if err != nil {
		return nil, err
	}
	entry, err := entryFiles(ordered, options)
	if err != nil {
		return nil, err
	}
	tree := &render.Tree{}
	for _, files := range append([][]render.File{entry}, folders...) {
		for _, f := range files {
			if err := tree.Add(f); err != nil {
				return nil, err
			}
		}
	}
	return tree, nil
}

// unitFiles are the files of one unit's folder.
func unitFiles(u render.Unit, options Options) ([]render.File, error) {
	var files []render.File
	var folders []string
	for _, c := range u.Components {
		objects, notes, err := componentObjects(u, c, options)
		if err != nil {
			return nil, fmt.Errorf("unit %s: component %s: %w", u.ID, c.Name, err)
		}
		if len(objects) == 0 {
			continue
		}
		folder, err := render.Folder(path.Join(u.ID.Dir(), c.Name), objects, notes)
		if err != nil {
			return nil, fmt.Errorf("unit %s: %w", u.ID, err)
		}
		folders = append(folders, c.Name)
		files = append(files, folder...)
	}
	index, err := render.Index(u.ID.Dir(), folders)
	return append([]render.File{index}, files...), err
}

// componentObjects are a component's own objects and what delivers its
// releases, with the comments for the heads of their files.
func componentObjects(u render.Unit, c render.Component, options Options) ([]render.Object, map[render.ObjectRef][]string, error) {
	objects := slices.Clone(c.Objects)
	notes := map[render.ObjectRef][]string{}
	if len(c.Releases) > 0 && !u.Target.IsHub() {
		return nil, nil, fmt.Errorf("releases are delivered from the hub, but the unit is applied to %s", u.Target)
	}
	for _, r := range c.Releases {
		release, err := helmRelease(r, options)
		if err != nil {
			return nil, nil, fmt.Errorf("release %s: %w", r.Name, err)
		}
		notes[render.RefOf(release)] = render.ReleaseNotes(r)
		objects = append(objects, source(r), release)
	}
	return objects, notes, nil
}
