package compositions

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/platform"
)

// synced is what the XR says of the request for upgrades.
const synced = "XR status.cloud.upgrade[1].message"

// offers is DigitalOcean's answer with the upgrades that it offers.
func offers(slugs ...string) string {
	list := ""
	for i, s := range slugs {
		if i > 0 {
			list += ", "
		}
		list += `{"slug": "` + s + `", "kubernetes_version": "` + s + `"}`
	}
	return `{"available_upgrade_versions": [` + list + `]}`
}

// upgraded is the cluster after DigitalOcean has upgraded it.
func upgraded(version string) life.Action {
	return life.Ready("cluster", life.Fields{"version": version, "status": "running"})
}

// TestDOKSClusterUpgrade goes through what becomes of a version: by itself, on
// purpose, step by step, refused and taken back. At no time anybody loses
// access, and what DigitalOcean says is to be read in the XR.
func TestDOKSClusterUpgrade(t *testing.T) {
	e := env(platform.Orphan)
	w := newWorld(t, e)
	xr := newCluster(t, w, e)
	past(t, xr, clusterBecomesReady())
	whole := life.Outcome{Composed: clusterAll, Delivered: clusterDone, Ready: true}
	runs := func(version string) life.Outcome {
		return but(whole, func(o *life.Outcome) {
			o.Values = map[string]any{clusterInHub + "spec.forProvider.version": version, "XR status.version": version}
		})
	}
	waits := func(values map[string]any) life.Outcome {
		return but(whole, func(o *life.Outcome) { o.Ready, o.Values = false, values })
	}
	xr.Live(t, []life.Step{
		{
			Name:   "DigitalOcean upgrades a patch by itself",
			Reason: "it is followed, nothing is sent",
			Do:     []life.Action{upgraded("1.34.5-do.6")},
			Want:   runs("1.34.5-do.6"),
		},
		{
			Name:   "DigitalOcean upgrades to the next minor by itself",
			Reason: "it is followed, although the version that ran before is not offered any more",
			Do:     []life.Action{upgraded("1.35.1-do.3"), life.Answer(callUpgrades, offers("1.36.0-do.2"))},
			Want:   runs("1.35.1-do.3"),
		},
		{
			Name:   "a version below what runs is merged",
			Reason: "it is none of a wish: nothing is sent, nothing is refused",
			Do:     []life.Action{life.Edit("spec.version", "1.34")},
			Want:   runs("1.35.1-do.3"),
		},
		{
			Name:   "two minors more are merged, DigitalOcean offers a patch and the next one",
			Reason: "DigitalOcean wants the newest patch of the own minor first",
			Do: []life.Action{
				life.Edit("spec.version", "1.37"),
				life.Answer(callUpgrades, offers("1.36.0-do.2", "1.35.4-do.0", "1.35.4-do.1", "1.37.9-do.0")),
				life.Answer(callUpgrade, "{}"),
			},
			Want: waits(map[string]any{"XR status.upgrade": "POST 200: {}", clusterInHub + "spec.forProvider.version": "1.35.1-do.3"}),
		},
		{
			Name:   "the patch runs",
			Reason: "the next minor is asked for by itself",
			Do:     []life.Action{upgraded("1.35.4-do.1"), life.Answer(callUpgrades, offers("1.36.0-do.2"))},
			Want:   waits(map[string]any{"XR status.upgrade": "POST 200: {}"}),
		},
		{
			Name:   "while it is upgraded",
			Reason: "nothing is asked for again before it has ended",
			Do:     []life.Action{life.Ready("cluster", life.Fields{"status": "upgrading"})},
			Want:   but(whole, func(o *life.Outcome) { o.Values = map[string]any{"XR status.phase": "upgrading"} }),
		},
		{
			Name:   "the minor runs, and the last one is not offered",
			Reason: "a way that does not exist is told in words",
			Do:     []life.Action{upgraded("1.36.0-do.2"), life.Answer(callUpgrades, noUpgrades)},
			Want: waits(map[string]any{
				synced: "check: error: no way from 1.36.0-do.2 to 1.37: DigitalOcean offers nothing",
			}),
		},
		{
			Name:   "it is offered, and refused",
			Reason: "what DigitalOcean answered is to be read, and nothing else is affected",
			Do:     []life.Action{life.Answer(callUpgrades, offers("1.37.0-do.0")), life.Refuse(callUpgrade, `{"message": "webhooks would break"}`)},
			Want:   waits(map[string]any{"XR status.upgrade": `POST 422: {"message": "webhooks would break"}`}),
		},
		{
			Name:   "the wish is taken back",
			Reason: "what was refused locks nobody in",
			Do:     []life.Action{life.Edit("spec.version", "1.36")},
			Want:   runs("1.36.0-do.2"),
		},
		{
			Name:   "nothing is wished for at all",
			Reason: "the cluster stays as it is, and at the version that runs",
			Do:     []life.Action{life.Edit("spec.version", "latest")},
			Want:   runs("1.36.0-do.2"),
		},
	})
	want := []string{
		callUpgrade + ` {"version":"1.35.4-do.1"}`, callUpgrade + ` {"version":"1.36.0-do.2"}`, callUpgrade + ` {"version":"1.37.0-do.0"}`,
	}
	if diff := cmp.Diff(want, w.Calls()); diff != "" {
		t.Errorf("calls that write, -want +got:\n%s", diff)
	}
}

// TestDOKSClusterRefused: a version that DigitalOcean does not know keeps
// nobody from writing another.
func TestDOKSClusterRefused(t *testing.T) {
	e := env(platform.Orphan)
	e.Cluster.Version = "1.30"
	xr := newCluster(t, newWorld(t, e), e)
	const answer = "422 invalid version slug"
	steps := clusterBecomesReady()
	steps[0].Want.Values = map[string]any{clusterInHub + "spec.forProvider.version": "1.30"}
	xr.Live(t, []life.Step{
		steps[0], steps[1],
		{
			Name:   "DigitalOcean refuses the version",
			Reason: "the answer is to be read in the XR",
			Do:     []life.Action{life.Unsynced("cluster", answer)},
			Want: but(steps[1].Want, func(o *life.Outcome) {
				o.Values = map[string]any{"XR status.cloud.cluster[1].message": answer}
			}),
		},
		{
			Name:   "another version is merged",
			Reason: "what was refused locks nobody in",
			Do:     []life.Action{life.Edit("spec.version", "1.34")},
			Want: but(steps[1].Want, func(o *life.Outcome) {
				o.Values = map[string]any{clusterInHub + "spec.forProvider.version": "1.34"}
			}),
		},
	})
}

// TestDOKSClusterOldSlug: a slug that was withdrawn may stay in a configuration.
// Its minor version counts, of which the newest patch is made.
func TestDOKSClusterOldSlug(t *testing.T) {
	e := env(platform.Orphan)
	e.Cluster.Version = "1.34.1-do.0"
	first := clusterBecomesReady()[0]
	first.Want.Values = map[string]any{clusterInHub + "spec.forProvider.version": "1.34"}
	newCluster(t, newWorld(t, e), e).Live(t, []life.Step{first})
}

// TestNotSynced: what DigitalOcean refuses is red, although the resource that
// exists is Ready.
func TestNotSynced(t *testing.T) {
	e := env(platform.Orphan)
	xr := newCluster(t, newWorld(t, e), e)
	past(t, xr, clusterBecomesReady())
	whole := life.Outcome{Composed: clusterAll, Delivered: clusterDone, Ready: true}
	const answer = "403 You are not authorized to perform this operation"
	xr.Live(t, []life.Step{
		{
			Name:   "DigitalOcean refuses the token",
			Reason: "the VPC is Ready still, the XR is not",
			Do:     []life.Action{life.Unsynced("vpc", answer)},
			Want: but(whole, func(o *life.Outcome) {
				o.Ready = false
				o.Values = map[string]any{"XR status.cloud.vpc[1].message": answer, "XR status.cloud.vpc[0].status": "True"}
			}),
		},
		{
			Name:   "it takes it again",
			Reason: "nobody has to start anything again",
			Do:     []life.Action{life.Ready("vpc", nil)},
			Want:   whole,
		},
		{
			Name:   "it refuses the token of provider-http",
			Reason: "to that provider an error is an answer like others: the check of the answer tells",
			Do:     []life.Action{life.Refuse(callUpgrades, `{"id": "unauthorized", "message": "Unable to authenticate you"}`)},
			Want: but(whole, func(o *life.Outcome) {
				o.Ready = false
				o.Values = map[string]any{synced: "check: error: answered 422: Unable to authenticate you"}
			}),
		},
		{
			Name:   "it takes that again",
			Reason: "nobody has to start anything again",
			Do:     []life.Action{life.Answer(callUpgrades, noUpgrades)},
			Want:   whole,
		},
	})
}
