package platform

import (
	"maps"
	"slices"
)

// hubReleases are the Helm releases that all environments share.
var hubReleases = []string{"crossplane"}

// environmentReleases are the Helm releases every environment has, whatever
// its databases.
var environmentReleases = []string{
	"alloy",
	"cert-manager",
	"demo",
	"external-dns",
	"kube-prometheus-stack",
	"loki",
	"metrics-server",
}

// Releases are the names of the environment's Helm releases, which its
// overrides may change, sorted.
func (e Environment) Releases() []string {
	names := slices.Clone(environmentReleases)
	for db, spec := range e.Databases {
		if release := spec.Engine.ExporterRelease(db); release != "" {
			names = append(names, release)
		}
	}
	slices.Sort(names)
	return names
}

// DatabaseNames are the names of the environment's databases, sorted.
func (e Environment) DatabaseNames() []string {
	return slices.Sorted(maps.Keys(e.Databases))
}
