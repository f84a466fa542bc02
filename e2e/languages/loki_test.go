package languages

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/loki/v3/pkg/storage/config"
	"github.com/grafana/loki/v3/pkg/util/flagext"
	"github.com/prometheus/common/model"
	"gopkg.in/yaml.v2"
)

var update = flag.Bool("update", false, "write the table of Loki's settings instead of comparing with it")

// tableFile is what the render-time check knows of Loki's settings.
const tableFile = "../../pkg/prove/languages_loki.txt"

const lokiTableHead = "# Generated from the source of Loki 3.7.6 by e2e/languages, TestLokiTable. Do not edit."

// tableBlocks are the blocks that it covers: those that the chart passes on as
// they are.
var tableBlocks = []string{
	"compactor", "distributor", "frontend", "frontend_worker", "ingester", "limits_config", "querier", "query_range", "query_scheduler",
}

// TestLokiTable derives the render-time check's table from Loki's source.
func TestLokiTable(t *testing.T) {
	all := lokiSettings(t)
	var lines []string
	for _, block := range tableBlocks {
		table(block, all.fields[block], &lines)
	}
	if len(lines) < 400 {
		t.Fatalf("%d settings in Loki's source, want four hundred at least", len(lines))
	}
	want := lokiTableHead + "\n" + strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(tableFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(tableFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s is not what Loki's source says; run the test with -update (-source +file):\n%s", tableFile, diff)
	}
}

func table(path string, s *setting, lines *[]string) {
	*lines = append(*lines, path+" "+s.kind)
	for _, name := range slices.Sorted(maps.Keys(s.fields)) {
		table(path+"."+name, s.fields[name], lines)
	}
}

// inChart are the keys of the chart's values that become a block of another name
// in Loki's configuration. Of storage the chart makes several things; only the
// client of the object store is passed on as it is.
var inChart = map[string]string{"schemaConfig": "schema_config", "commonConfig": "common"}

// ofTheChart are the keys below loki that are the chart's own.
var ofTheChart = []string{"configStorageType", "storage", "readinessProbe", "podAnnotations", "annotations", "containerSecurityContext", "structuredConfig"}

// lokiFaults says what Loki would refuse of the rendered values below loki.
func lokiFaults(all *setting, values map[string]any) []string {
	var faults []string
	for _, key := range slices.Sorted(maps.Keys(values)) {
		name := key
		if renamed, ok := inChart[key]; ok {
			name = renamed
		}
		if block, known := all.fields[name]; known {
			faults = append(faults, misfits(key, block, values[key])...)
		} else if !slices.Contains(ofTheChart, key) {
			faults = append(faults, key+": no such block")
		}
	}
	return faults
}

func misfits(path string, s *setting, value any) []string {
	switch s.kind {
	case "any":
		return nil
	case "fields":
		fields, ok := value.(map[string]any)
		if !ok {
			return []string{fmt.Sprintf("%s: %v is no block", path, value)}
		}
		var faults []string
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			if inner, known := s.fields[name]; known {
				faults = append(faults, misfits(path+"."+name, inner, fields[name])...)
			} else {
				faults = append(faults, path+"."+name+": unknown")
			}
		}
		return faults
	case "list":
		items, ok := value.([]any)
		if !ok {
			return []string{fmt.Sprintf("%s: %v is no list", path, value)}
		}
		var faults []string
		for i, item := range items {
			faults = append(faults, misfits(fmt.Sprintf("%s[%d]", path, i), s.item, item)...)
		}
		return faults
	}
	if err := scalar(s.kind, value); err != nil {
		return []string{fmt.Sprintf("%s: %v", path, err)}
	}
	return nil
}

// scalar reads a scalar as Loki's decoder would.
func scalar(kind string, value any) error {
	var err error
	text := fmt.Sprint(value)
	if strings.HasPrefix(text, "${") {
		return nil // Loki puts an environment variable in
	}
	switch kind {
	case "duration":
		_, err = model.ParseDuration(text)
	case "go-duration":
		_, err = time.ParseDuration(text)
	case "size":
		size := flagext.ByteSize(0)
		err = size.Set(text)
	case "bool":
		if _, ok := value.(bool); !ok {
			err = fmt.Errorf("%v is not true or false", value)
		}
	case "int":
		if number, ok := value.(float64); !ok || number != float64(int64(number)) {
			err = fmt.Errorf("%v is not a whole number", value)
		}
	}
	return err
}

// lokiValues are the rendered values of the chart below loki.
func lokiValues(t *testing.T) map[string]any {
	t.Helper()
	return releaseValues(t, "loki")["loki"].(map[string]any)
}

func TestLokiConfiguration(t *testing.T) {
	for _, fault := range lokiFaults(lokiSettings(t), lokiValues(t)) {
		t.Error(fault)
	}
	if err := schemaConfig(lokiValues(t)); err != nil {
		t.Error(err)
	}
}

// schemaConfig reads the periods with Loki's own type, which is cheap enough,
// and has Loki judge them.
func schemaConfig(values map[string]any) error {
	data, err := yaml.Marshal(values["schemaConfig"])
	if err != nil {
		return err
	}
	schema := config.SchemaConfig{}
	if err := yaml.UnmarshalStrict(data, &schema); err != nil {
		return err
	}
	if len(schema.Configs) == 0 {
		return fmt.Errorf("there is no period")
	}
	return schema.Validate()
}

func TestLokiFaults(t *testing.T) {
	all := lokiSettings(t)
	cases := map[string]struct {
		reason string
		path   []string
		value  any
		want   string
	}{
		"Key":      {"A misspelt limit.", []string{"limits_config", "retention_perod"}, "168h", "limits_config.retention_perod: unknown"},
		"Block":    {"A misspelt block.", []string{"compacter"}, map[string]any{}, "compacter: no such block"},
		"Duration": {"Fortnights are no unit.", []string{"limits_config", "retention_period"}, "2f", "limits_config.retention_period: "},
		"Days":     {"Go's durations have no days.", []string{"compactor", "compaction_interval"}, "1d", "compactor.compaction_interval: "},
		"Size":     {"A size in pieces.", []string{"limits_config", "per_stream_rate_limit"}, "5 pieces", "limits_config.per_stream_rate_limit: "},
		"Bool":     {"A string is not true.", []string{"compactor", "retention_enabled"}, "yes", "compactor.retention_enabled: "},
		"Int":      {"Half a label.", []string{"limits_config", "max_label_names_per_series"}, 7.5, "limits_config.max_label_names_per_series: "},
		"Deep":     {"A key three blocks down.", []string{"ingester", "wal", "flush_on_shutdwn"}, true, "ingester.wal.flush_on_shutdwn: unknown"},
		"InPeriod": {"A key in a list.", []string{"schemaConfig", "configs"}, []any{map[string]any{"shema": "v13"}}, "schemaConfig.configs[0].shema: unknown"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			values := lokiValues(t)
			set(values, tc.value, tc.path...)
			got := lokiFaults(all, values)
			if len(got) != 1 || !strings.HasPrefix(got[0], tc.want) {
				t.Errorf("got %q, want %q\nreason: %s", got, tc.want, tc.reason)
			}
		})
	}
}

// TestSchemaConfigFaults has Loki's own judgement.
func TestSchemaConfigFaults(t *testing.T) {
	period := func(key string, value any) map[string]any {
		p := map[string]any{"from": "2025-06-01", "store": "tsdb", "object_store": "s3", "schema": "v13",
			"index": map[string]any{"prefix": "index_", "period": "24h"}}
		p[key] = value
		return p
	}
	cases := map[string]struct {
		reason string
		period map[string]any
	}{
		"Schema": {"There is no such schema.", period("schema", "v99")},
		"From":   {"A day that is none.", period("from", "2025-13-01")},
		"Period": {"TSDB wants tables of a day.", period("index", map[string]any{"prefix": "index_", "period": "168h"})},
		"Key":    {"An unknown key.", period("objectstore", "s3")},
		"Type":   {"A list where a day must be.", period("from", []any{5})},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			values := map[string]any{"schemaConfig": map[string]any{"configs": []any{tc.period}}}
			if err := schemaConfig(values); err == nil {
				t.Errorf("Loki takes it\nreason: %s", tc.reason)
			} else {
				t.Log(err)
			}
		})
	}
}
