package rules

import (
	"fmt"
	"slices"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// theirs are the rows of others that bring a part, and how an alert is known
// that has it in it.
type theirs struct {
	rows []databases.Theirs
	in   func(monitoringv1.Rule, databases.Engine, platform.Environment) bool
}

func partsOf(engines databases.Table) []theirs {
	return []theirs{
		{engines.Theirs(databases.Part{Name: "Alerts", Of: func(e databases.Engine) any { return e.Alerts }}), isOneOf(func(e databases.Engine) []alert.Alert { return e.Alerts })},
		{engines.Theirs(databases.Part{Name: "Replication", Of: func(e databases.Engine) any { return e.Replication }}), isOneOf(func(e databases.Engine) []alert.Alert { return e.Replication })},
		{engines.Theirs(databases.Part{Name: "Exporter.Up", Of: func(e databases.Engine) any { return e.Exporter.Up }}), asksWhetherUp},
		{engines.Theirs(databases.Part{Name: "Exporter.Standbys", Of: standbys}), countsStandbys},
	}
}

// brought are the alerts that rows of others have a part in.
func (w *watch) brought(env platform.Environment, rule *monitoringv1.PrometheusRule) []model.Brought {
	var all []model.Brought
	for _, part := range w.theirs {
		for _, row := range part.rows {
			b := row.Brought
			b.Object = model.RefOf(rule)
			for i, g := range rule.Spec.Groups {
				for j, r := range g.Rules {
					if part.in(r, row.Engine, env) {
						b.Path = fmt.Sprintf("spec.groups[%d].rules[%d]", i, j)
						all = append(all, b)
					}
				}
			}
		}
	}
	return all
}

func isOneOf(alerts func(databases.Engine) []alert.Alert) func(monitoringv1.Rule, databases.Engine, platform.Environment) bool {
	return func(r monitoringv1.Rule, e databases.Engine, _ platform.Environment) bool {
		return slices.ContainsFunc(alerts(e), func(a alert.Alert) bool { return a.Name == r.Alert })
	}
}

func asksWhetherUp(r monitoringv1.Rule, e databases.Engine, env platform.Environment) bool {
	return len(databases.Table{e}.Of(env)) > 0 && slices.Contains([]string{databaseDown, logsSilent, logSilent}, r.Alert)
}

func countsStandbys(r monitoringv1.Rule, e databases.Engine, env platform.Environment) bool {
	return r.Alert == standbyMissing && slices.ContainsFunc(env.DatabaseNames(), func(name string) bool {
		return env.Databases[name].Engine == e.Name() && env.Databases[name].Nodes > 1
	})
}

// standbys is the expression for any database; nil of a row without one.
func standbys(e databases.Engine) any {
	if e.Exporter.Standbys == nil {
		return nil
	}
	return e.Exporter.Standbys(of("any"))
}
