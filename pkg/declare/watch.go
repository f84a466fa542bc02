package declare

import (
	"regexp"
	"slices"
	"strings"

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
	// Commands are what the runbooks tell whoever is woken up to type.
	Commands Commands
}

// Commands are those of an engine, for the hub, as Markdown within a sentence.
// Names to be filled in are in capitals: ENVIRONMENT, RELEASE. Of what is empty
// the runbooks say nothing.
type Commands struct {
	// Failing shows what the engine cannot apply, and why.
	Failing string
	// Retry tries RELEASE of ENVIRONMENT again at once.
	Retry string
	// Stalled shows whether the engine runs, and what it logs.
	Stalled string
	// Restart starts what hangs anew.
	Restart string
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

// engineAside is a part of a text that has commands of engines behind its colon.
var engineAside = regexp.MustCompile(`(?s)<!--engine ([a-z]+)-->([^:<]*: ).*?<!--end-->`)

// Text is a text with this engine's commands in the asides that have those of all
// engines of ours, so that a page can be read with them:
//
//	It stands still.<!--engine stalled--> Ask it: Flux, `flux check`; hands, `ps`.<!--end-->
//
// What stands before the colon stays. There is an aside for each field of
// Commands, and one with the pods that are scraped; one that the engine says
// nothing for is left out.
func (w Watch) Text(text string) string {
	return engineAside.ReplaceAllStringFunc(text, func(all string) string {
		parts := engineAside.FindStringSubmatch(all)
		said := w.said(parts[1])
		if said == "" {
			return ""
		}
		return parts[2] + said + "."
	})
}

// said is what the engine says in an aside.
func (w Watch) said(aside string) string {
	switch aside {
	case "failing":
		return w.Commands.Failing
	case "retry":
		return w.Commands.Retry
	case "stalled":
		return w.Commands.Stalled
	case "restart":
		return w.Commands.Restart
	case "pods":
		var commands []string
		for _, t := range w.Targets {
			commands = append(commands, "`kubectl -n "+t.Namespace+" get pods`")
		}
		slices.Sort(commands)
		return strings.Join(slices.Compact(commands), ", ")
	}
	return ""
}
