package platform

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var option = regexp.MustCompile(`(?m)^(\s*)#([^#\n].*)$`)

// uncommented is the starter with all its options in use.
func uncommented(t *testing.T) []byte {
	t.Helper()
	modeline, rest, ok := bytes.Cut(Starter(), []byte("\n"))
	if !ok {
		t.Fatal("the starter is one line")
	}
	return append(append(modeline, '\n'), option.ReplaceAll(rest, []byte("$1$2"))...)
}

func TestStarter(t *testing.T) {
	first, _, _ := strings.Cut(string(Starter()), "\n")
	if want := "# yaml-language-server: $schema=" + SchemaID; first != want {
		t.Errorf("the first line is %q, want %q", first, want)
	}
	plain, findings := Load(Source{"starter.yaml", Starter()})
	if len(findings) > 0 {
		t.Fatalf("the starter does not load cleanly:\n%v", findings)
	}
	full, findings := Load(Source{"starter.yaml", uncommented(t)})
	if len(findings) > 0 {
		t.Fatalf("the starter with all options does not load cleanly:\n%v", findings)
	}
	if diff := cmp.Diff(plain, full); diff != "" {
		t.Errorf("the options shown are not the defaults (-default +shown):\n%s", diff)
	}
}

// TestStarterShowsEverything looks for every field of the types in the starter,
// as an option or, where none is the default, in an example after ##.
func TestStarterShowsEverything(t *testing.T) {
	text := string(uncommented(t))
	for _, typ := range parsedTypes(t) {
		for _, f := range typ.Fields {
			if !regexp.MustCompile(`(?m)^[ #-]*` + f.Name + `:`).MatchString(text) {
				t.Errorf("%s.%s is not in the starter", typ.Name, f.Name)
			}
		}
	}
}

// TestStarterExample puts the examples of an environment to use, the one of
// the hub that they want, and that of the delivery.
func TestStarterExample(t *testing.T) {
	example := regexp.MustCompile(`(?m)^    ##( *(?:- )?[a-zA-Z]+:.*)$`).ReplaceAllString(string(Starter()), "    $1")
	example = regexp.MustCompile(`(?m)^  ##(hub:| +(?:addresses|monitoring|prometheus|storageClass|alerts|receiver|slack|channel):|  push:|    provider: |    secret: push)`).ReplaceAllString(example, "  $1")
	p, findings := Load(Source{"starter.yaml", []byte(example)})
	if len(findings) > 0 {
		t.Fatalf("the example does not load cleanly:\n%v", findings)
	}
	if r := p.Spec.Environments[0].Alerts.Receiver; r.Slack == nil || r.Email == nil || r.Webhook == nil || r.PagerDuty == nil {
		t.Errorf("the example lacks a receiver: %+v", r)
	}
	if want := (&Push{GitHub, "push-webhook"}); !cmp.Equal(p.Spec.Delivery.Push, want) {
		t.Errorf("the example lacks a webhook: %+v", p.Spec.Delivery.Push)
	}
	if h := p.Spec.Hub; !h.WatchesItself() || h.Alerts.Receiver.Slack == nil {
		t.Errorf("the example's hub does not watch itself: %+v", h)
	}
}

// TestStarterMirrors puts the example of mirrors to use.
func TestStarterMirrors(t *testing.T) {
	example := regexp.MustCompile(`(?m)^  ##(mirrors:|- from: |  (?:to|insecure|secret): )`).ReplaceAllString(string(Starter()), "  $1")
	p, findings := Load(Source{"starter.yaml", []byte(example)})
	if len(findings) > 0 {
		t.Fatalf("the example does not load cleanly:\n%v", findings)
	}
	if len(p.Spec.Mirrors) != 2 || p.Spec.Mirrors[0].Secret == "" {
		t.Errorf("the example lacks a mirror or its Secret: %+v", p.Spec.Mirrors)
	}
}

func TestDefaultIsCheckedIn(t *testing.T) {
	checkedIn, err := os.ReadFile("../../platform.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(Default()), string(checkedIn)); diff != "" {
		t.Errorf("platform.yaml is not pkg/platform/default.yaml (-default.yaml +platform.yaml):\n%s", diff)
	}
}
