package languages

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"sigs.k8s.io/yaml"
)

// inChart are the keys of the chart's values that become a block of another name
// in Loki's configuration. Of storage the chart makes several things; only the
// client of the object store is passed on as it is.
var inChart = map[string]string{"schemaConfig": "schema_config", "commonConfig": "common"}

// ofTheChart are the keys below loki that are the chart's own.
var ofTheChart = []string{"configStorageType", "storage", "readinessProbe", "podAnnotations", "annotations", "containerSecurityContext", "structuredConfig"}

// lokiSettings are the settings of the table.
func lokiSettings(t *testing.T) *setting {
	t.Helper()
	all := &setting{kind: "fields", fields: map[string]*setting{}}
	for line := range strings.Lines(read(t, tableFile)) {
		path, kind, _ := strings.Cut(strings.TrimSpace(line), " ")
		if path == "#" {
			continue
		}
		s := all
		for _, name := range strings.Split(path, ".") {
			if s.fields[name] == nil {
				s.fields[name] = &setting{fields: map[string]*setting{}}
			}
			s = s.fields[name]
		}
		s.kind = kind
	}
	return all
}

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
	case "any", "map":
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
		if _, ok := value.([]any); !ok {
			return []string{fmt.Sprintf("%s: %v is no list", path, value)}
		}
		return nil
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
		if !sizes.MatchString(strings.ToUpper(text)) {
			err = fmt.Errorf("%s is no size", text)
		}
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

// period is a period of Loki's schema, as its documentation says
// (https://grafana.com/docs/loki/latest/configure/#period_config).
type period struct {
	From        string `json:"from"`
	Store       string `json:"store"`
	ObjectStore string `json:"object_store"`
	Schema      string `json:"schema"`
	Index       struct {
		Prefix string `json:"prefix"`
		Period string `json:"period"`
	} `json:"index"`
}

// schemaConfig judges the periods: structured metadata wants TSDB and a schema
// of version 13, and TSDB wants tables of a day.
func schemaConfig(values map[string]any) error {
	data, err := yaml.Marshal(values["schemaConfig"])
	if err != nil {
		return err
	}
	var schema struct {
		Configs []period `json:"configs"`
	}
	if err := yaml.UnmarshalStrict(data, &schema); err != nil {
		return err
	}
	if len(schema.Configs) == 0 {
		return errors.New("there is no period")
	}
	for _, p := range schema.Configs {
		if _, err := time.Parse(time.DateOnly, p.From); err != nil {
			return err
		}
		p.From, p.Index.Prefix = "", ""
		if want := (period{Store: "tsdb", ObjectStore: "s3", Schema: "v13"}); p.Index.Period != "24h" {
			return fmt.Errorf("TSDB wants tables of 24h, not %s", p.Index.Period)
		} else if want.Index.Period = "24h"; p != want {
			return fmt.Errorf("got %+v, want %+v", p, want)
		}
	}
	return nil
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
		"Server":   {"A block that is not the chart's own.", []string{"server", "http_listen_prot"}, 3100, "server.http_listen_prot: unknown"},
		"Renamed":  {"A block that the chart calls otherwise.", []string{"commonConfig", "replication"}, 1, "commonConfig.replication: unknown"},
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
				t.Errorf("it is accepted\nreason: %s", tc.reason)
			}
		})
	}
}
