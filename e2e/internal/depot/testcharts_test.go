package depot

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// rendered is a release of the platform on its test chart.
type rendered struct {
	component model.Component
	release   model.Release
	values    map[string]any
	objects   []object
}

// releases renders every release of an environment that has a test chart.
func releases(t *testing.T) []rendered {
	t.Helper()
	archives := map[string][]byte{}
	for _, chart := range load(t).charts {
		if !chart.Real {
			archives[chart.Chart.Name] = chart.Archive
		}
	}
	p := platform.Complete(platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{{
		Name: "dev", Region: "sfo3", Domain: platform.Domain{Zone: "example.com"},
	}}}})
	units, err := components.Build(p, components.Standard(), flux.Engine{})
	if err != nil {
		t.Fatal(err)
	}
	var all []rendered
	for at := range model.Components(units) {
		for _, r := range at.Component.Releases {
			if archive, ok := archives[r.Chart.Name]; ok {
				all = append(all, renderRelease(t, *at.Component, r, archive))
			}
		}
	}
	return all
}

func renderRelease(t *testing.T, component model.Component, r model.Release, archive []byte) rendered {
	t.Helper()
	text, err := json.Marshal(r.Values)
	if err != nil {
		t.Fatal(err)
	}
	out := rendered{component: component, release: r}
	if err := json.Unmarshal(text, &out.values); err != nil {
		t.Fatal(err)
	}
	var data release
	data.Release.Name, data.Release.Namespace = r.Name, r.Namespace
	data.Chart.Name = r.Chart.Name
	data.Values = out.values
	out.objects = renderChart(t, archive, data)
	return out
}

func (r rendered) find(kind, name string) []object {
	return slices.DeleteFunc(slices.Clone(r.objects), func(o object) bool {
		return o.Kind != kind || name != "" && o.Metadata.Name != name
	})
}

// TestValuesArrive wants the values in the ConfigMap as they were given, and a
// Deployment to wait for.
func TestValuesArrive(t *testing.T) {
	all := releases(t)
	if len(all) < 6 {
		t.Errorf("only %d releases have a test chart", len(all))
	}
	for _, r := range all {
		kept := r.find("ConfigMap", ValuesConfigMap(r.release.Name))
		if len(kept) != 1 || kept[0].Metadata.Namespace != r.release.Namespace {
			t.Errorf("%s: no ConfigMap keeps the values: %+v", r.release.Name, kept)
			continue
		}
		var got map[string]any
		if err := yaml.Unmarshal([]byte(kept[0].Data[ValuesKey]), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r.values, got); diff != "" {
			t.Errorf("%s, -given +kept:\n%s", r.release.Name, diff)
		}
		if len(r.find("Deployment", r.release.Name)) != 1 {
			t.Errorf("%s: nothing to wait for", r.release.Name)
		}
	}
}

// TestServices wants the ports of every Service that a test chart makes to be
// those that the component says its chart makes.
func TestServices(t *testing.T) {
	checked := 0
	for _, r := range releases(t) {
		ours, err := manifest.Of(r.release.Values)
		if err != nil {
			t.Fatal(err)
		}
		for _, made := range r.release.Makes {
			p, ok := made.Provided(&r.release, ours)
			if !ok || p.Ref.Kind != "Service" || len(r.find("Service", p.Ref.Name)) == 0 {
				continue // nobody asks a test chart for it
			}
			checked++
			want, got := map[string]int32{}, map[string]int32{}
			for _, port := range p.Ports {
				want[port.Name] = port.Number
			}
			for _, o := range r.find("Service", p.Ref.Name) {
				for _, port := range o.Spec.Ports {
					got[port.Name] = port.Port
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: ports of Service %s, -provided +rendered:\n%s", r.release.Name, p.Ref.Name, diff)
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d Services were compared", checked)
	}
}

// TestPatchesHaveWork wants an object for each patch on a test chart: one that
// matches nothing proves nothing.
func TestPatchesHaveWork(t *testing.T) {
	patches := 0
	for _, r := range releases(t) {
		for _, p := range r.release.Patches {
			patches++
			for _, o := range r.find(p.Kind, p.Name) {
				if o.APIVersion != p.Group+"/"+p.Version {
					t.Errorf("%s: %s is of %s, not of %s", r.release.Name, o.Kind, o.APIVersion, p.Group)
				}
			}
			if len(r.find(p.Kind, p.Name)) == 0 {
				t.Errorf("%s: no %s to be patched", r.release.Name, p.Kind)
			}
		}
	}
	if patches == 0 {
		t.Error("no release has a patch")
	}
}

// TestIgnoredDriftIsPossible wants every field that another controller may
// change, rendered empty.
func TestIgnoredDriftIsPossible(t *testing.T) {
	fields := 0
	for _, r := range releases(t) {
		for _, ignored := range r.release.IgnoreDrift {
			found := r.find(ignored.Kind, ignored.Name)
			if len(found) != 1 {
				t.Errorf("%s: no %s %s", r.release.Name, ignored.Kind, ignored.Name)
				continue
			}
			for _, path := range ignored.Paths {
				fields++
				if got, err := caBundle(found[0], path); err != nil || got != "" {
					t.Errorf("%s %s%s is %q, %v", ignored.Kind, ignored.Name, path, got, err)
				}
			}
		}
	}
	if fields == 0 {
		t.Error("no release ignores drift")
	}
}

// caBundle is what lies at /webhooks/N/clientConfig/caBundle.
func caBundle(o object, path string) (string, error) {
	steps := strings.Split(path, "/")
	if len(steps) != 5 || steps[1] != "webhooks" || steps[4] != "caBundle" {
		return "", fmt.Errorf("%s is no path to a caBundle", path)
	}
	index, err := strconv.Atoi(steps[2])
	if err != nil || index >= len(o.Webhooks) || o.Webhooks[index].ClientConfig.CABundle == nil {
		return "", fmt.Errorf("%s leads nowhere", path)
	}
	return *o.Webhooks[index].ClientConfig.CABundle, nil
}

// TestDefinitions wants the kinds of the Prometheus operator in the chart that
// brings them, small enough for the Secret that Helm keeps a release in.
func TestDefinitions(t *testing.T) {
	for _, chart := range load(t).charts {
		if chart.Chart.Name != charts.KubePrometheusStack.Name {
			continue
		}
		content, err := unpack(chart.Archive)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for path, text := range content {
			if !strings.Contains(path, "/crds/") {
				continue
			}
			var definition object
			if err := yaml.Unmarshal(text, &definition); err != nil || definition.Kind != "CustomResourceDefinition" {
				t.Errorf("%s: %s, %v", path, definition.Kind, err)
			}
			names = append(names, definition.Metadata.Name)
			// A property that is named so is a map, and stays.
			if strings.Contains(string(text), "description: ") {
				t.Errorf("%s still has descriptions", path)
			}
		}
		for _, name := range []string{"servicemonitors", "podmonitors", "scrapeconfigs", "prometheusrules", "alertmanagerconfigs"} {
			if !slices.Contains(names, name+".monitoring.coreos.com") {
				t.Errorf("no %s among %v", name, names)
			}
		}
		if len(chart.Archive) > 256<<10 {
			t.Errorf("the chart has %d bytes: its release may not fit into a Secret", len(chart.Archive))
		}
	}
}
