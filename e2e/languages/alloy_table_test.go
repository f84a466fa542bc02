package languages

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/prove/languages"
)

const alloyTableFile = "../../pkg/prove/languages/alloy.txt"

// detailed are the components whose arguments are in the table: those that
// collect and send logs, what they ask, and Alloy's own metrics. Of all others
// there is the name.
var detailed = []string{
	"logging", "loki.", "local.", "remote.", "discovery.kubernetes", "discovery.relabel", "discovery.kubelet", "discovery.docker",
	"prometheus.scrape", "prometheus.relabel", "prometheus.remote_write", "prometheus.operator.", "prometheus.exporter.self",
}

// TestAlloyTable holds the table of Alloy's components against Alloy's source. To
// renew it after an update of Alloy:
//
//	go test -C e2e/languages -run TestAlloyTable -update
func TestAlloyTable(t *testing.T) {
	components := alloyComponents(t)
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(components)) {
		c := components[name]
		level, known := map[string]string{"StabilityExperimental": "experimental", "StabilityPublicPreview": "public-preview"}[c.stability]
		if !known {
			level = "generally-available"
		}
		isDetailed := slices.ContainsFunc(detailed, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
		if c.arguments.kind != "fields" || !isDetailed {
			lines = append(lines, name+" "+level+" ~")
			continue
		}
		lines = append(lines, name+" "+level)
		alloyLines(" ", c.arguments, &lines)
	}
	want := alloyVersion + "\n" + strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(alloyTableFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, read(t, alloyTableFile)); diff != "" {
		t.Errorf("%s is not what Alloy's source says; run the test with -update (-Alloy +file):\n%s", alloyTableFile, diff)
	}
}

// alloyLines are the arguments of a component or a block: { marks a block, ! one
// that is required, ~ a block of which nothing is known, @ a duration.
func alloyLines(indent string, s *setting, lines *[]string) {
	for _, name := range slices.Sorted(maps.Keys(s.fields)) {
		field, marks := s.fields[name], ""
		if field.required {
			marks += "!"
		}
		if field.kind == "go-duration" {
			marks += "@"
		}
		inner := field
		for inner.item != nil && inner.kind == "list" {
			inner = inner.item
		}
		if field.block {
			marks += "{"
		}
		if field.block && (inner.kind != "fields" || inner.open) {
			marks += "~"
		}
		*lines = append(*lines, strings.TrimSuffix(fmt.Sprint(indent, name, " ", marks), " "))
		if field.block && inner.kind == "fields" {
			alloyLines(indent+" ", inner, lines)
		}
	}
}

// TestAlloysConfigurations: nothing is found in the configurations that Alloy's
// repository holds, most of them made by its converters.
func TestAlloysConfigurations(t *testing.T) {
	in := provetest.Overriding(t, "alloy: {alloy: {stabilityLevel: experimental, configMap: {content: ''}}}\n")
	found := 0
	err := filepath.WalkDir(filepath.Join(alloySource(t), "internal", "converter"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".alloy") {
			return err
		}
		found++
		provetest.Tree{TB: t, Input: in}.Release("alloy").Overrides = map[string]any{"alloy": map[string]any{
			"stabilityLevel": "experimental", "configMap": map[string]any{"content": read(t, name)},
		}}
		for _, f := range languages.Check(inventory.Read(in)) {
			t.Errorf("%s: %s", name, f)
		}
		return nil
	})
	if err != nil || found < 100 {
		t.Errorf("only %d configurations: %v", found, err)
	}
}
