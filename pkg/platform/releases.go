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

// exporterPrefixes name the exporter release of a database by its engine.
var exporterPrefixes = map[DatabaseEngine]string{
	PostgreSQL: "postgres-exporter-",
	Valkey:     "redis-exporter-",
}

// Releases are the names of the environment's Helm releases, which its
// overrides may change, sorted.
func (e Environment) Releases() []string {
	names := slices.Clone(environmentReleases)
	for db, spec := range e.Databases {
		if release := spec.ExporterRelease(db); release != "" {
			names = append(names, release)
		}
	}
	slices.Sort(names)
	return names
}

// ExporterRelease is the name of the Helm release that exports the metrics of
// the database of this name: postgres-exporter-NAME or redis-exporter-NAME.
// It is empty for an unknown engine.
func (d Database) ExporterRelease(name string) string {
	if prefix := exporterPrefixes[d.Engine]; prefix != "" {
		return prefix + name
	}
	return ""
}

// DatabaseNames are the names of the environment's databases, sorted.
func (e Environment) DatabaseNames() []string {
	return slices.Sorted(maps.Keys(e.Databases))
}
