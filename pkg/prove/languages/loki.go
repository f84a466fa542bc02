package languages

import (
	_ "embed" // for the table
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// lokiTable is what Loki says of the blocks of its configuration that the chart
// passes on: PATH KIND, one a line. The kind any ends the table's knowledge. To
// renew it after an update of Loki, with the program of the new version:
// LOKI=PROGRAM go test -C e2e/languages -run TestLokiTable -update.
//
//go:embed loki.txt
var lokiTable string

// undocumented are settings that Loki says nothing of, and that the chart's
// default values hold.
var undocumented = []string{
	"storage_config.boltdb_shipper.index_gateway_client.server_address",
	"storage_config.tsdb_shipper.index_gateway_client.server_address",
	"bloom_gateway.client.addresses",
}

// lokiSettings is the table by path. It is not changed.
var lokiSettings = sync.OnceValue(func() map[string]string {
	settings := make(map[string]string, strings.Count(lokiTable, "\n"))
	for line := range strings.Lines(lokiTable) {
		path, kind, _ := strings.Cut(strings.TrimSpace(line), " ")
		settings[path] = kind
	}
	for _, path := range undocumented {
		settings[path] = "string"
	}
	settings["pattern_ingester.enabled"] = "bool" // likewise
	return settings
})

// loki reads the values that become Loki's own configuration. A chart of another
// version may bring another Loki, of which only the units are known.
func (c *linguist) loki(r inventory.Release) {
	top, ok := r.Values.Get("loki")
	if !ok {
		return
	}
	settings := lokiSettings()
	pinned := r.Release.Chart.Version == charts.Loki.Version
	top.Walk(func(path manifest.Path, n *manifest.Node) bool {
		if len(path) == 0 || settings[path[0].Name] == "" {
			return len(path) == 0
		}
		field := func() inventory.Place { return r.Place.Values(slices.Concat(manifest.Fields("loki"), path)) }
		kind, known := settings[path.String()]
		if !known && pinned {
			c.list.Add(c.inv.Finding(field(), unknownSetting(path)))
		}
		if read := lokiLanguage(kind); known && read != nil && n.Kind() == manifest.KindString {
			c.text(field(), kind, read, n.Text())
		}
		return kind == "fields"
	})
}

func unknownSetting(path manifest.Path) diag.Finding {
	block := path[:len(path)-1].String() + "."
	var siblings []string
	for _, setting := range slices.Sorted(maps.Keys(lokiSettings())) {
		if name, ok := strings.CutPrefix(setting, block); ok && !strings.Contains(name, ".") {
			siblings = append(siblings, name)
		}
	}
	name := path[len(path)-1].Name
	return diag.Finding{
		Code: "language-loki", Value: name,
		Message: "Loki " + charts.Loki.AppVersion + " has no such setting, and would not start",
		Remedy:  diag.DidYouMean(name, siblings),
	}
}

// lokiLanguage reads the texts of a kind of setting; nil if any text will do.
func lokiLanguage(kind string) language {
	switch kind {
	case "duration": // model.Duration
		return lokiDuration
	case "go-duration":
		return lokiGoDuration
	case "size":
		return lokiSize
	case "bool", "int", "float":
		return lokiNoText
	}
	return nil
}

func lokiNoText(text string) diag.List {
	if templated(text) {
		return nil
	}
	return diag.List{{Code: "language-loki", Value: text, Message: "a text where Loki reads a number, true or false", Remedy: "leave out the quotes"}}
}

func lokiDuration(text string) diag.List {
	if templated(text) || text != "" && prometheusDuration.MatchString(text) {
		return nil
	}
	return diag.List{{Code: "language-loki", Value: text, Message: "not a duration as Loki reads this one, such as 168h or 7d"}}
}

func lokiGoDuration(text string) diag.List {
	if _, err := time.ParseDuration(text); err == nil || templated(text) {
		return nil
	}
	return diag.List{{
		Code: "language-loki", Value: text, Message: "not a duration as Loki reads this one, such as 10m or 1h30m",
		Remedy: "write days as hours: this setting knows no unit above h",
	}}
}

var sizeText = regexp.MustCompile(`(?i)^[0-9][0-9,]*(?:\.[0-9]+)? *(?:[kmgtpe]i?)?b?$`)

func lokiSize(text string) diag.List {
	if templated(text) || sizeText.MatchString(text) {
		return nil
	}
	return diag.List{{Code: "language-loki", Value: text, Message: "not a size, such as 256KB or 5MB"}}
}

// templated tells that Helm or Loki puts a value in.
func templated(text string) bool {
	return strings.Contains(text, "{{") || strings.Contains(text, "${")
}
