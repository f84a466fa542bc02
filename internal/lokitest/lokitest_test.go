package lokitest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/charts"
)

// ending ends as a test does: at once.
type ending struct{}

func (ending) Helper()           {}
func (ending) Fatal(args ...any) { panic("fails: " + fmt.Sprint(args...)) }
func (ending) Skip(args ...any)  { panic("skips: " + fmt.Sprint(args...)) }

func TestProgram(t *testing.T) {
	cases := map[string]struct{ reason, prints, want string }{
		"None":    {"Nobody named one.", "", "skips: not checked without Loki: this (LOKI=PROGRAM)"},
		"Pinned":  {"It is the one that is installed.", "loki, version " + charts.Loki.AppVersion + " (branch: x)", "takes"},
		"Other":   {"Its answers would say nothing.", "loki, version 2.0.0 (branch: x)", "fails: "},
		"Unknown": {"Nobody knows what it is.", "loki, version  (branch: x)", "fails: "},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			program := ""
			if tc.prints != "" {
				program = filepath.Join(t.TempDir(), "loki")
				if err := os.WriteFile(program, []byte("#!/bin/sh\necho '"+tc.prints+"'\n"), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			t.Setenv(Variable, program)
			got := func() (ends string) {
				defer func() {
					if said := recover(); said != nil {
						ends = fmt.Sprint(said)
					}
				}()
				Program(ending{}, "this")
				return "takes"
			}()
			if !strings.HasPrefix(got, tc.want) {
				t.Errorf("got %q, want %q\nreason: %s", got, tc.want, tc.reason)
			}
		})
	}
}
