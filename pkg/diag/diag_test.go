package diag

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFindingString(t *testing.T) {
	cases := map[string]struct {
		reason string
		in     Finding
		want   string
	}{
		"Configuration": {
			"Place, field, value, message, remedy and code make one line.",
			Finding{
				Code: "config-unknown-region", Where: Where{File: "platform.yaml", Line: 12, Column: 5, Path: "spec.region"},
				Value: "sfo9", Message: "no such region", Remedy: `did you mean "sfo3"?`,
			},
			`platform.yaml:12:5: spec.region: "sfo9": no such region; did you mean "sfo3"? [config-unknown-region]`,
		},
		"Rendered": {
			"The line to mend comes first, the file it would have become last.",
			Finding{
				Code: "values-unknown-key", Severity: Warning, Where: Where{File: `C:\\x.yaml`, Line: 3, Path: "spec.overrides.loki.x"},
				Subject: Subject{Object: "release loki", Path: "values.x", File: "environments/a/helmrelease-loki.yaml"}, Message: "no such key",
			},
			`C:\\x.yaml:3: release loki: values.x: warning: no such key; in environments/a/helmrelease-loki.yaml [values-unknown-key]`,
		},
		"NoLines": {
			"Without a file the field of the configuration says where to mend.",
			Finding{Code: "c", Where: Where{Line: 3, Path: "spec.overrides.loki.x"}, Subject: Subject{Object: "release loki"}, Message: "m"},
			"spec.overrides.loki.x: release loki: m [c]",
		},
		"MessageOnly": {
			"What is not known leaves no trace.",
			Finding{Code: "graph-cycle", Message: "the units wait for each other"},
			"the units wait for each other [graph-cycle]",
		},
		"OneLine": {
			"Line ends and what a terminal would obey are escaped, wherever they come from.",
			Finding{
				Code: "c", Where: Where{File: "a\nb"}, Subject: Subject{Object: "\x1b[31mred", Path: "\u202egnp", File: "\xff"},
				Value: "a\nb", Message: "r\r\n::error::x", Remedy: "\x00ö",
			},
			`a\nb: \x1b[31mred: \u202egnp: "a\nb": r\r\n:\x3aerror::x; \x00ö; in \xff [c]`,
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
	at := func(file string, line int, path string, code Code) Finding {
		return Finding{Code: code, Where: Where{File: file, Line: line}, Subject: Subject{Path: path}}
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
	list.Add(Finding{Code: "w", Severity: Warning, Message: "careful"})
	if list.Err() != nil || list.Errors() != 0 {
		t.Errorf("a warning is an error: %v", list.Err())
	}
	list.Add(Finding{Code: "e", Message: "broken"})
	if got := Findings(fmt.Errorf("outer: %w", list.Err())); len(got) != 2 {
		t.Errorf("the error has lost its findings: %v", got)
	}
	if got := Findings(errors.New("other")); got != nil {
		t.Errorf("another error has findings: %v", got)
	}
	if unknown := (List{{Code: "u", Severity: 7}}); unknown.Errors() != 1 || unknown.Err() == nil {
		t.Errorf("a severity that is worded %q stops nothing", unknown[0].Severity)
	}
	if list.Errors() != 1 {
		t.Errorf("%d errors, want 1", list.Errors())
	}
	if err := list.Err(); err == nil || err.Error() != "broken [e]\nwarning: careful [w]" {
		t.Errorf("the error does not print every finding in order: %v", err)
	}
}

func TestSeverityString(t *testing.T) {
	for severity, word := range map[Severity]string{Error: "error", Warning: "warning"} {
		text, err := severity.MarshalText()
		var back Severity
		if readErr := back.UnmarshalText(text); err != nil || readErr != nil || back != severity || severity.String() != word {
			t.Errorf("%d is written %q and read as %d (%v, %v)", severity, text, back, err, readErr)
		}
	}
	if err := new(Severity).UnmarshalText([]byte("fatal")); err == nil {
		t.Error("an unknown severity is read")
	}
}
