package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/platform"
)

const (
	projectID    = "4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679"
	otherProject = "0c5a2f0e-1f4e-4a2b-9a0e-3c1d5e7f9b10"
)

func callAssign(project string) string {
	return "POST https://api.digitalocean.com/v2/projects/" + project + "/resources"
}

// assigned is the API's answer: other things in the project, and what was asked
// for.
func assigned(urn, status string) string {
	return `{"resources": [{"urn": "do:kubernetes:` + clusterID + `", "status": "ok"}, {"urn": "` + urn + `", "status": "` + status + `"}]}`
}

// TestProjectLife: a bucket is assigned once it exists, and again when somebody
// moves it; another project is a matter of one line, and so is none.
func TestProjectLife(t *testing.T) {
	const urn = "do:space:dev-loki-logs"
	e := env(platform.Orphan)
	e.Project = projectID
	w := withCluster(t, e)
	xr := birth(t, w, objectstore.Component(e), objectstore.Name, "objectstores-project.seamark.dev")
	begin := storeBecomesReady()
	begin[0].Want.Waiting["project"] = "status.bucketName"
	all := join(storeAll, []string{"project"})
	begin[1].Want.Composed, begin[2].Want.Composed = all, all
	begin[2].Reason, begin[2].Want.Ready = "a bucket that is in no project yet is not as it should be", false
	whole := life.Outcome{Composed: all, Delivered: []string{spacesKey}, Ready: true}
	xr.Live(t, append(begin,
		life.Step{
			Name:   "DigitalOcean assigns it",
			Reason: "the assignment has no ID, and is nothing that could be made twice",
			Do:     []life.Action{life.Answer(callAssign(projectID), assigned(urn, "assigned"))},
			Want:   whole,
		},
		life.Step{
			Name:   "a day passes",
			Reason: "asking again is to look",
			Do:     []life.Action{life.Answer(callAssign(projectID), assigned(urn, "already_assigned")), life.DayPasses()},
			Want:   whole,
		},
		life.Step{
			Name:   "the bucket cannot be seen",
			Reason: "an answer is no assignment: what it says is to be read",
			Do:     []life.Action{life.Answer(callAssign(projectID), assigned(urn, "not_found"))},
			Want: but(whole, func(o *life.Outcome) {
				o.Ready = false
				o.Values = map[string]any{"XR status.cloud.project[1].message": "check: error: " + urn + " is not assigned to the project: not_found"}
			}),
		},
		life.Step{
			Name:   "another project is wished for, which DigitalOcean does not know",
			Reason: "nothing is locked in: it is the wish that is red",
			Do: []life.Action{
				life.Refuse(callAssign(otherProject), `{"message": "project not found"}`),
				life.Edit("spec.project", otherProject),
			},
			Want: but(whole, func(o *life.Outcome) { o.Ready = false }),
		},
		life.Step{
			Name:   "that project is made",
			Reason: "it is asked for at each poll",
			Do:     []life.Action{life.Answer(callAssign(otherProject), assigned(urn, "ok"))},
			Want:   whole,
		},
		life.Step{
			Name:   "the project is taken away, the Composition stays",
			Reason: "the XR would never be ready",
			Do:     []life.Action{life.Refused(life.Unset("spec.project"), "go together")},
			Want:   whole,
		},
	))

	e.Project = ""
	spec := object(t, objectstore.Component(e).Objects[0]).Object["spec"]
	xr.With(compositionOf(t, "objectstores.seamark.dev")).Live(t, []life.Step{{
		Name:   "the project is taken away",
		Reason: "nothing moves, and nobody asks any more",
		Do:     []life.Action{life.Edit("spec", spec), life.Silence(callAssign(otherProject))},
		Want:   life.Outcome{Composed: storeAll, Delivered: []string{spacesKey}, Ready: true},
	}})
}

// TestProjectOfAll: cluster and database are assigned by their IDs.
func TestProjectOfAll(t *testing.T) {
	e := env(platform.Orphan)
	e.Project = projectID
	w := newWorld(t, e)
	cluster := birth(t, w, dokscluster.Component(e), e.Name, "doksclusters-project.seamark.dev")
	steps := clusterBecomesReady()
	assign := []string{"project"}
	steps[0].Want.Waiting["project"], steps[1].Want.Waiting["project"] = "status.clusterID", "status.clusterID"
	for i := range steps[2:] {
		steps[i+2].Want.Composed = join(steps[i+2].Want.Composed, assign)
	}
	last := &steps[len(steps)-1]
	last.Do = append(last.Do, life.Answer(callAssign(projectID), assigned("do:kubernetes:"+clusterID, "assigned")))
	cluster.Live(t, steps)

	d := postgresql()
	xr := birth(t, w, manageddatabase.Component(e), d.name, "manageddatabases-pg-project.seamark.dev")
	begin := d.becomesReady()
	waiting := map[string]string{"project": "status.id"}
	for resource, field := range d.waiting {
		waiting[resource] = field
	}
	begin[0].Want.Waiting = waiting
	for i := range begin[1:] {
		begin[i+1].Want.Composed = join(begin[i+1].Want.Composed, assign)
	}
	begin[1].Do = append(begin[1].Do, life.Answer(callAssign(projectID), assigned("do:dbaas:"+databaseID, "assigned")))
	xr.Live(t, begin)
}
