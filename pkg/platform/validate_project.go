package platform

import "seamark.dev/seamark/pkg/manifest"

// project checks the ID of a project. DigitalOcean's API takes no name, and names
// are not unique.
func (c *checker) project(at manifest.Path, uuid string) {
	if uuid != "" && !id.MatchString(uuid) {
		c.add("config-invalid-id", at, uuid, "must be the UUID of a project", "doctl projects list shows it")
	}
}
