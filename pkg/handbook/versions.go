package handbook

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// bom is the file versions.yaml.
type bom struct {
	Charts   []pin `json:"charts"`
	Packages []pin `json:"packages"`
	// Images are those that the charts run, as far as their values tell, and
	// those that run without a chart.
	Images []pin `json:"images,omitempty"`
}

// pin is one versioned thing.
type pin struct {
	Name       string `json:"name"`
	Version    string `json:"version,omitempty"`
	AppVersion string `json:"appVersion,omitempty"`
	Source     string `json:"source"`
	Digest     string `json:"digest,omitempty"`
	Note       string `json:"note,omitempty"`
}

// versions lists every chart that the units install and every Crossplane
// package, with its version and where it comes from: the mirror, if one stands in.
func versions(spec platform.Spec, units []model.Unit) ([]byte, error) {
	var b bom
	for _, c := range chartPins(units) {
		b.Charts = append(b.Charts, pin{Name: c.Name, Version: c.Version, AppVersion: c.AppVersion, Source: c.Repository, Note: c.Note})
	}
	for _, p := range packages(units) {
		source, _ := spec.Mirrored(p.Image)
		b.Packages = append(b.Packages, pin{Name: p.Name, Version: p.Version, Source: source, Note: p.Note})
	}
	b.Images = images(spec, units)
	node, err := manifest.Of(b)
	if err != nil {
		return nil, err
	}
	return append([]byte("# Rendered by Seamark: everything this repository installs, and its version.\n"), node.YAML()...), nil
}

// images are each once, by name and address.
func images(spec platform.Spec, units []model.Unit) []pin {
	var all []pin
	for at := range model.Releases(units) {
		pulled, _ := at.Release.Pulls()
		for _, i := range pulled {
			all = append(all, imagePin(i))
		}
	}
	if partsOf(units).Has("hub-metrics") {
		image := charts.KubeStateMetrics
		source, _ := spec.Mirrored(image.Repository)
		all = append(all, pin{Name: image.Name, Version: image.Version, Source: source})
	}
	order := func(a, b pin) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Source, b.Source), strings.Compare(a.Version, b.Version))
	}
	slices.SortFunc(all, order)
	return slices.Compact(all)
}

func imagePin(i charts.ImageValue) pin {
	address := i.Address()
	p := pin{Name: path.Base(address), Source: address}
	if i.Folder {
		p.Name, p.Source = p.Name+"/*", address+"/*"
	}
	p.Version, p.Digest, _ = strings.Cut(i.Tag, "@")
	return p
}

// packages are those of Crossplane that units install.
func packages(units []model.Unit) []charts.Package {
	if !partsOf(units).Has("packages") {
		return nil
	}
	return charts.Packages()
}
