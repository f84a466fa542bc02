package dashboards

import (
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// theirs are the rows of others that have a part in a dashboard: the one of that
// name, or if it is empty the row's own.
type theirs struct {
	board string
	rows  []databases.Theirs
}

func partsOf(engines databases.Table) []theirs {
	return []theirs{
		{"", engines.Theirs(databases.Part{Name: "Board", Of: func(e databases.Engine) any { return e.Board }})},
		{overviewName, engines.Theirs(
			databases.Part{Name: "Exporter.Up", Of: func(e databases.Engine) any { return e.Exporter.Up }},
			databases.Part{Name: "Exporter.Connections", Of: func(e databases.Engine) any { return e.Exporter.Connections }},
			databases.Part{Name: "Overview", Of: func(e databases.Engine) any { return e.Overview }},
		)},
		{logsName, engines.Theirs(
			databases.Part{Name: "Log.Refused", Of: func(e databases.Engine) any { return e.Log.Refused }},
			databases.Part{Name: "Log.Ended", Of: func(e databases.Engine) any { return e.Log.Ended }},
			databases.Part{Name: "Log.Full", Of: func(e databases.Engine) any { return e.Log.Full }},
			databases.Part{Name: "Log.Starved", Of: func(e databases.Engine) any { return e.Log.Starved }},
			databases.Part{Name: "Log.Slowest", Of: slowest},
		)},
	}
}

// slowest is the expression for some lines; nil of a row without one.
func slowest(e databases.Engine) any {
	if e.Log.Slowest == nil {
		return nil
	}
	return e.Log.Slowest("{" + ofDatabase + "}")
}

// brought are the dashboards of an environment that rows of others have a part in.
func (s *shelf) brought(env platform.Environment) []model.Brought {
	var all []model.Brought
	for _, part := range s.theirs {
		for _, row := range part.rows {
			if len(databases.Table{row.Engine}.Of(env)) == 0 {
				continue
			}
			name := part.board
			if name == "" {
				name = row.Board.Name
			}
			b := row.Brought
			b.Object = model.RefOf(configMap(file{name: name}))
			all = append(all, b)
		}
	}
	return all
}
