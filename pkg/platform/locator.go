package platform

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// Locator tells where the configuration says something, by the path of a field
// (spec.environments[0].overrides.loki.read.replicas): the source, and the line
// of the field or, if it is not written, of the nearest thing around it that
// is. The file is empty when nothing is. Whether the field itself is written no
// line tells: in YAML all may stand in one.
type Locator func(manifest.Path) (where diag.Where, written bool)

// Where is the place of a field. The Locator may be nil, as for a platform made
// in Go: then there is no file.
func (l Locator) Where(path manifest.Path) diag.Where {
	if l == nil {
		return diag.Where{Path: path.String()}
	}
	where, _ := l(path)
	return where
}

// Written tells whether the configuration says the field, and does not leave it
// to a default. Of a platform made in Go nothing is written.
func (l Locator) Written(path manifest.Path) bool {
	if l == nil {
		return false
	}
	_, written := l(path)
	return written
}

// locator answers from what was read.
func (l *loader) locator() Locator {
	read := l.reading
	return func(at manifest.Path) (diag.Where, bool) {
		_, written := read.positions[at.String()]
		return read.where(at), written
	}
}
