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
	// inherited are those that an environment has from spec.defaults.
	inherited map[string]bool
	// names are the names of the environments.
	names []string
	// mistaken are the fields that could not be read.
	mistaken map[string]bool
}

func newReading() reading {
	return reading{positions: map[string]diag.Where{}, inherited: map[string]bool{}, mistaken: map[string]bool{}}
}

// where is the place of a field, with the line of the nearest thing around it
// that is written. Of what an environment has from spec.defaults it is the field
// there.
func (r reading) where(at manifest.Path) diag.Where {
	for n := len(at); n >= 0; n-- {
		around := at[:n].String()
		w, written := r.positions[around]
		if !written {
			continue
		}
		w.Path = at.String()
		if r.inherited[around] {
			w.Path, w.Environments = inDefaults(at).String(), r.name(at[2].Index)
		}
		return w
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

// name is what an environment is called, by its place in the list.
func (r reading) name(i int) string {
	if i < len(r.names) && r.names[i] != "" {
		return r.names[i]
	}
	return environments().Item(i).String()
}
