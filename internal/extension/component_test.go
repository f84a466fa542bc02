package extension

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// echoChart is a chart of somebody else's, with what is known of its values.
func echoChart() (charts.Chart, error) {
	contract, err := charts.ParseContract("chart: echo\nversion: 0.3.0\n\nreplicas: int\ntext: string\n")
	return charts.Chart{
		Name: "echo", Version: "0.3.0", Repository: "https://charts.example.com", Contract: contract,
	}, err
}

// echo is a component with a release.
func echo(chart charts.Chart) components.Component {
	return components.Component{
		Name: "echo", Unit: components.Releases, Needs: []string{"dokscluster"}, Charts: []charts.Chart{chart},
		Build: func(env platform.Environment) model.Component {
			return model.Component{Releases: []model.Release{{
				Name: "echo", Chart: chart, Cluster: model.DOKS(env.Name), Namespace: dokscluster.NamespaceDemo,
				Values: map[string]any{"text": "Hello from " + env.Name},
			}}}
		},
	}
}
