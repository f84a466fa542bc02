package derive

import (
	"io/fs"
	"path"
	"regexp"
	"strings"

	"seamark.dev/seamark/internal/files"
)

// reference is a value that a template reads: .Values.serviceMonitor.timeout.
var reference = regexp.MustCompile(`\.Values((?:\.[A-Za-z_][A-Za-z0-9_]*)+)`)

// comment is a comment of a template.
var comment = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)

// templates adds the keys that the templates of a chart read and its values do
// not show. What they read through variables and `with` is not seen.
func (g *generator) templates(dir string, k *key) error {
	root := path.Join(dir, "templates")
	if info, err := fs.Stat(g.files, root); err != nil || !info.IsDir() {
		return nil // a copy without templates: less is known
	}
	return fs.WalkDir(g.files, root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := files.ReadFS(g.files, name, largest)
		if err != nil {
			return err
		}
		g.rendered[name] = data
		if !refuses(path.Base(name)) {
			for _, found := range reference.FindAllSubmatch(comment.ReplaceAll(data, nil), -1) {
				k.reads(strings.Split(string(found[1][1:]), "."))
			}
		}
		return nil
	})
}

// refuses tells whether a template only tells the user something: what it reads
// may be keys that are no more.
func refuses(name string) bool {
	return name == "NOTES.txt" || strings.HasPrefix(name, "validate") || strings.Contains(name, "deprecat")
}

// reads makes a path known. Where it leaves what is known, anything goes from
// there on.
func (k *key) reads(path []string) {
	for _, name := range path {
		if k.open || k.kinds&kindMap == 0 {
			return
		}
		if k.below[name] == nil {
			k.child(name).add(&key{kinds: kindAny, open: true})
			return
		}
		k = k.below[name]
	}
}
