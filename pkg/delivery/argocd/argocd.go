// Package argocd is the delivery to Argo CD: an app of apps. The root
// Application makes one for the control plane, one for the hub's services and
// one for each environment; these make an Application for each unit's plain
// objects and for each Helm release, in sync waves that follow from what waits
// for what.
//
// A wave begins when the Applications of the one before are healthy, which
// Argo CD learns from the health checks that are delivered with the rest (see
// Settings). It does not wait for the last wave, so that one environment never
// holds another.
package argocd

import (
	"fmt"

	"seamark.dev/seamark/internal/parallel"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/tree"
)

// Namespace is where Argo CD is installed, and where its Applications are.
const Namespace = "argocd"

// Options are what the delivery must know about the place it renders for.
type Options struct {
	// Hub names the folder clusters/HUB, the entry point.
	Hub string
	// Repository is the Git repository that holds the tree.
	Repository Repository
	// Cluster is the name by which Argo CD knows the cluster of an
	// environment.
	Cluster func(environment string) string
	// ClusterSecret is the Secret on the hub by which Argo CD knows the cluster
	// of an environment, and the keys that it reads there.
	ClusterSecret func(environment string) (ref model.ObjectRef, keys []string)
	// Protected tells whether the namespace of an environment, and with it
	// everything in there, outlives its file.
	Protected func(environment string) bool
	// Subscriptions are those of an Application to notifications, as the value of
	// an annotation: one of an environment, or with an empty name of the control
	// plane, that makes other Applications or does not. Nil if there are none, or
	// for one the empty string.
	Subscriptions func(environment string, makesOthers bool) string
}

// Repository is the Git repository that holds the tree.
type Repository struct {
	// URL is the clone address, Branch what is followed.
	URL, Branch string
	// Path is the folder that holds the tree; "." is the root.
	Path string
}

// Deliver makes the tree of files: the unit folders, and clusters/HUB with the
// Argo CD objects that reconcile them. Units may come in any order; files are
// added in the order in which they are applied.
func Deliver(units []model.Unit, options Options) (*tree.Tree, error) {
	ordered, err := model.Order(units)
	if err != nil {
		return nil, err
	}
	plan, err := PlanOf(ordered, options)
	if err != nil {
		return nil, err
	}
	folders, err := parallel.Map(ordered, unitFiles)
	if err != nil {
		return nil, err
	}
	entry, err := plan.entryFiles(options)
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

// unitFiles are the files of one unit's folder: its plain objects as any engine
// has them, and the values of its releases.
func unitFiles(u model.Unit) ([]tree.File, error) {
	var files []tree.File
	var folders []string
	for _, c := range u.Components {
		own, err := delivery.ComponentFiles(u, c, func() ([]tree.File, error) { return componentFiles(u, c) })
		if err != nil {
			return nil, err
		}
		if len(c.Objects) > 0 {
			folders = append(folders, c.Name)
		}
		files = append(files, own...)
	}
	if len(folders) == 0 {
		return files, nil
	}
	index, err := delivery.Index(u.ID.Dir(), folders)
	return append([]tree.File{index}, files...), err
}

func componentFiles(u model.Unit, c model.Component) (files []tree.File, err error) {
	if len(c.Objects) > 0 {
		if files, err = delivery.Folder(u.ComponentDir(c), c.Objects, nil); err != nil {
			return nil, err
		}
	}
	for _, r := range c.Releases {
		release, err := releaseFiles(u, c, r)
		if err != nil {
			return nil, fmt.Errorf("release %s: %w", r.Name, err)
		}
		files = append(files, release...)
	}
	return files, nil
}
