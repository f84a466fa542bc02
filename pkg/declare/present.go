package declare

import (
	"regexp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/model"
)

// Present are the components that a platform consists of. Whatever speaks of
// others (an alert, a dashboard, a policy, a page) asks it, and falls silent
// where there is nothing to speak of.
type Present struct {
	all    bool
	names  []string
	except []string
}

// Everything is as if every component were there.
func Everything() Present { return Present{all: true} }

// Present are the components of the list.
func (l List) Present() Present { return Present{names: l.Names()} }

// Only are the components of these names, which may repeat.
func Only(names ...string) Present {
	names = slices.Clone(names)
	slices.Sort(names)
	return Present{names: slices.Compact(names)}
}

// Without are the components but for these.
func (p Present) Without(names ...string) Present {
	p.except = slices.Sorted(slices.Values(slices.Concat(p.except, names)))
	return p
}

// Delivered are the components of units, as far as they deliver something.
func Delivered(units []model.Unit) Present {
	var names []string
	for at := range model.Components(units) {
		names = append(names, at.Component.Name)
	}
	return Only(names...)
}

// String are the names, sorted; the same for the same components.
func (p Present) String() string {
	if p.all {
		return strings.Join(append([]string{"everything but"}, p.except...), " ")
	}
	return strings.Join(slices.DeleteFunc(slices.Sorted(slices.Values(p.names)), func(n string) bool { return !p.has(n) }), " ")
}

func (p Present) has(name string) bool {
	return (p.all || slices.Contains(p.names, name)) && !slices.Contains(p.except, name)
}

// Has tells whether all of these are there. A name may be one of several, with
// bars between: cert-manager|external-dns. The empty name is nobody's.
func (p Present) Has(names ...string) bool {
	for _, name := range names {
		if name == "" || !slices.ContainsFunc(strings.Split(name, "|"), p.has) {
			return false
		}
	}
	return true
}

// aside is a part of a text that speaks of components.
var aside = regexp.MustCompile(`(?s)<!--with(out)? ([^>]*)-->(.*?)<!--end-->`)

// Text is a text without its asides on components that are not there. An aside
// names those that it speaks of, as for Has, in comments of Markdown, so that a
// page can be read with them:
//
//	They were evicted.<!--with demo--> In the demo these are carts.<!--end-->
//
// One without them is read where not all of them are there:
//
//	<!--without metrics-server-->`kubectl describe nodes`<!--end-->
//
// Asides do not nest.
func (p Present) Text(text string) string {
	if !strings.Contains(text, "<!--with") {
		return text
	}
	return aside.ReplaceAllStringFunc(text, func(all string) string {
		parts := aside.FindStringSubmatch(all)
		if p.Has(strings.Fields(parts[2])...) == (parts[1] != "") {
			return ""
		}
		return parts[3]
	})
}
