package board

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/declare"
)

// Among are the boards that have something to show, sorted by name: without the
// panels that watch components which are not there, and without what leads to a
// board that is not shown.
func Among(boards []Board, present declare.Present) []Board {
	var shown []Board
	for _, b := range boards {
		if b = b.among(present); len(b.Rows) > 0 {
			shown = append(shown, b)
		}
	}
	slices.SortFunc(shown, func(a, b Board) int { return strings.Compare(a.Name, b.Name) })
	gone := func(name string) bool {
		return !slices.ContainsFunc(shown, func(b Board) bool { return b.Name == name })
	}
	for i := range shown {
		shown[i].Links = slices.DeleteFunc(slices.Clone(shown[i].Links), gone)
		for _, r := range shown[i].Rows {
			for j := range r.Panels {
				if gone(r.Panels[j].To) {
					r.Panels[j].To = ""
				}
			}
		}
	}
	return shown
}

// among is the board with what there is to show; without rows if there is
// nothing. Its rows and panels are its own.
func (b Board) among(present declare.Present) Board {
	rows := b.Rows
	b.Title, b.Description, b.Rows = present.Text(b.Title), present.Text(b.Description), nil
	if !present.Has(b.Watches...) {
		return b
	}
	for _, r := range rows {
		panels := r.Panels
		r.Panels = nil
		for _, p := range panels {
			if present.Has(p.Watches...) {
				p.Description = present.Text(p.Description)
				r.Panels = append(r.Panels, p)
			}
		}
		if len(r.Panels) > 0 {
			b.Rows = append(b.Rows, r)
		}
	}
	tags := b.Tags
	b.Tags = nil
	for _, tag := range tags {
		if tag = present.Text(tag); tag != "" {
			b.Tags = append(b.Tags, tag)
		}
	}
	b.Variables = slices.DeleteFunc(slices.Clone(b.Variables), func(v Variable) bool { return !present.Has(v.Watches...) })
	return b
}

// Watching are panels that watch these components, each beside its own.
func Watching(panels []Panel, names ...string) []Panel {
	for i := range panels {
		panels[i].Watches = slices.Concat(panels[i].Watches, names)
	}
	return panels
}
