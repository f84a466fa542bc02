package argocd

import (
	_ "embed" // the handbook's texts

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
)

//go:embed handbook.md.tmpl
var handbook string

// facts are what the handbook's texts want to know.
type facts struct {
	// Release is the release of Argo CD to install.
	Release string
	// BuildOptions tells whether Argo CD's kustomize must run helm.
	BuildOptions bool
}

// Pages show a row for each Application.
func (e Engine) Pages(ordered []model.Unit) (delivery.Pages, error) {
	plan, err := PlanOf(ordered, e.options)
	if err != nil {
		return delivery.Pages{}, err
	}
	tables := map[string][]delivery.Row{}
	for _, app := range plan.Applications {
		if app.Unit != nil {
			environment := app.Unit.ID.Environment
			tables[environment] = append(tables[environment], row(app))
		}
	}
	return delivery.Pages{
		Template: handbook, Tables: tables,
		Facts: facts{Release: charts.ArgoCD, BuildOptions: patched(ordered)},
	}, nil
}

// row is the row of an Application.
func row(app App) delivery.Row {
	cluster, waits := app.Unit.Target, delivery.Dependencies(*app.Unit)
	var delivered []string
	if r := app.Release; r != nil {
		cluster, waits, delivered = r.Cluster, append(waits, r.DependsOn...), []string{"Helm release " + r.Name}
	} else {
		for _, c := range app.Unit.Components {
			if len(c.Objects) > 0 {
				delivered = append(delivered, c.Name)
			}
		}
	}
	made := delivery.RowOf(app.Object.Name, cluster, waits, delivered)
	if made.Wave = app.Wave; app.Parent == HubServices {
		made.Beside = HubServices
	}
	return made
}
