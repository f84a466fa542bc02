package languages

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/lokitest"
	"seamark.dev/seamark/pkg/charts"
)

var update = flag.Bool("update", false, "write the table of Loki's settings instead of comparing with it")

// tableFile is what the render-time check knows of Loki's settings.
const tableFile = "../../pkg/prove/languages/loki.txt"

func tableHead() string {
	return "# Generated from what Loki " + charts.Loki.AppVersion + " says of its configuration, by e2e/languages, TestLokiTable. Do not edit."
}

// tableBlocks are the blocks of Loki's configuration that it covers: those that
// the chart passes on, under the same name or another one (inChart).
var tableBlocks = []string{
	"analytics", "auth_enabled", "bloom_build", "bloom_gateway", "common", "compactor", "distributor", "frontend", "frontend_worker",
	"index_gateway", "ingester", "ingester_client", "limits_config", "operational_config", "pattern_ingester", "querier", "query_range",
	"query_scheduler", "schema_config", "server", "storage_config", "tracing",
}

// unprinted are settings that Loki prints only when they are set. One that it no
// longer has fails the test.
var unprinted = []string{
	"limits_config.blocked_queries", "limits_config.discover_generic_fields.fields", "limits_config.minimum_labels_number",
	"limits_config.otlp_config.log_attributes", "limits_config.otlp_config.resource_attributes.ignore_defaults",
	"limits_config.otlp_config.scope_attributes", "limits_config.otlp_config.severity_text_as_label",
	"limits_config.required_labels", "limits_config.retention_stream",
	"limits_config.ruler_alertmanager_config.alert_relabel_configs",
	"limits_config.ruler_alertmanager_config.alertmanager_client.basic_auth_password",
	"limits_config.ruler_alertmanager_config.alertmanager_client.basic_auth_username",
	"limits_config.ruler_alertmanager_config.alertmanager_client.credentials",
	"limits_config.ruler_alertmanager_config.alertmanager_client.credentials_file",
	"limits_config.ruler_alertmanager_config.alertmanager_client.tls_ca_path",
	"limits_config.ruler_alertmanager_config.alertmanager_client.tls_cert_path",
	"limits_config.ruler_alertmanager_config.alertmanager_client.tls_cipher_suites",
	"limits_config.ruler_alertmanager_config.alertmanager_client.tls_insecure_skip_verify",
	"limits_config.ruler_alertmanager_config.alertmanager_client.tls_key_path",
	"limits_config.ruler_alertmanager_config.alertmanager_client.tls_min_version",
	"limits_config.ruler_alertmanager_config.alertmanager_client.tls_server_name",
	"limits_config.ruler_alertmanager_config.alertmanager_client.type",
	"limits_config.ruler_alertmanager_config.alertmanager_refresh_interval",
	"limits_config.ruler_alertmanager_config.alertmanager_url",
	"limits_config.ruler_alertmanager_config.enable_alertmanager_discovery",
	"limits_config.ruler_alertmanager_config.enable_alertmanager_v2",
	"limits_config.ruler_alertmanager_config.notification_queue_capacity",
	"limits_config.ruler_alertmanager_config.notification_timeout",
	"limits_config.ruler_remote_write_config", "limits_config.ruler_remote_write_relabel_configs",
	"limits_config.ruler_remote_write_sigv4_config.access_key", "limits_config.ruler_remote_write_sigv4_config.profile",
	"limits_config.ruler_remote_write_sigv4_config.region", "limits_config.ruler_remote_write_sigv4_config.role_arn",
	"limits_config.ruler_remote_write_sigv4_config.secret_key", "limits_config.shard_aggregations", "querier.extra_query_delay",
}

// TestLokiTable asks Loki for the render-time check's table: which settings there
// are, by the configuration that it prints, and what each takes, by what it says
// of a configuration in which every value is a wrong one.
func TestLokiTable(t *testing.T) {
	if head, _, _ := strings.Cut(read(t, tableFile), "\n"); head != tableHead() && !*update {
		t.Errorf("%s is of another version: run the test with LOKI=PROGRAM and -update\ngot  %s\nwant %s", tableFile, head, tableHead())
	}
	program := lokitest.Program(t, "whether the table of Loki's settings is what Loki says")
	defaults := printed(t, program)
	all := &setting{kind: "fields", fields: map[string]*setting{}}
	for _, block := range tableBlocks {
		all.grow(block, defaults[block])
	}
	for _, path := range unprinted {
		all.plant(strings.Split(path, "."))
	}
	all.ask(t, program)
	var lines []string
	for _, block := range tableBlocks {
		table(block, all.fields[block], &lines)
	}
	if len(lines) < 1000 {
		t.Fatalf("Loki has %d settings, want a thousand at least", len(lines))
	}
	want := tableHead() + "\n" + strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(tableFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, read(t, tableFile)); diff != "" {
		t.Errorf("%s is not what Loki says; run the test with -update (-Loki +file):\n%s", tableFile, diff)
	}
}

func table(path string, s *setting, lines *[]string) {
	*lines = append(*lines, path+" "+s.kind)
	for _, name := range slices.Sorted(maps.Keys(s.fields)) {
		table(path+"."+name, s.fields[name], lines)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// loki runs the program on a configuration, which it only checks.
func loki(t *testing.T, program, configuration string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "loki.yaml")
	if err := os.WriteFile(file, []byte(configuration), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, append([]string{"-config.file=" + file, "-verify-config"}, args...)...)
	cmd.Dir = t.TempDir()
	out, _ := cmd.CombinedOutput() // a refusal is an answer
	return string(out)
}

// least is a configuration that Loki takes.
const least = `
schema_config:
  configs: [{from: "2025-06-01", store: tsdb, object_store: s3, schema: v13, index: {prefix: index_, period: 24h}}]
common: {path_prefix: /tmp}
compactor: {working_directory: /tmp}
`

// printed is the configuration that Loki prints, with the defaults of all that
// is not set. Its log follows it.
func printed(t *testing.T, program string) map[string]any {
	t.Helper()
	text, _, _ := strings.Cut(loki(t, program, least, "-print-config-stderr"), "\nlevel=")
	var all map[string]any
	if err := yaml.Unmarshal([]byte(text), &all); err != nil {
		t.Fatalf("Loki prints no configuration: %v\n%.2000s", err, text)
	}
	return all
}

// grow adds a setting with what is below it, by its default.
func (s *setting) grow(name string, value any) {
	child := &setting{printed: fmt.Sprint(value)}
	if s.fields == nil {
		s.fields = map[string]*setting{}
	}
	s.fields[name] = child
	if below, ok := value.(map[string]any); ok {
		for name, value := range below {
			child.grow(name, value)
		}
	}
}

// plant adds a setting that is not printed.
func (s *setting) plant(path []string) {
	if s.fields[path[0]] == nil {
		s.grow(path[0], "")
	}
	if len(path) > 1 {
		s.fields[path[0]].plant(path[1:])
	}
}

// wrong is right nowhere but where any keys and any values are.
const wrong = "{outer: {inner: x}}"

// ask sets the kinds: one configuration has something wrong in each place, of
// which the decoder complains line by line.
func (s *setting) ask(t *testing.T, program string) {
	t.Helper()
	var text bytes.Buffer
	var lines []*setting
	var names []string
	var lay func(s *setting, indent string)
	lay = func(s *setting, indent string) {
		for _, name := range slices.Sorted(maps.Keys(s.fields)) {
			child := s.fields[name]
			lines, names = append(lines, child), append(names, name)
			if len(child.fields) > 0 {
				child.kind = "fields"
				fmt.Fprintf(&text, "%s%s:\n", indent, name)
				lay(child, indent+"  ")
			} else {
				fmt.Fprintf(&text, "%s%s: %s\n", indent, name, wrong)
			}
		}
	}
	lay(s, "")
	said := map[int]string{}
	for _, m := range complaint.FindAllStringSubmatch(loki(t, program, text.String()), -1) {
		number, _ := strconv.Atoi(m[1])
		said[number] += m[2] + "\n"
	}
	for i, leaf := range lines {
		if strings.Contains(said[i+1], "field "+names[i]+" not found") {
			t.Errorf("Loki has no setting %s any more", names[i])
		}
		if leaf.kind == "" {
			leaf.kind = leaf.judge(t, program, said[i+1], strings.Split(text.String(), "\n")[:i+1])
		}
	}
}

var (
	complaint = regexp.MustCompile(`(?m)line (\d+): (.*)$`)
	intoType  = regexp.MustCompile(`into (\[\]|[a-z]+[a-zA-Z0-9.]*)`)
	durations = regexp.MustCompile(`^(\d+(y|w|d|h|m|s|ms))+$`)
	sizes     = regexp.MustCompile(`^\d+[KMGT]?B$`)
)

// ofType is what the decoder calls the types of scalars.
var ofType = map[string]string{
	"bool": "bool", "int": "int", "int32": "int", "int64": "int", "uint": "int", "uint16": "int", "uint32": "int", "uint64": "int",
	"float64": "float", "time.Duration": "go-duration", "[]": "list", "string": "string",
}

// judge is the kind of a setting by the complaint. A text that looks like a
// duration or a size is one if Loki refuses another text there.
func (s *setting) judge(t *testing.T, program, said string, above []string) string {
	t.Helper()
	takes := func(value string) bool {
		answer := loki(t, program, strings.TrimSuffix(within(above), wrong)+value+"\n")
		return !strings.Contains(answer, "failed parsing config")
	}
	if strings.Contains(said, "field outer not found") {
		return "fields"
	}
	if s.printed == "map[]" || strings.Contains(said, "field inner not found") {
		return "map"
	}
	kind := "any"
	if m := intoType.FindStringSubmatch(said); m != nil && ofType[m[1]] != "" {
		kind = ofType[m[1]]
	}
	switch {
	case kind == "list" && s.printed == "" && !takes("[]"):
		return "map" // of lists
	case kind == "string" && durations.MatchString(s.printed) && !takes("nonsense"):
		return "duration"
	case kind == "string" && sizes.MatchString(s.printed) && !takes("nonsense"):
		return "size"
	}
	return kind
}

// within is the last of some lines with the blocks that it stands in.
func within(lines []string) string {
	last := lines[len(lines)-1]
	indent := len(last) - len(strings.TrimLeft(last, " "))
	text := last
	for i := len(lines) - 1; i >= 0 && indent > 0; i-- {
		if here := len(lines[i]) - len(strings.TrimLeft(lines[i], " ")); here < indent {
			text, indent = lines[i]+"\n"+text, here
		}
	}
	return text
}
