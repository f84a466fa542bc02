package leaks

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/internal/secrets"
	"seamark.dev/seamark/pkg/manifest"
)

// text reads a text: by the shapes of secrets, and if the user wrote it by all
// that it may hold.
func (r reader) text(s string, users bool) {
	if !users {
		for _, found := range secrets.In(s) {
			r.found(r.at(), found)
		}
		return
	}
	before := len(r.findings)
	r.structured(s)
	var told []string
	for _, found := range secrets.Written(s) {
		if len(r.findings) > before && found.Kind == secrets.Literal || slices.Contains(told, found.Value) {
			continue // told by the structure already
		}
		told = append(told, found.Value)
		r.found(r.at(), found)
	}
}

const (
	// deepest is how deep texts may hold documents that hold texts.
	deepest = 3
	// longest is the text that is read as documents; a longer one is read by its
	// lines alone.
	longest = 1 << 20
)

// template is what a chart fills in.
var template = regexp.MustCompile(`(?s)\{\{.*?\}\}`)

// structured reads a text that is YAML or JSON: manifests among extra objects,
// the configuration of another program. What is not is read by its lines.
func (r reader) structured(s string) {
	if len(s) > longest || r.within == deepest || !strings.ContainsAny(s, ":{") || !strings.ContainsAny(s, "\n{") {
		return
	}
	if strings.Contains(s, "{{") {
		s = untemplated(s)
	}
	decoder := yaml.NewDecoder(bytes.NewReader([]byte(s)))
	r.base, r.path = r.at(), nil
	r.within++
	for range longest { // each document takes a byte at least
		var value any
		if err := decoder.Decode(&value); err != nil {
			return // the end, or no YAML
		}
		n, err := manifest.Of(value)
		if err != nil {
			continue
		}
		if kind := n.Kind(); kind == manifest.KindMap || kind == manifest.KindList {
			r.node(n, everything)
		}
	}
}

// untemplated is a text with words in the place of what a chart fills in, and
// without the lines that only steer it.
func untemplated(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if bare := strings.TrimSpace(line); strings.HasPrefix(bare, "{{") && strings.HasSuffix(bare, "}}") && strings.Count(bare, "{{") == 1 {
			continue
		}
		b.WriteString(template.ReplaceAllString(line, "<template>"))
	}
	return b.String()
}
