package components

import (
	"maps"
	"slices"
	"strings"

	appsv1 "k8s.io/api/apps/v1"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// redirectImages lets the images that a release runs come from mirrors. An
// image whose address is the user's own value stays as they wrote it.
func redirectImages(r *model.Release, spec platform.Spec) {
	images, _ := r.Pulls()
	overrides, err := manifest.Of(r.Overrides)
	if err != nil {
		return // whoever merges the values says so
	}
	for _, image := range images {
		path := strings.Split(image.Path, ".")
		own, _ := overrides.Get(path...)
		if own.TextAt("registry") != "" || own.TextAt("repository") != "" {
			continue
		}
		address, m := spec.MirroredImage(image)
		if m.From == "" {
			continue
		}
		if r.Images == nil {
			r.Images = map[string]any{}
		}
		set(r.Images, path, image.At(address))
		if m.Secret != "" && image.Accounts != "" {
			r.Images[image.Accounts] = []string{m.Secret}
		}
	}
}

// set puts a map into values, under a path.
func set(values map[string]any, path []string, value map[string]any) {
	for _, name := range path {
		below, ok := values[name].(map[string]any)
		if !ok {
			below = map[string]any{}
			values[name] = below
		}
		values = below
	}
	maps.Copy(values, value)
}

// redirectPods lets the images of Deployments of ours come from mirrors.
func redirectPods(c *model.Component, spec platform.Spec) {
	c.Objects = slices.Clone(c.Objects) // whoever made them may use them again
	for i, o := range c.Objects {
		d, ok := o.(*appsv1.Deployment)
		if !ok {
			continue
		}
		d = d.DeepCopy()
		for j := range d.Spec.Template.Spec.Containers {
			image := &d.Spec.Template.Spec.Containers[j].Image
			if address, m := spec.Mirrored(*image); m.From != "" {
				*image = address
			}
		}
		c.Objects[i] = d
	}
}
