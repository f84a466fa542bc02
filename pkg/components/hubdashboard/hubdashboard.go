// Package hubdashboard is what Grafana shows of the hub: what is missing, not
// ready or refused, and whether Crossplane and the engine do their work.
package hubdashboard

import (
	"strings"

	"github.com/grafana/grafana-foundation-sdk/go/units"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/hubmetrics"
	"seamark.dev/seamark/pkg/components/hubrules"
	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Declaration is the dashboard of the hub.
func Declaration() declare.Component {
	return watching(declare.Watch{})
}

// watching is the declaration with a GitOps engine.
func watching(engine declare.Watch) declare.Component {
	return declare.Component{
		Name:     "hub-dashboard",
		Unit:     declare.Monitoring,
		Needs:    []string{"hub-rules"},
		Share:    func(p platform.Platform) model.Component { return Component(p, engine) },
		Written:  Component,
		Watching: watching,
	}
}

// Component is the dashboard; nothing for a hub that nobody watches. The Grafana
// of kube-prometheus-stack finds it by its label, in any namespace.
func Component(p platform.Platform, engine declare.Watch) model.Component {
	if !p.Spec.Hub.Watched() {
		return model.Component{}
	}
	b := hub(engine)
	return model.Component{Name: "hub-dashboard", Objects: []model.Object{&corev1.ConfigMap{
		TypeMeta: kinds.ConfigMap,
		ObjectMeta: metav1.ObjectMeta{
			Name: "dashboard-" + b.Name, Namespace: hubmetrics.Namespace,
			Labels: map[string]string{kubeprometheusstack.DashboardLabel: kubeprometheusstack.DashboardLabelValue},
		},
		Data: map[string]string{b.Name + ".json": b.JSON(nil)},
	}}}
}

// hub asks for the environment by the namespace that it is on the hub.
func hub(engine declare.Watch) board.Board {
	b := board.Board{
		Name:        "hub",
		Title:       "Hub",
		Description: "Whether the hub brings about what the repository says. Start here when something is missing in an environment.",
		Tags:        []string{"hub"},
		Variables:   []board.Variable{{Name: "namespace", Label: "Environment", Metric: hubmetrics.MetricCreated + `{group="seamark.dev"}`}},
		Rows: []board.Row{
			{Title: "What is red", Panels: red(engine)},
			{Title: "What is to be done", Panels: lists()},
			{Title: "Crossplane", Panels: crossplane()},
		},
	}
	if panels := ofEngine(engine); len(panels) > 0 {
		b.Rows = append(b.Rows, board.Row{Title: "Engine", Panels: panels})
	}
	return b
}

const (
	inEnvironment = `namespace=~"$namespace"`
	missing       = hubrules.Expected + ` unless on (group, kind, namespace, name) ` + hubmetrics.MetricCreated
	unsynced      = hubmetrics.MetricCondition + `{` + inEnvironment + `, type="Synced", status="False"}`
	unready       = hubmetrics.MetricCondition + `{` + inEnvironment + `, group="seamark.dev", type="Ready", status!="True"}`
	refused       = hubmetrics.MetricCloud + `{` + inEnvironment + `, status!="True", message!=""}`
)

func red(engine declare.Watch) []board.Panel {
	jobs := []string{"crossplane.*"}
	for _, t := range engine.Targets {
		jobs = append(jobs, t.Job)
	}
	jobs = append(jobs, hubmetrics.JobState)
	number := func(title, description, of string) board.Panel {
		return board.Panel{
			Title: title, Description: description, Unit: units.Short, Stat: true, Thresholds: []float64{1, 1},
			Queries: []board.Query{{Expr: `count(` + of + `) or vector(0)`}},
		}
	}
	return []board.Panel{
		number("Missing", "Resources that the repository has and the hub has not.", missing),
		number("Not ready", "Composite resources that are not ready.", unready),
		number("Not in sync", "Resources that Crossplane cannot make what they are to be.", unsynced),
		number("Refused", "Answers of DigitalOcean that say why.", refused),
		number("Alerts", "Alerts of the hub that fire.", `ALERTS{alertstate="firing", alertname=~"Hub.+|DigitalOcean.+|Cluster.+|Crossplane.+|Engine.+|CreationInterrupted|KubeconfigRenewalFailing|CompositionFunctionFailing"}`),
		number("Targets down", "Parts of the hub that cannot be scraped.", `up{job=~"`+strings.Join(jobs, "|")+`"} == 0`),
	}
}

func lists() []board.Panel {
	list := func(title, description, expr string) board.Panel {
		return board.Panel{Title: title, Description: description, Table: true, Queries: []board.Query{{Expr: expr}}}
	}
	return []board.Panel{
		list("What DigitalOcean answered", "Each answer stays until the resource is in sync.", refused),
		list("Not in sync", "The reason in a word; the answer is above, or in the resource.", unsynced),
		list("Missing", "What the repository has and the hub has not.", missing),
		list("Versions of the clusters", "Wanted and running. Without a wish, the newest when it was made.", hubmetrics.MetricVersion+`{`+inEnvironment+`}`),
	}
}

func crossplane() []board.Panel {
	return []board.Panel{
		{
			Title: "Reconciliations that failed", Description: "Of Crossplane and its providers, per second.", Unit: units.CountsPerSecond, Stacked: true,
			Queries: []board.Query{{Expr: `sum by (job, controller) (rate(controller_runtime_reconcile_errors_total{job=~"crossplane.*"}[$__rate_interval])) > 0`, Legend: "{{job}} {{controller}}"}},
		},
		{
			Title: "Waiting", Description: "Resources that wait for their turn.", Unit: units.Short,
			Queries: []board.Query{{Expr: `sum by (job, package) (workqueue_depth{job=~"crossplane.*"})`, Legend: "{{job}} {{package}}"}},
		},
		{
			Title: "Calls of functions that failed", Description: "Per second.", Unit: units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum by (function_name, grpc_code, result_severity) (rate(function_run_function_response_total{grpc_code!="OK"}[$__rate_interval]) or rate(function_run_function_response_total{result_severity="Fatal"}[$__rate_interval]))`, Legend: "{{function_name}} {{grpc_code}} {{result_severity}}"}},
		},
		{
			Title: "Memory", Description: "Of Crossplane and its packages.", Unit: units.BytesIEC,
			Queries: []board.Query{{Expr: `sum by (job, package) (process_resident_memory_bytes{job=~"crossplane.*"})`, Legend: "{{job}} {{package}}"}},
		},
	}
}

// ofEngine are the panels that an engine brings.
func ofEngine(engine declare.Watch) []board.Panel {
	var all []board.Panel
	for _, p := range engine.Panels {
		all = append(all, board.Panel{
			Title: p.Title, Description: p.Description, Unit: p.Unit,
			Queries: []board.Query{{Expr: p.Expr, Legend: p.Legend}},
		})
	}
	return all
}
