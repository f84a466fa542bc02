package languages

import (
	_ "embed" // for the table
	"slices"
	"strings"
	"sync"

	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// alertmanagerTable are the fields of Alertmanager's configuration, of the
// version that the pinned chart installs: TYPE FIELD KIND, one a line. To renew
// it: go test -C e2e/languages -run TestAlertmanagerTable -update.
//
//go:embed alertmanager.txt
var alertmanagerTable string

// alertmanagerTypes are the kinds of fields by type and field. They are not
// changed.
var alertmanagerTypes = sync.OnceValue(func() map[string]map[string]string {
	types := map[string]map[string]string{}
	for line := range strings.Lines(alertmanagerTable) {
		words := strings.Fields(line)
		if types[words[0]] == nil {
			types[words[0]] = map[string]string{}
		}
		types[words[0]][words[1]] = words[2]
	}
	return types
})

// alertmanager reads the values that become Alertmanager's own configuration. It
// refuses all of a configuration with one mistake in it. A chart of another
// version may bring another Alertmanager.
func (c *linguist) alertmanager(r inventory.Release) {
	key := "config"
	config, ok := r.Values.Get("alertmanager", key)
	if text := r.Values.TextAt("alertmanager", stringConfig); text != "" {
		var err error
		key = stringConfig
		if config, ok, err = readConfig(text); err != nil {
			c.list.Add(c.inv.Finding(r.Place.Values(manifest.Fields("alertmanager", key)), diag.Finding{
				Code: "language-alertmanager", Message: "Alertmanager reads YAML here, and this is none",
			}))
		}
	}
	if !ok || config.Kind() != manifest.KindMap || r.Release.Chart.Version != charts.KubePrometheusStack.Version {
		return
	}
	a := alertReader{c: c, at: r.Place.Values(manifest.Fields("alertmanager", key)), config: config}
	a.fields("config.Config", config)
	if route, ok := config.Get("route"); ok {
		a.routing(route)
	}
}

// stringConfig is the value that the chart takes in the place of config: a text.
const stringConfig = "stringConfig"

// readConfig reads a configuration in YAML; false if the chart makes one of it.
func readConfig(text string) (config *manifest.Node, ok bool, err error) {
	if templated(text) {
		return nil, false, nil
	}
	data, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return nil, false, err
	}
	config, err = manifest.ParseJSON(data)
	return config, err == nil, err
}

// alertReader reads a configuration of Alertmanager.
type alertReader struct {
	c      *linguist
	at     inventory.Place
	config *manifest.Node
	path   manifest.Path // of what is read, below the place
	// missing are receivers that our own routes lead to and the list lacks.
	missing []string
}

func (a *alertReader) add(f diag.Finding) {
	f.Code = "language-alertmanager"
	a.c.list.Add(a.c.inv.Finding(a.at.Below(a.path), f))
}

// below reads something below what is read.
func (a *alertReader) below(step manifest.Step, read func()) {
	a.path = append(a.path, step)
	read()
	a.path = a.path[:len(a.path)-1]
}

func (a *alertReader) field(name string, read func()) {
	a.below(manifest.Step{Name: name, Index: -1}, read)
}

// fields reads a map of a type of the table.
func (a *alertReader) fields(of string, n *manifest.Node) {
	if n.Kind() != manifest.KindMap {
		a.add(diag.Finding{Message: "Alertmanager reads a map here"})
		return
	}
	known := alertmanagerTypes()[of]
	for _, f := range n.Fields() {
		a.field(f.Name, func() {
			kind, ok := known[f.Name]
			if !ok {
				a.add(diag.Finding{Value: f.Name, Message: "Alertmanager has no such field, and takes none of the configuration", Remedy: diag.DidYouMean(f.Name, names(known))})
				return
			}
			a.value(kind, f.Value)
			if words := alertWords[of+" "+f.Name]; words != nil && !slices.Contains(words, f.Value.Text()) && !templated(f.Value.Text()) {
				a.add(diag.Finding{Value: f.Value.Text(), Message: "Alertmanager knows " + strings.Join(words, ", "), Remedy: diag.DidYouMean(f.Value.Text(), words)})
			}
		})
	}
	for _, need := range alertNeeds[of] {
		if !slices.ContainsFunc(need, func(name string) bool { return a.given(n, name) }) {
			a.add(diag.Finding{Message: "Alertmanager wants " + strings.Join(need, " or ") + " here, and takes none of the configuration without"})
		}
	}
}

// given tells whether a field of a map, or a global one, says something.
func (a *alertReader) given(n *manifest.Node, name string) bool {
	if global, ok := strings.CutPrefix(name, "global."); ok {
		n, _ = a.config.Get("global")
		name = global
	}
	value, _ := n.Get(name)
	return value.Text() != "" || value.Len() > 0
}

// value reads a value of a kind.
func (a *alertReader) value(kind string, n *manifest.Node) {
	item, isList := strings.CutPrefix(kind, "[]")
	switch {
	case n.Kind() == manifest.KindNull, kind == "any", templated(n.Text()):
	case isList || kind == "matchers":
		if n.Kind() != manifest.KindList {
			a.add(diag.Finding{Message: "Alertmanager reads a list here"})
			return
		}
		if !isList {
			item = "matcher"
		}
		for i, value := range n.Items() {
			a.below(manifest.Step{Index: i}, func() { a.value(item, value) })
		}
	case alertmanagerTypes()[kind] != nil:
		a.fields(kind, n)
	case kind == "strings" || kind == "regexps" || kind == "map":
		if n.Kind() != manifest.KindMap {
			a.add(diag.Finding{Message: "Alertmanager reads a map here"})
			return
		}
		for _, f := range n.Fields() {
			if kind != "map" {
				a.field(f.Name, func() { a.value(strings.TrimSuffix(kind, "s"), f.Value) })
			}
		}
	default:
		if wants := a.scalar(kind, n); wants != "" {
			a.add(diag.Finding{Message: "Alertmanager reads " + wants + " here"})
		}
	}
}

// scalar is what a field of a kind wants instead of a value; empty if it is right.
// Environments repeat each other's texts.
func (a *alertReader) scalar(kind string, n *manifest.Node) string {
	if n.Kind() != manifest.KindString {
		return alertScalar(kind, n)
	}
	key := passage{"alertmanager " + kind, n.Text()}
	found, known := a.c.read[key]
	if !known {
		if wants := alertScalar(kind, n); wants != "" {
			found = diag.List{{Message: wants}}
		}
		a.c.read[key] = found
	}
	if len(found) == 0 {
		return ""
	}
	return found[0].Message
}
