package platform

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/diag"
)

var update = flag.Bool("update", false, "rewrite the generated and the expected files")

// golden compares got with a file, or rewrites the file under -update.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is stale, run with -update (-file +now):\n%s", file, diff)
	}
}

func lines(findings diag.List) []byte {
	var out bytes.Buffer
	for _, f := range findings {
		out.WriteString(f.String() + "\n")
	}
	return out.Bytes()
}

func inputs(t testing.TB, pattern string, least int) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < least {
		t.Fatalf("%s matches %d files, want %d", pattern, len(files), least)
	}
	return files
}

// TestLoadInvalid loads files with one kind of mistake each and compares all
// that is said about them.
func TestLoadInvalid(t *testing.T) {
	if files, wants := len(inputs(t, "testdata/invalid/*.yaml", 35)), len(inputs(t, "testdata/invalid/*.want", 0)); files != wants && !*update {
		t.Errorf("%d files but %d expectations", files, wants)
	}
	for _, file := range inputs(t, "testdata/invalid/*.yaml", 35) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, findings := Load(Source{filepath.Base(file), data})
			if len(findings) == 0 {
				t.Error("nothing is found wrong")
			}
			golden(t, strings.TrimSuffix(file, ".yaml")+".want", lines(findings))
		})
	}
}

func TestLoadValid(t *testing.T) {
	for _, file := range inputs(t, "testdata/valid/*.yaml", 4) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p, findings := Load(Source{filepath.Base(file), data})
			if len(findings) > 0 {
				t.Errorf("does not load cleanly:\n%s", lines(findings))
			}
			again, _ := Load(Source{filepath.Base(file), data})
			if diff := cmp.Diff(p, again); diff != "" {
				t.Errorf("loads differently the second time:\n%s", diff)
			}
		})
	}
}
