package recovery

import (
	"fmt"
	"slices"
	"strings"

	"github.com/digitalocean/godo"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
)

// Find looks in the accounts, by the names of their tokens, for what the
// environments stand for. Nothing is guessed: of two that could be meant it
// takes none.
func Find(p platform.Platform, locate platform.Locator, accounts map[string]*Account, environments ...string) Result {
	result := &Result{}
	for i, e := range p.Spec.Environments {
		if len(environments) > 0 && !slices.Contains(environments, e.Name) {
			continue
		}
		f := finder{
			Account: accounts[e.Token], env: e, locate: locate, result: result,
			at: manifest.Fields("spec", "environments").Item(i),
		}
		f.environment()
	}
	result.Findings = result.Findings.Sorted()
	return *result
}

// Databases are the names at DigitalOcean of the databases whose log sinks are
// looked for, by the name of the token.
func Databases(p platform.Platform) map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for _, e := range p.Spec.Environments {
		if all[e.Token] == nil {
			all[e.Token] = map[string]bool{}
		}
		for name, d := range e.Databases {
			if !d.Observed() {
				all[e.Token][databaseName(e, name, d)] = true
			}
		}
	}
	return all
}

// finder looks for what one environment stands for.
type finder struct {
	*Account
	env    platform.Environment
	at     manifest.Path
	locate platform.Locator
	result *Result
}

func (f *finder) environment() {
	vpcs, clusters := f.networks()
	vpc := f.vpc(vpcs)
	cluster := f.cluster(clusters, vpc)
	f.nodePools(cluster)
	for _, name := range f.env.DatabaseNames() {
		f.database(name, f.env.Databases[name], vpc)
	}
	f.bucket(cluster)
}

// candidate is one that could be meant.
type candidate struct {
	id, what string // what tells it from others
}

// pick notes what was found, and returns whether it is exactly one.
func (f *finder) pick(t Found, known string, hint string, candidates []candidate) bool {
	t.Environment = f.env.Name
	switch {
	case known != "" && len(candidates) == 0:
		t.State = Missing
		f.tell("recover-gone", t.Field, known, "there is no "+t.Kind+" with this ID at DigitalOcean", "take the line out, or correct it; is the token of the right team?")
	case known != "":
		t.State, t.ID = Known, known
	case len(candidates) == 0:
		t.State = Missing
		f.result.Findings.Add(diag.Finding{
			Code: "recover-missing", Severity: diag.Warning, Where: f.locate.Where(t.Field), Value: t.Name,
			Message: "there is no " + t.Kind + " of this name at DigitalOcean: a hub would make it",
			Remedy:  "if it must be there: is the token of the right team, was it renamed? Then write its ID yourself",
		})
	case len(candidates) > 1:
		t.State = Ambiguous
		var each []string
		for _, c := range candidates {
			each = append(each, c.id+" ("+c.what+")")
		}
		f.tell("recover-ambiguous", t.Field, t.Name, fmt.Sprintf("%d could be meant: %s", len(candidates), strings.Join(each, ", ")), hint+"; write its ID yourself")
	default:
		t.State, t.ID = New, candidates[0].id
	}
	f.result.Things = append(f.result.Things, t)
	return t.ID != ""
}

// tell adds a finding that keeps anything from being written.
func (f *finder) tell(code diag.Code, at manifest.Path, value, message, remedy string) {
	f.result.Findings.Add(diag.Finding{Code: code, Where: f.locate.Where(at), Value: value, Message: message, Remedy: remedy})
}

// differs notes that what was found last is not what the configuration says.
func (f *finder) differs(at manifest.Path, value, message, remedy string) {
	last := &f.result.Things[len(f.result.Things)-1]
	last.State = Differs
	f.tell("recover-differs", at, value, last.Kind+" "+last.Name+" "+message, remedy)
}

// without notes what cannot be looked for, because what it belongs to is not
// there.
func (f *finder) without(kind, name string, field manifest.Path) {
	f.result.Things = append(f.result.Things, Found{Environment: f.env.Name, Kind: kind, Name: name, State: Missing, Field: field})
}

// choose are the items with the ID that is known, or else those that match.
func choose[T any](items []T, known string, id func(T) string, match func(T) bool) []T {
	var chosen []T
	for _, item := range items {
		if known != "" && id(item) == known || known == "" && match(item) {
			chosen = append(chosen, item)
		}
	}
	return chosen
}

// candidates tells items apart.
func candidates[T any](items []T, id, what func(T) string) []candidate {
	var all []candidate
	for _, item := range items {
		all = append(all, candidate{id: id(item), what: what(item)})
	}
	return all
}

func existingID(e *platform.Existing) string {
	if e == nil {
		return ""
	}
	return e.ID
}

func vpcID(v *godo.VPC) string                   { return v.ID }
func clusterID(c *godo.KubernetesCluster) string { return c.ID }
