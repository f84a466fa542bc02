package platform

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// reading is what is known of how the fields of a platform were read, by their
// paths as texts. Of a platform that was made in Go it is empty.
type reading struct {
	// positions are where each field is written.
	positions map[string]diag.Where
	// mistaken are the fields that could not be read.
	mistaken map[string]bool
}

func newReading() reading {
	return reading{positions: map[string]diag.Where{}, mistaken: map[string]bool{}}
}

// where is the place of a field, with the line of the nearest thing around it
// that is written.
func (r reading) where(at manifest.Path) diag.Where {
	for n := len(at); n >= 0; n-- {
		if w, written := r.positions[at[:n].String()]; written {
			w.Path = at.String()
			return w
		}
	}
	return diag.Where{Path: at.String()}
}

// unread tells whether the field or something around it could not be read.
func (r reading) unread(at manifest.Path) bool {
	for n := range len(at) + 1 {
		if r.mistaken[at[:n].String()] {
			return true
		}
	}
	return false
}
