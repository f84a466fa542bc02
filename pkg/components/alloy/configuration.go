package alloy

import (
	_ "embed" // for config.alloy
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/components/databases"
)

// frame is the configuration but for what differs between the engines of
// databases: @joins@, @secrets@ and @fields@ are stages, the names of levels
// alternatives of a regular expression.
//
//go:embed config.alloy
var frame string

// Configuration is Alloy's configuration file, as it is delivered, for the lines
// of these engines.
func Configuration(engines databases.Table) string {
	each := func(separator string, part func(databases.Engine) string) string {
		var parts []string
		for _, e := range engines {
			if p := part(e); p != "" {
				parts = append(parts, p)
			}
		}
		return strings.Join(parts, separator)
	}
	replacements := []string{
		"@engines@", each("|", func(e databases.Engine) string { return string(e.Name()) }),
		"@joins@", each("\n\n", func(e databases.Engine) string { return e.Log.Stages.Joins }),
		"@secrets@", each("\n\n", func(e databases.Engine) string { return e.Log.Stages.Secrets }),
		"@fields@", each("\n\n", func(e databases.Engine) string { return e.Log.Stages.Fields }),
	}
	for _, level := range []databases.Level{databases.Debug, databases.Info, databases.Warning, databases.Error, databases.Critical} {
		words := each("|", func(e databases.Engine) string { return e.Log.Levels[level] })
		replacements = append(replacements, "@"+string(level)+"@", words)
	}
	replacements = append(replacements, metadata(engines)...)
	return strings.NewReplacer(replacements...).Replace(frame)
}

// metadata lists the structured metadata of all engines: for Alloy, and for the
// reader.
func metadata(engines databases.Table) []string {
	var names []string
	longest := 0
	for _, e := range engines {
		for _, f := range e.Log.Metadata {
			names = append(names, f.Name)
			longest = max(longest, len(f.Name))
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	var lines []string
	for _, name := range names {
		lines = append(lines, "      "+name+strings.Repeat(" ", longest-len(name))+` = "`+name+`",`)
	}
	last := len(names) - 1
	return []string{
		"@metadata@", strings.Join(lines, "\n"),
		"@names@", strings.Join(names[:last], ", ") + " and " + names[last],
	}
}
