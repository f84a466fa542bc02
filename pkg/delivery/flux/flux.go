// Package flux delivers units as a repository that Flux reconciles: one Flux
// Kustomization per unit, one HelmRelease with its own source per release.
//
// Whatever a release or a Kustomization refers to lives in its own namespace,
// so environments cannot touch each other. The repository needs Flux 2.7 or
// later: it uses CEL health expressions and the RetryOnFailure strategy.
package flux

import (
	"fmt"
	"slices"
	"time"

	"seamark.dev/seamark/internal/parallel"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/tree"
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
func Deliver(units []model.Unit, options Options) (*tree.Tree, error) {
	ordered, err := model.Order(units)
	if err != nil {
		return nil, err
	}
	folders, err := parallel.Map(ordered, func(u model.Unit) ([]tree.File, error) {
		return unitFiles(u, options)
	})
	if err != nil {
		return nil, err
	}
	entry, err := entryFiles(ordered, options)
	if err != nil {
		return nil, err
	}
	t := &tree.Tree{}
	for _, files := range append([][]tree.File{entry}, folders...) {
		for _, f := range files {
			if err := t.Add(f); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

// unitFiles are the files of one unit's folder.
func unitFiles(u model.Unit, options Options) ([]tree.File, error) {
	var files []tree.File
	var folders []string
	for _, c := range u.Components {
		folder, err := delivery.ComponentFiles(u, c, func() ([]tree.File, error) {
			objects, notes, err := componentObjects(u, c, options)
			if err != nil || len(objects) == 0 {
				return nil, err
			}
			return delivery.Folder(u.ComponentDir(c), objects, notes)
		})
		if err != nil {
			return nil, err
		}
		if len(folder) > 0 {
			folders = append(folders, c.Name)
			files = append(files, folder...)
		}
	}
	index, err := delivery.Index(u.ID.Dir(), folders)
	return append([]tree.File{index}, files...), err
}

// componentObjects are a component's own objects and what delivers its
// releases, with the comments for the heads of their files.
func componentObjects(u model.Unit, c model.Component, options Options) ([]model.Object, map[model.ObjectRef][]string, error) {
	objects := slices.Clone(c.Objects)
	notes := map[model.ObjectRef][]string{}
	if len(c.Releases) > 0 && !u.Target.IsHub() {
		return nil, nil, fmt.Errorf("releases are delivered from the hub, but the unit is applied to %s", u.Target)
	}
	for _, r := range c.Releases {
		release, err := helmRelease(r, options)
		if err != nil {
			return nil, nil, fmt.Errorf("release %s: %w", r.Name, err)
		}
		notes[model.RefOf(release)] = model.ReleaseNotes(r)
		objects = append(objects, source(r), release)
	}
	return objects, notes, nil
}
