package declare

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/model"
)

// Watch is what is watched of a GitOps engine on a hub, as the engine says it.
// What is left empty is not watched: there is no alert, panel or sentence of it.
type Watch struct {
	// Targets are what Prometheus scrapes of the engine.
	Targets []Target
	// Kinds are the engine's kinds whose conditions become series of
	// MetricCondition, by the plurals that addresses and rights have.
	Kinds map[string]metav1.TypeMeta
	// Own are the objects of these kinds that the engine makes of a unit: one that
	// is missing is an alert. Nil if it makes none.
	Own func(model.Unit) []model.ObjectRef
	// Failing is PromQL: it has a series for each thing that the engine cannot
	// apply, or finds unhealthy. FailingWhat names the thing, as a template of
	// alerts; by default it is something.
	Failing, FailingWhat string
	// Stalled is PromQL: it has a series while the engine reconciles nothing. The
	// label kind may say what.
	Stalled string
	// Panels are graphs of the dashboard.
	Panels []Panel
}

// MetricCondition is 1 for a condition that is True and 0 for one that is not,
// with the labels group, kind, namespace and name of the object, and type, status
// and reason of the condition.
const MetricCondition = "seamark_resource_condition"

// Target is what Prometheus scrapes below /metrics under one name.
type Target struct {
	// Job is the label job of its series, and the name of the monitor.
	Job string
	// Namespace is where the pods are, and Port the name of their port.
	Namespace, Port string
	Selector        metav1.LabelSelector
	// Services are scraped, not pods: for a port that pods have no name for.
	Services bool
	// Label tells the pods, or the services, of a job apart; its value is that
	// of From, a label of Prometheus's discovery of targets.
	Label, From string
}

// Panel is a graph of a dashboard.
type Panel struct {
	// Description is a sentence. Unit is Grafana's id of the unit.
	Title, Description, Unit string
	// Expr is PromQL, and Legend how to name its series.
	Expr, Legend string
}

// Watching is the list with components that watch this engine, as far as they
// watch engines.
func (l List) Watching(engine Watch) List {
	for _, c := range l.components {
		if c.Watching != nil {
			l = l.Replace(c.Watching(engine))
		}
	}
	return l
}
