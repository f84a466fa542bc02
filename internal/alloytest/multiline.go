package alloytest

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Joiner is a stage.multiline: it puts entries with the same labels together.
type Joiner struct {
	first    *regexp.Regexp
	maxLines int
	wait     time.Duration
	streams  map[string]*gathered
}

// gathered are the lines of a stream since its last beginning.
type gathered struct {
	start Entry
	lines []string
	seen  time.Time
}

// Joiner is the only stage.multiline of a component.
func (c Configuration) Joiner(component string) *Joiner {
	c.t.Helper()
	attrs := c.Find(component).In(MultilineStage).Attributes
	wait, err := time.ParseDuration(Eval[string](c, attrs["max_wait_time"]))
	if err != nil {
		c.t.Fatal(err)
	}
	return &Joiner{c.expression(attrs, "firstline"), Eval[int](c, attrs["max_lines"]), wait, map[string]*gathered{}}
}

// Add takes an entry at a time and gives those that are complete. What comes
// before the first beginning of a stream passes as it is.
func (j *Joiner) Add(e Entry, now time.Time) []Entry {
	out := j.Flush(now)
	key := fingerprint(e.Labels)
	stream, begins := j.streams[key], j.first.MatchString(e.Line)
	switch {
	case stream == nil && !begins:
		return append(out, e)
	case stream == nil:
		stream = &gathered{}
		j.streams[key] = stream
	}
	if begins {
		if len(stream.lines) > 0 {
			out = append(out, stream.flush())
		}
		stream.start = e
	}
	stream.lines, stream.seen = append(stream.lines, strings.TrimRight(e.Line, "\r\n")), now
	if len(stream.lines) == j.maxLines {
		out = append(out, stream.flush())
	}
	return out
}

// Flush gives what has waited for long enough.
func (j *Joiner) Flush(now time.Time) []Entry {
	var out []Entry
	for _, key := range slices.Sorted(maps.Keys(j.streams)) {
		stream := j.streams[key]
		if now.Sub(stream.seen) < j.wait {
			continue
		}
		if len(stream.lines) > 0 {
			out = append(out, stream.flush())
		}
		delete(j.streams, key)
	}
	return out
}

// flush is one entry with the lines so far, and what the first of them had
// beside its line.
func (s *gathered) flush() Entry {
	e := Begin(s.start)
	e.Extracted = maps.Clone(s.start.Extracted)
	e.Line, s.lines = strings.Join(s.lines, "\n"), nil
	return e
}

func fingerprint(labels map[string]string) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		parts = append(parts, name+"="+labels[name])
	}
	return strings.Join(parts, "\x00")
}

// AroundMultiline are the stages of a component before and behind its
// stage.multiline.
func (c Configuration) AroundMultiline(component string) (before, behind []Block) {
	c.t.Helper()
	all := c.Pipeline(component)
	at := slices.IndexFunc(all, func(b Block) bool { return b.Path == MultilineStage })
	if at < 0 {
		c.t.Fatalf("%s has no %s", component, MultilineStage)
	}
	return all[:at], all[at+1:]
}
