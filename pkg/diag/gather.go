package diag

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Gathered is a copy in which findings about one field of spec.defaults, or one
// line of a file, are one, however many environments have it: it is mended in one
// place. The texts are those of the first environment.
func (l List) Gathered() List {
	gathered := make(List, 0, len(l))
	seen := map[Finding]int{}
	for _, f := range l {
		if f.Where.Environments == "" {
			gathered = append(gathered, f)
			continue
		}
		same, alike := f, f.alike()
		same.Where.Environments = "" // word for word, where a name is also another word
		i, known := seen[same]
		if !known {
			i, known = seen[alike]
		}
		if !known {
			seen[same], seen[alike] = len(gathered), len(gathered)
			gathered = append(gathered, f)
			continue
		}
		names := append(environmentNames(gathered[i].Where), environmentNames(f.Where)...)
		slices.Sort(names)
		gathered[i].Where.Environments = strings.Join(slices.Compact(names), ", ")
	}
	return gathered
}

// indexed is an environment by its place in the list.
var indexed = regexp.MustCompile(`spec\.environments\[[0-9]+\]`)

// alike is what a finding has in common with those about the same field for
// other environments: all but their names.
func (f Finding) alike() Finding {
	name := f.Where.Environments
	word := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`)
	f.Where.Environments = "*"
	for _, text := range []*string{&f.Message, &f.Remedy, &f.Subject.Object, &f.Subject.Path, &f.Subject.File} {
		*text = word.ReplaceAllLiteralString(indexed.ReplaceAllLiteralString(*text, "*"), "*")
	}
	return f
}

func environmentNames(w Where) []string { return strings.Split(w.Environments, ", ") }

// concerned says which environments a finding is about, at most some of them by
// name.
func (w Where) concerned() string {
	const most = 5
	names := environmentNames(w)
	switch {
	case len(names) == 1:
		return "for environment " + names[0]
	case len(names) <= most:
		return "for environments " + w.Environments
	}
	return "for " + strconv.Itoa(len(names)) + " environments: " + strings.Join(names[:most], ", ") + " …"
}
