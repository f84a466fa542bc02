package declare

import (
	"runtime/debug"
	"testing"
)

func TestDirOf(t *testing.T) {
	acme := debug.BuildInfo{Path: "example.com/acme/cmd/platform", Main: debug.Module{Path: "example.com/acme"}}
	cases := map[string]struct {
		reason      string
		pkg, folder string
		program     debug.BuildInfo
		want        string
	}{
		"Ours":       {"In our module.", "seamark.dev/seamark/pkg/components/loki", "loki", debug.BuildInfo{Main: debug.Module{Path: "seamark.dev/seamark"}}, "pkg/components/loki"},
		"OursInUse":  {"In somebody's program.", "seamark.dev/seamark/pkg/components/loki", "loki", acme, "pkg/components/loki"},
		"Theirs":     {"Relative to the module of the program, as ours is.", "example.com/acme/pager", "pager", acme, "pager"},
		"Root":       {"The module's folder may have any name.", "example.com/acme", "checkout", acme, ""},
		"Main":       {"The compiler calls it main, wherever it is.", "main", "platform", acme, "cmd/platform"},
		"MainAtRoot": {"A program that is the whole module.", "main", "checkout", debug.BuildInfo{Path: "example.com/acme", Main: acme.Main}, ""},
		"OfFiles":    {"go run main.go knows no module.", "main", "checkout", debug.BuildInfo{Path: "command-line-arguments"}, "checkout"},
		"Unknown":    {"Built without modules.", "main", "checkout", debug.BuildInfo{}, "checkout"},
		"Moved":      {"A literal that was moved is in its file.", "seamark.dev/seamark/pkg/declare", "loki", acme, "loki"},
		"Another":    {"In a module that both require.", "example.org/shared/pager", "pager", acme, "example.org/shared/pager"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := dirOf(tc.pkg, tc.folder, tc.program); got != tc.want {
				t.Errorf("%s\ngot %q, want %q", tc.reason, got, tc.want)
			}
		})
	}
}
