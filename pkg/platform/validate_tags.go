package platform

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// tags checks the environments' own tags. To DigitalOcean capitals make no
// difference in them.
func (c *checker) tags(at manifest.Path, environments []Environment) {
	trusted := map[string]bool{}
	for _, e := range environments {
		trusted[strings.ToLower(e.Name)] = true
	}
	for i, e := range environments {
		for j, tag := range e.Tags {
			at, lower := at.Item(i).Field("tags").Item(j), strings.ToLower(tag)
			same := func(other string) bool { return strings.ToLower(other) == lower }
			switch {
			case !sourceTag.MatchString(tag):
				c.add("config-invalid-tag", at, tag, "must be a tag: at most 255 letters, digits, colons, dashes and underscores, and no dash first", "for example team:shop")
			case trusted[lower]:
				c.add("config-reserved-tag", at, tag, "is the name of an environment, whose databases let in every node with this tag", "take another one; its own name every environment has as a tag")
			case lower == "k8s" || strings.HasPrefix(lower, "k8s:") || strings.HasPrefix(lower, "terraform:"):
				c.add("config-reserved-tag", at, tag, "belongs to DigitalOcean or to its provider, which set tags of this kind themselves", "take another one")
			case slices.ContainsFunc(e.Tags[:j], same):
				c.add("config-duplicate-tag", at, tag, "is there already: to DigitalOcean capitals make no difference", "keep one")
			}
		}
	}
}
