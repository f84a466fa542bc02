package derive

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// image is where a container image comes from, by the default values: parts of
// its address, each empty if nothing says it.
type image struct {
	registry, repository, tag string
	split                     bool // the registry has a key of its own
}

// images notes the images among the default values of a chart: the maps that
// have a repository and a tag, or a registry. What a chart says of those of its
// subcharts comes first, for it is read first.
func (g *generator) images(data []byte, appVersion string) {
	var document yaml.Node
	if yaml.Unmarshal(data, &document) != nil || len(document.Content) == 0 {
		return // whoever reads the keys says so
	}
	g.imagesBelow(document.Content[0], g.above, appVersion)
}

func (g *generator) imagesBelow(n *yaml.Node, path []string, appVersion string) {
	if n.Kind != yaml.MappingNode {
		return
	}
	said := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		said[name] = n.Content[i+1]
		g.imagesBelow(n.Content[i+1], append(path[:len(path):len(path)], name), appVersion)
	}
	text := func(name string) (string, bool) {
		v := said[name]
		if v == nil || v.Kind != yaml.ScalarNode {
			return "", false
		}
		if v.ShortTag() == "!!null" {
			return "", true
		}
		return v.Value, true
	}
	repository, named := text("repository")
	tag, tagged := text("tag")
	registry, split := text("registry")
	_, pulled := text("pullPolicy")
	if !named || !tagged && !split && !pulled || len(path) == 0 {
		return
	}
	if tag == "" && repository != "" {
		tag = appVersion
	}
	at := strings.Join(path, ".")
	have := g.found[at]
	have.registry = cmp.Or(have.registry, registry)
	have.repository = cmp.Or(have.repository, repository)
	have.tag = cmp.Or(have.tag, tag)
	have.split = have.split || split
	g.found[at] = have
}

// writeImages writes a line for each image, by its path.
func writeImages(b *bytes.Buffer, images map[string]image) {
	for _, at := range slices.Sorted(maps.Keys(images)) {
		i := images[at]
		if i.repository == "" {
			continue // whoever sets it replaces another image
		}
		registry := "-"
		if i.split {
			registry = orDash(i.registry)
		}
		fmt.Fprintf(b, "image %s: %s %s %s\n", at, registry, i.repository, orDash(i.tag))
	}
}

func orDash(text string) string { return cmp.Or(text, "-") }
