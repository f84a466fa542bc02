package handbook

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// bom is the file versions.yaml.
type bom struct {
	Charts   []pin `json:"charts"`
	Packages []pin `json:"packages"`
	// Images are those that run without a chart.
	Images []pin `json:"images,omitempty"`
}

// pin is one versioned thing.
type pin struct {
	Name       string `json:"name"`
	Version    string `json:"version"`
	AppVersion string `json:"appVersion,omitempty"`
	Source     string `json:"source"`
	Note       string `json:"note,omitempty"`
}

// versions lists every chart that the units install and every Crossplane
// package, with its version and where it comes from: the mirror, if one stands in.
func versions(spec platform.Spec, units []model.Unit) ([]byte, error) {
	var b bom
	for _, c := range chartPins(units) {
		b.Charts = append(b.Charts, pin{c.Name, c.Version, c.AppVersion, c.Repository, c.Note})
	}
	for _, p := range packages(units) {
		source, _ := spec.Mirrored(p.Image)
		b.Packages = append(b.Packages, pin{Name: p.Name, Version: p.Version, Source: source, Note: p.Note})
	}
	if partsOf(units).Has("hub-metrics") {
		image := charts.KubeStateMetrics
		b.Images = append(b.Images, pin{Name: image.Name, Version: image.Version, Source: image.Repository})
	}
	node, err := manifest.Of(b)
	if err != nil {
		return nil, err
	}
	return append([]byte("# Rendered by Seamark: everything this repository installs, and its version.\n"), node.YAML()...), nil
}

// packages are those of Crossplane that units install.
func packages(units []model.Unit) []charts.Package {
	if !partsOf(units).Has("packages") {
		return nil
	}
	return charts.Packages()
}
