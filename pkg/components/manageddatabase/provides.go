package manageddatabase

import (
	"fmt"

	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// provides are the keys of the Secrets that the provider publishes. All the
// rest is to be read from the Compositions.
func provides(env platform.Environment) []model.Provided {
	var all []model.Provided
	for _, name := range env.DatabaseNames() {
		all = append(all, provided.Secret(model.Hub(), env.Name, fmt.Sprintf(providerFormat, name),
			publishedPassword, "attribute.uri", publishedPrivateURI, "attribute.ui_uri"))
	}
	return all
}
