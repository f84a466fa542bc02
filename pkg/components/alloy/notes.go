package alloy

import (
	"strings"

	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// notes are what is read from the lines of the environment's databases, if they
// send any.
func (c collector) notes(env platform.Environment, present declare.Present) model.Notes {
	var notes model.Notes
	if !present.Has("logsink") {
		return notes
	}
	for _, e := range c.engines.Of(env) {
		notes.LogFields += "| " + e.Title() + " | " + fields(e.Log.Metadata) + " |\n"
		if e.Log.Examples != "" {
			notes.LogQueries += strings.TrimSpace(e.Log.Examples) + "\n"
		}
	}
	return notes
}

func fields(all []databases.Field) string {
	var said []string
	for _, f := range all {
		text := "`" + f.Name + "`"
		if f.Meaning != "" {
			text += " (" + f.Meaning + ")"
		}
		said = append(said, text)
	}
	return strings.Join(said, ", ")
}
