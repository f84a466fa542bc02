package architecture

import (
	"bufio"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoMergeIsLeftHalf: no file holds the marks of a conflict, which no compiler
// sees in a page.
func TestNoMergeIsLeftHalf(t *testing.T) {
	read := 0
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules"):
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		read++
		if mark := conflict(data); mark != "" {
			t.Errorf("%s: %s", name, mark)
		}
		return nil
	})
	if err != nil || read < 1000 {
		t.Errorf("%d files read: %v", read, err)
	}
}

// conflict is the first line that Git has put before or behind a side of a
// conflict; empty if there is none.
func conflict(data []byte) string {
	for _, mark := range []string{"<<<<<<< ", ">>>>>>> "} {
		if !bytes.Contains(data, []byte(mark)) {
			continue
		}
		lines := bufio.NewScanner(bytes.NewReader(data))
		lines.Buffer(nil, len(data)+1)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), mark) {
				return lines.Text()
			}
		}
	}
	return ""
}

func TestConflict(t *testing.T) {
	for text, want := range map[string]string{
		"a\n" + strings.Repeat("<", 7) + " HEAD\nb\n":   strings.Repeat("<", 7) + " HEAD",
		"a\n" + strings.Repeat(">", 7) + " 1234567\n":   strings.Repeat(">", 7) + " 1234567",
		"no line " + strings.Repeat("<", 7) + " HEAD\n": "",
		"Title\n=======\n": "",
	} {
		if got := conflict([]byte(text)); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
