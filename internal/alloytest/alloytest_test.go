package alloytest

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const small = `// A comment.
loki.source.syslog "a" {
  forward_to = [loki.process.b.receiver]
}

local.file "key" {
  filename  = "/key"
  is_secret = true
}

loki.process "b" {
  stage.multiline {
    firstline     = "^[^ ]"
    max_lines     = 2
    max_wait_time = "3s"
  }

  stage.output {
    source = convert.nonsensitive(local.file.key.content) + sys.env("NAME")
  }
  forward_to = [loki.write.c.receiver]
}

loki.write "c" { }
`

func read(t *testing.T) Configuration {
	t.Helper()
	return Parse(t, small, World{Variables: map[string]string{"NAME": "x"}, Files: map[string]string{"/key": "secret-"}})
}

func TestRoute(t *testing.T) {
	want := []string{`loki.source.syslog "a"`, `loki.process "b"`, `loki.write "c"`}
	if diff := cmp.Diff(want, read(t).Route(`loki.source.syslog "a"`)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestEval(t *testing.T) {
	c := read(t)
	got := Eval[string](c, c.Find(`loki.process "b"`).In("stage.output").Attributes["source"])
	if got != "secret-x" {
		t.Errorf("%q", got)
	}
}

func TestWithout(t *testing.T) {
	got, err := Without(small, `local.file "key"`, `loki.process "b"`)
	if err != nil || strings.Contains(got, "local.file") || !strings.Contains(got, `loki.write "c" { }`) || !strings.HasPrefix(got, "// A comment.\nloki.source") {
		t.Errorf("%v\n%s", err, got)
	}
	if _, err := Without(small, `loki.process "x"`); err == nil {
		t.Error("a component that is not there is left out")
	}
}

func TestJoiner(t *testing.T) {
	start := time.Unix(0, 0)
	type added struct {
		line, stream string
		after        time.Duration
	}
	cases := map[string]struct {
		reason string
		added  []added
		want   []string
	}{
		"Joined":    {"what does not begin is appended", []added{{"a", "", 0}, {" b", "", 0}}, []string{"a\n b"}},
		"Orphan":    {"nothing to append it to", []added{{" b", "", 0}, {"a", "", 0}}, []string{" b", "a"}},
		"Streams":   {"each stream by itself", []added{{"a", "1", 0}, {"c", "2", 0}, {" b", "1", 0}}, []string{"a\n b", "c"}},
		"Full":      {"after max_lines the next ones are an entry", []added{{"a", "", 0}, {" b", "", 0}, {" c", "", 0}}, []string{"a\n b", " c"}},
		"Too late":  {"after max_wait_time nobody waits", []added{{"a", "", 0}, {" b", "", 4 * time.Second}}, []string{"a", " b"}},
		"Line feed": {"at the end it is taken away", []added{{"a\n", "", 0}, {" b\n", "", 0}}, []string{"a\n b"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			j, now := read(t).Joiner(`loki.process "b"`), start
			var entries []Entry
			for _, a := range tc.added {
				now = now.Add(a.after)
				entries = append(entries, j.Add(Begin(Entry{Line: a.line, Labels: map[string]string{"s": a.stream}}), now)...)
			}
			entries = append(entries, j.Flush(now.Add(time.Hour))...)
			var got []string
			for _, e := range entries {
				got = append(got, e.Line)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s, -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
