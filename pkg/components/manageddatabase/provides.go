package manageddatabase

import (
	"fmt"

	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// provides are the keys of the Secrets that the provider publishes. All the
// rest is to be read from the Compositions.
func provides(env platform.Environment) []render.Provided {
	var all []render.Provided
	for _, name := range env.DatabaseNames() {
		all = append(all, provided.Secret(render.Hub(), env.Name, fmt.Sprintf(providerFormat, name),
			publishedPassword, "attribute.uri", publishedPrivateURI, "attribute.ui_uri"))
	}
	return all
}
