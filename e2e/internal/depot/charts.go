package depot

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components"
)

// ChartArchive is a chart that is ready to be published.
type ChartArchive struct {
	// Chart is the pin, whose version may be a range.
	Chart charts.Chart
	// Version is what the archive says.
	Version string
	// Archive is the packed chart: a tar archive, compressed with gzip.
	Archive []byte
	// Real tells the chart itself from a test chart.
	Real bool
}

// moduleChart is a chart that a Go module carries.
type moduleChart struct {
	source tools.Tool // only Module and Source count
	folder string
	// placeholder is the version of a chart whose release stamps it with the
	// version of the module. Empty for charts that have versions of their own.
	placeholder string
}

// moduleCharts are the charts that can be had from modules, by name. For all
// others there are test charts.
func moduleCharts() map[string]moduleChart {
	pinned := func(source string) tools.Tool { return tools.Tool{Name: source, Module: "charts", Source: source} }
	return map[string]moduleChart{
		charts.Crossplane.Name: {
			source: tools.Crossplane, folder: "cluster/charts/crossplane", placeholder: "0.0.1",
		},
		charts.CertManager.Name: {
			source: pinned("github.com/cert-manager/cert-manager"), folder: "deploy/charts/cert-manager", placeholder: "v0.0.0",
		},
		// A chart is released after the program in it, so that it is found as
		// released in the module's next version. That of external-dns 0.21.0
		// has one change more: no ClusterRole when namespaced with a
		// gatewayNamespace, of which we set neither.
		charts.ExternalDNS.Name:   {source: pinned("sigs.k8s.io/external-dns"), folder: "charts/external-dns"},
		charts.MetricsServer.Name: {source: pinned("sigs.k8s.io/metrics-server"), folder: "charts/metrics-server"},
	}
}

// LoadCharts packs all pinned charts: the real one where a module carries it,
// else a test chart. It downloads modules unless they are in the module cache.
// The error is schema.ErrAbsent without the folder of
// CustomResourceDefinitions.
func LoadCharts(ctx context.Context) ([]ChartArchive, error) {
	carried := moduleCharts()
	var all []ChartArchive
	for _, chart := range components.Standard().Charts() {
		packed := ChartArchive{Chart: chart, Version: chart.Version}
		var err error
		if from, ok := carried[chart.Name]; ok {
			packed.Real = true
			packed.Archive, err = from.pack(ctx, chart)
		} else {
			if chart.Name == charts.Demo.Name {
				packed.Version = DemoVersion
			}
			packed.Archive, err = TestChart(chart, packed.Version)
		}
		if err != nil {
			return nil, fmt.Errorf("chart %s: %w", chart.Name, err)
		}
		all = append(all, packed)
	}
	return all, nil
}

func (c moduleChart) pack(ctx context.Context, chart charts.Chart) ([]byte, error) {
	folder, err := c.source.Folder(ctx)
	if err != nil {
		return nil, err
	}
	version, err := c.source.Version()
	if err != nil {
		return nil, err
	}
	tree, err := fs.Sub(os.DirFS(folder), c.folder)
	if err != nil {
		return nil, err
	}
	content, err := readChart(tree)
	if err != nil {
		return nil, err
	}
	if content["Chart.yaml"], err = c.stamp(content["Chart.yaml"], chart, version); err != nil {
		return nil, err
	}
	return packChart(chart.Name, content)
}

// stamp returns Chart.yaml with the pinned version, or why it is not that.
func (c moduleChart) stamp(chartYAML []byte, pin charts.Chart, module string) ([]byte, error) {
	m, err := parseMetadata(chartYAML)
	if err != nil {
		return nil, err
	}
	if c.placeholder == "" {
		if m.Version != pin.Version {
			return nil, fmt.Errorf("%s %s carries version %s, the pin is %s", c.source.Source, module, m.Version, pin.Version)
		}
		return chartYAML, nil
	}
	if m.Version != c.placeholder || m.AppVersion != c.placeholder {
		return nil, fmt.Errorf("%s %s carries version %s, where %s was to be stamped", c.source.Source, module, m.Version, c.placeholder)
	}
	if strings.TrimPrefix(module, "v") != strings.TrimPrefix(pin.Version, "v") {
		return nil, fmt.Errorf("the module %s is of version %s, the pin is %s", c.source.Source, module, pin.Version)
	}
	var stamped strings.Builder
	for line := range strings.Lines(string(chartYAML)) {
		switch {
		case strings.HasPrefix(line, "version:"):
			line = "version: " + pin.Version + "\n"
		case strings.HasPrefix(line, "appVersion:"):
			line = "appVersion: " + pin.AppVersion + "\n"
		}
		stamped.WriteString(line)
	}
	return []byte(stamped.String()), nil
}

// readChart reads what Helm does: not the tests, notes and tools beside it.
func readChart(tree fs.FS) (files, error) {
	content := files{}
	for _, name := range []string{"Chart.yaml", "values.yaml", "values.schema.json", "templates", "crds", "charts"} {
		err := fs.WalkDir(tree, name, func(path string, entry fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && path == name {
				return nil
			}
			if err != nil || entry.IsDir() {
				return err
			}
			content[path], err = fs.ReadFile(tree, path)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return content, nil
}

// packChart packs a chart as Helm wants it: in a folder of its name.
func packChart(name string, content files) ([]byte, error) {
	below := files{}
	for path, text := range content {
		below[name+"/"+path] = text
	}
	return pack(below)
}
