package diag

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/schemagen"
)

var update = flag.Bool("update", false, "rewrite the generated files")

const reportSchema = "../../docs/report.schema.json"

// TestReportSchema: the published schema is that of the Go types.
func TestReportSchema(t *testing.T) {
	var types []schemagen.Type
	for _, file := range []string{"format.go", "diag.go"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found, err := schemagen.Parse(source)
		if err != nil {
			t.Fatal(err)
		}
		types = append(types, found...)
	}
	types = slices.DeleteFunc(types, func(t schemagen.Type) bool {
		return !slices.Contains([]string{"Report", "Finding", "Code", "Severity", "Where", "Subject", "Files", "Version", "Recovered"}, t.Name)
	})
	for i := range types {
		if types[i].Name == "Severity" {
			types[i].Values = []string{Error.String(), Warning.String()}
		}
	}
	got, err := schemagen.Schema(types, schemagen.Options{
		ID: "https://seamark.dev/schemas/v1alpha2/report.json", Root: "Report",
		Rules: map[string]schemagen.Rule{
			"Report.apiVersion": {Enum: []string{ReportVersion}},
			"Report.kind":       {Enum: []string{ReportKind}},
			"Report.findings":   {MayBeEmpty: true},
			"Files.added":       {MayBeEmpty: true},
			"Files.changed":     {MayBeEmpty: true},
			"Files.removed":     {MayBeEmpty: true},
			"Files.refused":     {MayBeEmpty: true},
			"Files.kept":        {MayBeEmpty: true},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(reportSchema, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(reportSchema)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is stale, run with -update (-file +now):\n%s", reportSchema, diff)
	}
}

// TestReportsFollowTheSchema reads reports as a program would.
func TestReportsFollowTheSchema(t *testing.T) {
	full := Finding{
		Code: "c", Severity: Warning, Where: Where{File: "f", Line: 1, Column: 2, Path: "p"},
		Subject: Subject{Object: "o", Path: "p", File: "f"}, Value: "v", Message: "m", Remedy: "r",
	}
	data, err := os.ReadFile(reportSchema)
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		reason string
		change func(map[string]any)
		list   List
		want   []string
	}{
		"Empty":   {reason: "No findings are a report too.", list: nil},
		"Full":    {reason: "Every part is known.", list: List{full, {Code: "d", Message: "m"}}},
		"Version": {"Another form is refused.", func(r map[string]any) { r["apiVersion"] = "v0" }, nil, []string{"/apiVersion: none of the values"}},
		"Word":    {"A part that the form does not have is refused.", func(r map[string]any) { r["rule"] = "x" }, nil, []string{": unknown rule"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			written, err := json.Marshal(tc.list.Report())
			if err != nil {
				t.Fatal(err)
			}
			var document map[string]any
			if err := json.Unmarshal(written, &document); err != nil {
				t.Fatal(err)
			}
			if tc.change != nil {
				tc.change(document)
			}
			if diff := cmp.Diff(tc.want, schemagen.Refusals(schema, document)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
			var back Report
			if err := json.Unmarshal(written, &back); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.list.Report(), back); diff != "" {
				t.Errorf("a report is not read as it was written:\n%s", diff)
			}
		})
	}
}
