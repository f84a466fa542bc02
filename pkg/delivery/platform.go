package delivery

import (
	"path"

	"seamark.dev/seamark/pkg/platform"
)

// Protected tells of which environments nothing is deleted: their namespace on
// the hub, and with it everything in there, outlives its file.
func Protected(p platform.Platform) func(environment string) bool {
	kept := map[string]bool{}
	for _, env := range p.Spec.Environments {
		kept[env.Name] = env.DeletionPolicy != platform.Delete
	}
	return func(environment string) bool { return kept[environment] }
}

// Scope are the folders that are an environment's alone: its units, and what
// makes the engine reconcile them.
func Scope(hub, environment string) []string {
	return []string{path.Join("environments", environment), path.Join("clusters", hub, "environments", environment)}
}
