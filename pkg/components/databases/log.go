package databases

import "strings"

// Log is how Alloy reads the engine's log, and what is found in it.
type Log struct {
	// Stages is Alloy's configuration for it. It may set the fields level and
	// those of Metadata, only in lines that are the engine's beyond doubt.
	Stages Stages
	// Levels are the engine's words for each of our levels: alternatives of a
	// regular expression.
	Levels map[Level]string
	// Metadata are the fields that go with a line as structured metadata.
	Metadata []Field
	// Examples are queries of LogQL for the page of an environment, each below a
	// comment that says what it finds. They may be empty.
	Examples string
	// Refused, Ended, Full and Starved are patterns of RE2 that find lines, empty
	// where there are none such: that a user could not log in, that a statement
	// was ended, that no connection was free, and that memory was short.
	Refused, Ended, Full, Starved string
	// Slowest is a LogQL expression for the longest duration of a statement by
	// database_cluster, in milliseconds, in the lines that a stream selector
	// chooses; nil where durations are not logged.
	Slowest func(lines string) string
	// SlowAbove is the setting above which a statement is logged.
	SlowAbove string
}

// Field is a field of a line's structured metadata.
type Field struct {
	Name string
	// Meaning is what the name does not say: the unit, or where it comes from.
	Meaning string
}

// Level is a value of the label level.
type Level string

// The levels of lines, as Alloy labels them.
const (
	Debug    Level = "debug"
	Info     Level = "info"
	Warning  Level = "warning"
	Error    Level = "error"
	Critical Level = "critical"
)

// Stages are stages of loki.process, indented as within one.
type Stages struct {
	// Joins mark by a tab a line that continues the one before, before lines are
	// put together. Most engines have no such lines.
	Joins string
	// Secrets mask what is secret in statements of this engine.
	Secrets string
	// Fields take level and metadata out of a line.
	Fields string
}

// sections reads stages out of a file with a heading for each of the three.
func sections(text string) Stages {
	parts := map[string]string{}
	for _, section := range strings.Split("\n"+text, "\n// ---- ")[1:] {
		name, body, _ := strings.Cut(section, "\n")
		parts[name] = strings.TrimRight(body, "\n")
	}
	return Stages{parts["joins"], parts["secrets"], parts["fields"]}
}
