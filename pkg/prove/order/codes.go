package order

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "graph-cycle", Meaning: "Units wait for each other, so that none of them ever becomes ready."},
		{Code: "graph-deadlock", Meaning: "A unit needs something that is made by a unit which waits for it."},
		{Code: "graph-duplicate-unit", Meaning: "Two units have the same folder and would overwrite each other."},
		{Code: "graph-foreign-release", Meaning: "A release depends on a release of another unit; no engine looks across."},
		{Code: "graph-kind-too-late", Meaning: "An object is applied before the kind that it is of exists."},
		{Code: "graph-no-kubeconfig", Meaning: "A unit is delivered to a cluster without waiting for the unit that makes the cluster."},
		{Code: "graph-release-cycle", Meaning: "Releases of a unit wait for each other."},
		{Code: "graph-release-off-hub", Meaning: "A release is in a unit that is applied to a DOKS cluster; releases are delivered from the hub."},
		{Code: "graph-release-too-early", Meaning: "A release brings objects of a kind that does not exist yet."},
		{Code: "graph-too-early", Meaning: "A unit cannot even be applied without something that it does not wait for."},
		{Code: "graph-unknown-kind", Meaning: "Nothing brings the kind of an object to the cluster."},
		{Code: "graph-unknown-release", Meaning: "A release depends on one that the unit does not have."},
		{Code: "graph-unknown-unit", Meaning: "A unit depends on one that does not exist."},
	}
}
