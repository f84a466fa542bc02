package components_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

var (
	templates = flag.String("templates", "", "with -update: the folder of the unpacked charts, NAME/Chart.yaml")
	helm      = flag.String("helm", "helm", "with -update: the program")
	update    = flag.Bool("update", false, "write down anew what the charts make")
)

const recorded = "testdata/made.yaml"

// variation is what Helm makes of a chart with our values and these over them. The
// first of a release has none, and all others tell how they differ from it.
type variation struct {
	Release string         `yaml:"release"`
	Chart   string         `yaml:"chart,omitempty"` // with the version
	Values  map[string]any `yaml:"values,omitempty,flow"`
	Makes   []string       `yaml:"makes,omitempty"`
	More    []string       `yaml:"more,omitempty"`
	Less    []string       `yaml:"less,omitempty"`
}

// TestMade holds what components say that charts make against what the charts
// made when Helm templated them. For another version of a chart:
//
//	go test ./pkg/components -run TestMade -update -templates DIR -helm PROGRAM
func TestMade(t *testing.T) {
	releases := everyRelease(t)
	all := readVariations(t)
	if *update {
		all = rewrite(t, all, releases)
	}
	compared := map[string]int{}
	for _, v := range all {
		r, known := releases[v.Release]
		if !known {
			t.Fatalf("no release %s", v.Release)
		}
		r.Overrides = v.Values
		if pin := r.Chart.Name + " " + r.Chart.Version; v.Values == nil && v.Chart != pin {
			t.Errorf("%s was written down for %s, the chart is %s", v.Release, v.Chart, pin)
		}
		missing, stale, sure := compare(t, r, v.Makes)
		compared[v.Release] += sure
		for _, line := range missing {
			t.Errorf("%s %v: said to be made: %s\nmade: %v", v.Release, v.Values, line, v.Makes)
		}
		for _, line := range stale {
			t.Errorf("%s %v: said to be made no more: %s", v.Release, v.Values, line)
		}
	}
	for name, r := range releases {
		if len(r.Makes) > 0 && compared[name] == 0 && !r.Chart.Stamped {
			t.Errorf("nothing of %s was compared", name)
		}
	}
}

// compare tells what a release says it makes and the chart does not, and what the
// chart makes though the release says it is gone.
func compare(t *testing.T, r model.Release, makes []string) (missing, stale []string, sure int) {
	t.Helper()
	merged, err := r.MergedValues()
	if err != nil {
		t.Fatal(err)
	}
	ours, err := manifest.Of(r.Values)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, m := range r.Makes {
		if p, ok := m.Provided(&r, merged); ok && templated(p) {
			said[line(p)] = true
			sure++
			if !slices.Contains(makes, line(p)) {
				missing = append(missing, line(p))
			}
		}
	}
	for _, m := range r.Makes {
		if p, ok := m.Provided(&r, ours); ok && templated(p) && !said[line(p)] && slices.Contains(makes, line(p)) {
			stale = append(stale, line(p))
		}
	}
	return missing, stale, sure
}

// templated tells whether the chart makes the object itself, and no operator for
// it.
func templated(p model.Provided) bool { return !strings.HasSuffix(p.Ref.Name, "-operated") }

func line(p model.Provided) string {
	var b strings.Builder
	b.WriteString(p.Ref.Kind + " ")
	if p.Ref.Namespace != "" {
		b.WriteString(p.Ref.Namespace + "/")
	}
	b.WriteString(p.Ref.Name)
	for _, port := range p.Ports {
		fmt.Fprintf(&b, " %s:%d", port.Name, port.Number)
	}
	return b.String()
}

// everyRelease are the releases of an environment with a database of each engine,
// and of the hub, by name.
func everyRelease(t *testing.T) map[string]model.Release {
	t.Helper()
	const databases = "    databases: {orders: {engine: mysql}}\n"
	all := map[string]model.Release{}
	for at := range model.Releases(provetest.Configured(t, "platform.yaml", provetest.Small+databases).Units) {
		all[at.Release.Name] = *at.Release
	}
	return all
}

func readVariations(t *testing.T) []variation {
	t.Helper()
	data, err := os.ReadFile(recorded)
	if err != nil {
		t.Fatal(err)
	}
	var all []variation
	if err := yaml.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	first := map[string][]string{}
	for i := range all {
		v := &all[i]
		if v.Values == nil {
			first[v.Release] = v.Makes
			continue
		}
		v.Makes = append(without(first[v.Release], v.Less), v.More...)
	}
	return all
}

// without are the lines that others do not have.
func without(lines, others []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return slices.Contains(others, line) })
}

func rewrite(t *testing.T, all []variation, releases map[string]model.Release) []variation {
	t.Helper()
	first := map[string][]string{}
	written := slices.Clone(all)
	for i := range all {
		v := &written[i]
		r := releases[v.Release]
		r.Overrides = v.Values
		makes := template(t, r)
		all[i].Makes = makes
		*v = variation{Release: v.Release, Values: v.Values}
		if v.Values == nil {
			v.Chart, v.Makes, first[v.Release] = r.Chart.Name+" "+r.Chart.Version, makes, makes
			all[i].Chart = v.Chart
			continue
		}
		v.More, v.Less = without(makes, first[v.Release]), without(first[v.Release], makes)
	}
	var b strings.Builder
	b.WriteString("# Written by TestMade -update: what Helm makes of the charts, of the kinds that\n# others refer to.\n")
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(written); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(recorded, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return all
}

// template is what Helm makes of a release, of the kinds that others refer to.
func template(t *testing.T, r model.Release) []string {
	t.Helper()
	values, err := r.MergedValues()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "values.json")
	if err := os.WriteFile(file, values.AppendJSON(nil), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(*helm, "template", r.Name, filepath.Join(*templates, r.Chart.Name), "--namespace", r.Namespace,
		"--values", file, "--kube-version", "1.34.1", "--api-versions", "monitoring.coreos.com/v1", "--include-crds")
	out, err := command.Output()
	if err != nil {
		var failed *exec.ExitError
		errors.As(err, &failed)
		t.Fatalf("%s %v: %v\n%s", r.Name, r.Overrides, err, failed.Stderr)
	}
	lines := map[string]bool{}
	for decoder := yaml.NewDecoder(strings.NewReader(string(out))); ; {
		var o object
		if err := decoder.Decode(&o); errors.Is(err, io.EOF) {
			return slices.Sorted(maps.Keys(lines))
		} else if err != nil {
			t.Fatal(err)
		}
		if p, ok := o.provided(r.Namespace); ok {
			lines[line(p)] = true
		}
	}
}

// object is a rendered object, as far as it is compared.
type object struct {
	Kind     string
	Metadata struct {
		Name, Namespace     string
		Labels, Annotations map[string]string
	}
	Spec struct {
		SecretName string `yaml:"secretName"`
		Ports      []struct {
			Name string
			Port int32
		}
	}
}

func (o object) provided(namespace string) (p model.Provided, ok bool) {
	if o.Metadata.Annotations["helm.sh/hook"] != "" || o.Metadata.Labels["grafana_dashboard"] != "" {
		return p, false
	}
	p.Ref = model.ObjectRef{Kind: o.Kind, Name: o.Metadata.Name, Namespace: namespace}
	if o.Metadata.Namespace != "" {
		p.Ref.Namespace = o.Metadata.Namespace
	}
	switch o.Kind {
	case "CustomResourceDefinition":
		p.Ref.Namespace = ""
	case "Certificate":
		p.Ref.Kind, p.Ref.Name = "Secret", o.Spec.SecretName
	case "Service":
		for _, port := range o.Spec.Ports {
			p.Ports = append(p.Ports, model.Port{Name: port.Name, Number: port.Port})
		}
	case "ServiceAccount", "ConfigMap":
	default:
		return p, false
	}
	return p, true
}

// TestCompare: what is said and not made is told, and what is made and said to be
// gone.
func TestCompare(t *testing.T) {
	r := model.Release{Name: "mine", Namespace: "a", Makes: []model.Made{{Kind: "Service", Name: "x", When: model.On("x")}, {Kind: "Service", Name: "y"}}, Overrides: map[string]any{"x": false}}
	missing, stale, sure := compare(t, r, []string{"Service a/x"})
	if diff := cmp.Diff([][]string{{"Service a/y"}, {"Service a/x"}}, [][]string{missing, stale}); diff != "" || sure != 1 {
		t.Errorf("-want +got:\n%s", diff)
	}
}
