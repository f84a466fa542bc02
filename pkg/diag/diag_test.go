package diag

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFindingString(t *testing.T) {
	cases := map[string]struct {
		reason string
		in     Finding
		want   string
	}{
		"Everything": {
			"Place, value, rule, remedy and code make one line.",
			Finding{
				Code: "config-unknown-region", Where: Where{File: "platform.yaml", Line: 12, Path: "spec.region"},
				Value: "sfo9", Rule: "no such region", Remedy: `did you mean "sfo3"?`,
			},
			`platform.yaml:12: spec.region: "sfo9": no such region; did you mean "sfo3"? [config-unknown-region]`,
		},
		"RuleOnly": {
			"What is not known leaves no trace.",
			Finding{Code: "graph-cycle", Rule: "the units wait for each other"},
			"the units wait for each other [graph-cycle]",
		},
		"Object": {
			"An object stands between file and path; a line without a file says nothing.",
			Finding{Code: "ref-missing", Where: Where{Line: 3, Object: "Secret demo/db", Path: "data"}, Rule: "does not exist"},
			"Secret demo/db: data: does not exist [ref-missing]",
		},
		"OneLine": {
			"A value of several lines is quoted onto one.",
			Finding{Code: "c", Value: "a\nb", Rule: "r"},
			`"a\nb": r [c]`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, tc.in.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

func TestListSorted(t *testing.T) {
	at := func(file string, line int, path, code string) Finding {
		return Finding{Code: code, Where: Where{File: file, Line: line, Path: path}}
	}
	list := List{at("b", 1, "", "x"), at("a", 10, "", "x"), at("a", 9, "z", "x"), at("a", 9, "y", "b"), at("a", 9, "y", "a")}
	before := append(List(nil), list...)
	want := List{at("a", 9, "y", "a"), at("a", 9, "y", "b"), at("a", 9, "z", "x"), at("a", 10, "", "x"), at("b", 1, "", "x")}
	if diff := cmp.Diff(want, list.Sorted()); diff != "" {
		t.Errorf("the order is file, line as a number, path, code (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, list); diff != "" {
		t.Errorf("sorting changes the list itself (-before +after):\n%s", diff)
	}
}

func TestListErr(t *testing.T) {
	var list List
	if list.Err() != nil {
		t.Errorf("an empty list is an error: %v", list.Err())
	}
	list.Add(Finding{Code: "w", Severity: Warning, Rule: "careful"})
	if list.Err() != nil || list.Errors() != 0 {
		t.Errorf("a warning is an error: %v", list.Err())
	}
	list.Add(Finding{Code: "e", Rule: "broken"})
	if list.Errors() != 1 {
		t.Errorf("%d errors, want 1", list.Errors())
	}
	if err := list.Err(); err == nil || err.Error() != "broken [e]\nwarning: careful [w]" {
		t.Errorf("the error does not print every finding in order: %v", err)
	}
}

func TestSeverityString(t *testing.T) {
	if got := Error.String() + " " + Warning.String(); got != "error warning" {
		t.Errorf("got %q", got)
	}
}
