package provetest

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Acme is a complete platform of two environments, blue and green.
func Acme() platform.Platform {
	env := func(name string) platform.Environment {
		return platform.Environment{Name: name, Region: "sfo3", Domain: platform.Domain{Zone: "example.com", ACMEEmail: "ops@example.com"}}
	}
	return platform.Complete(platform.Platform{
		APIVersion: platform.APIVersion, Kind: platform.Kind, Metadata: platform.Metadata{Name: "acme"},
		Spec: platform.Spec{Environments: []platform.Environment{env("blue"), env("green")}},
	})
}

// Pager is a third party's component with a release.
func Pager() components.Component {
	chart := charts.Chart{Name: "pager", Version: "1.2.3", Repository: "https://charts.example.com"}
	return components.Component{
		Name: "pager", Unit: components.Releases, Charts: []charts.Chart{chart},
		Build: func(env platform.Environment) model.Component {
			return model.Component{Releases: []model.Release{{
				Name: "pager", Chart: chart, Cluster: model.DOKS(env.Name), Namespace: "pager",
			}}}
		},
	}
}
