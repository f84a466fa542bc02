package cli

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"seamark.dev/seamark/internal/files"
)

// TestHelpDocumentsExitCodes: every verb tells what its exit codes mean, and
// shows an example.
func TestHelpDocumentsExitCodes(t *testing.T) {
	for _, cmd := range append(newProgram().rootCommand().Commands(), newProgram().rootCommand()) {
		if cmd.Name() == "completion" || cmd.Name() == "help" {
			continue
		}
		if !strings.Contains(cmd.Long, "Exit codes:") || cmd.Example == "" {
			t.Errorf("%s: help has no exit codes or no example", cmd.CommandPath())
		}
	}
}

// TestExampleFlagsExist parses every example in the help with the commands
// themselves.
func TestExampleFlagsExist(t *testing.T) {
	flag := regexp.MustCompile(`--([a-z-]+)`)
	for _, cmd := range append(newProgram().rootCommand().Commands(), newProgram().rootCommand()) {
		for _, match := range flag.FindAllStringSubmatch(cmd.Example, -1) {
			if cmd.Flags().Lookup(match[1]) == nil {
				t.Errorf("%s: example uses --%s, which does not exist", cmd.CommandPath(), match[1])
			}
		}
	}
}

// TestOutIsCurrent compares the checked-in example with what the defaults
// render.
func TestOutIsCurrent(t *testing.T) {
	var stdout, stderr bytes.Buffer
	out := filepath.Join("..", "..", "out")
	if code := run("render", []string{"check", "--out", out}, nil, &stdout, &stderr); code != exitClean {
		t.Errorf("out/ is not what is rendered; run `make update`\n%s%s", stdout.String(), stderr.String())
	}
}

// TestProgramName: help speaks of the program by the name it was called by.
func TestProgramName(t *testing.T) {
	var stdout bytes.Buffer
	if code := run(programName("/usr/bin/seamark"), []string{"check", "--help"}, nil, &stdout, &stdout); code != exitClean {
		t.Fatalf("exit code %d", code)
	}
	help := stdout.String()
	if !strings.Contains(help, "\n  seamark check --config platform.yaml --out .\n") || !strings.Contains(help, "Usage:\n  seamark check [flags]") {
		t.Errorf("the help is of another program:\n%s", help)
	}
	if got := programName("render.exe"); got != "render" {
		t.Errorf("got %q", got)
	}
}

func newProgram() *program { return &program{name: "render", stdout: &files.Output{}} }
