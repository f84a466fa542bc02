package tree

import (
	"fmt"
	"io"
)

// Stream writes the objects of the tree as one multi-document YAML stream, in
// the order in which they are applied, each under a comment with its path. A
// scope limits it to some paths; nil is everything.
func (t *Tree) Stream(w io.Writer, opts WriteOptions) error {
	if t == nil {
		return errNoTree
	}
	for _, path := range t.added {
		f := t.files[path]
		if !f.Object || !opts.inScope(path) {
			continue
		}
		if _, err := fmt.Fprintf(w, "---\n# Source: %s\n%s", path, f.Data); err != nil {
			return err
		}
	}
	return nil
}
