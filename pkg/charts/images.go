package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// ImageValue is a container image that a chart runs, and the value that says
// where it comes from.
type ImageValue struct {
	// Path leads to the map of the value, with dots: prometheus.prometheusSpec.image.
	Path string
	// Registry is its host, empty where the chart has no key for it and
	// Repository is the whole address.
	Registry, Repository string
	// Tag is empty where only the chart's templates know it.
	Tag string
	// Folder says that Repository is of several images, each with a name below.
	Folder bool
	// Accounts is the value with the names of the Secrets that it is pulled with,
	// of a chart whose namespace has those that mirrors want; else empty.
	Accounts string

	split bool     // the registry has a key of its own
	when  []string // values that must all hold: path=default, alternatives joined by |
}

// dockerHub is where images come from that say no registry.
const dockerHub = "docker.io"

// Address is where the image comes from, with its registry, without its tag.
func (i ImageValue) Address() string {
	if i.split {
		return cmp.Or(i.Registry, dockerHub) + "/" + i.Repository
	}
	host, _, found := strings.Cut(i.Repository, "/")
	switch {
	case !found:
		return dockerHub + "/library/" + i.Repository
	case !strings.ContainsAny(host, ".:") && host != "localhost":
		return dockerHub + "/" + i.Repository
	}
	return i.Repository
}

// At are the values that have the image come from another address.
func (i ImageValue) At(address string) map[string]any {
	if !i.split {
		return map[string]any{"repository": address}
	}
	host, rest, _ := strings.Cut(address, "/")
	return map[string]any{"registry": host, "repository": rest}
}

// Images are the images that a release of the chart runs with these values, by
// their paths, from where these say.
func (c *Contract) Images(values *manifest.Node) []ImageValue {
	var running []ImageValue
	for _, i := range c.images {
		if !slices.ContainsFunc(i.when, func(condition string) bool { return !holds(condition, values) }) {
			running = append(running, i.said(values))
		}
	}
	return running
}

// said is the image as values have it.
func (i ImageValue) said(values *manifest.Node) ImageValue {
	at, ok := values.Get(strings.Split(i.Path, ".")...)
	if !ok {
		return i
	}
	i.Repository = cmp.Or(at.TextAt("repository"), i.Repository)
	i.Tag = cmp.Or(at.TextAt("tag"), i.Tag)
	if i.split {
		i.Registry = cmp.Or(at.TextAt("registry"), i.Registry)
	}
	return i
}

// holds tells whether one of the alternatives is set: to anything but false,
// nothing, and zero.
func holds(condition string, values *manifest.Node) bool {
	for alternative := range strings.SplitSeq(condition, "|") {
		path, text, _ := strings.Cut(alternative, "=")
		n, ok := values.Get(strings.Split(path, ".")...)
		if ok && n.Kind() != manifest.KindNull {
			text = n.Text()
		}
		if n.Len() > 0 || text != "" && text != "false" && text != "0" {
			return true
		}
	}
	return false
}

// parseImage reads REGISTRY REPOSITORY TAG, where a dash is nothing.
func parseImage(path, text string) (ImageValue, error) {
	parts := strings.Fields(text)
	if len(parts) != 3 {
		return ImageValue{}, fmt.Errorf("image %s: %q is not its registry, repository and tag", path, text)
	}
	for i := range parts {
		parts[i] = strings.TrimPrefix(parts[i], "-")
	}
	i := ImageValue{Path: path, Registry: parts[0], Repository: parts[1], Tag: parts[2]}
	i.split = !strings.HasPrefix(text, "- ")
	return i, nil
}

// imageNote is what default values do not tell of an image: only reading the
// templates did.
type imageNote struct {
	chart, path string
	// repository is the whole address where the defaults leave it out.
	repository string
	// tag replaces the one of the defaults: "v" is that with a v before it,
	// "version" the chart's version, "-" none.
	tag string
	// folder: see ImageValue.
	folder bool
	// accounts: see ImageValue.
	accounts string
	// when are the values by which it runs, each path=default.
	when []string
}

// noteImages applies notes, and returns those for this chart that are of no
// image.
func (c *Contract) noteImages(notes []imageNote) (stale []imageNote) {
	for _, note := range notes {
		if note.chart != c.Chart {
			continue
		}
		at := slices.IndexFunc(c.images, func(i ImageValue) bool { return i.Path == note.path })
		if at < 0 && note.repository == "" {
			stale = append(stale, note)
			continue
		}
		if at < 0 {
			c.images = append(c.images, ImageValue{Path: note.path, Repository: note.repository})
			at = len(c.images) - 1
		}
		i := &c.images[at]
		i.Folder, i.Accounts, i.when = note.folder, note.accounts, note.when
		switch note.tag {
		case "":
		case "v":
			i.Tag = "v" + i.Tag
		case "-":
			i.Tag = ""
		case "version":
			i.Tag = c.Version
		default:
			i.Tag = note.tag
		}
	}
	slices.SortFunc(c.images, func(a, b ImageValue) int { return strings.Compare(a.Path, b.Path) })
	return stale
}
