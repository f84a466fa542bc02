package handbook

import (
	"cmp"
	"strings"

	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// row is a line in the table of what waits for what: a unit, or with Argo CD an
// Application.
type row struct {
	Name, Where, DependsOn, Components string
	// Wave is the sync wave; Argo CD only.
	Wave int
}

// tablesOf are the tables of the environments, and of the control plane ("").
func tablesOf(p platform.Platform, ordered []model.Unit, byEnvironment map[string][]model.Unit) (map[string][]row, error) {
	tables := map[string][]row{}
	if p.Spec.Delivery.Engine != platform.ArgoCD {
		for environment, units := range byEnvironment {
			tables[environment] = rows(units)
		}
		return tables, nil
	}
	plan, err := argocd.PlanOf(ordered, engines.ArgoCD(p))
	if err != nil {
		return nil, err
	}
	for _, app := range plan.Applications {
		if app.Unit != nil {
			environment := app.Unit.ID.Environment
			tables[environment] = append(tables[environment], application(app))
		}
	}
	return tables, nil
}

func rows(units []model.Unit) []row {
	var table []row
	for _, u := range units {
		names := make([]string, len(u.Components))
		for i, c := range u.Components {
			names[i] = c.Name
		}
		table = append(table, row{
			Name:       u.ID.Name(),
			Where:      where(u.Target),
			Components: strings.Join(names, ", "),
			DependsOn:  cmp.Or(strings.Join(dependencies(u), ", "), "–"),
		})
	}
	return table
}

func dependencies(u model.Unit) []string {
	names := make([]string, len(u.DependsOn))
	for i, id := range u.DependsOn {
		names[i] = id.Name()
	}
	return names
}

// application is the row of an Application.
func application(app argocd.App) row {
	r := row{Name: app.Object.Name, Wave: app.Wave}
	waits := dependencies(*app.Unit)
	if app.Release != nil {
		r.Where = where(app.Release.Cluster)
		r.Components = "Helm release " + app.Release.Name
		waits = append(waits, app.Release.DependsOn...)
	} else {
		r.Where = where(app.Unit.Target)
		var names []string
		for _, c := range app.Unit.Components {
			if len(c.Objects) > 0 {
				names = append(names, c.Name)
			}
		}
		r.Components = strings.Join(names, ", ")
	}
	r.DependsOn = cmp.Or(strings.Join(waits, ", "), "–")
	return r
}
