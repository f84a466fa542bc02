package tree

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"seamark.dev/seamark/internal/files"
)

// Diff prints what Write would change as a unified diff that git apply and
// patch -p1 take: a part for each file, sorted by path, added and removed
// files whole. The ledger follows from the files, so it is printed only when
// nothing else changes. Like Check it never writes, and fails where Write
// would refuse; then it prints nothing.
func Diff(w io.Writer, dir string, t *Tree, opts WriteOptions) (Plan, error) {
	if t == nil {
		return Plan{}, errNoTree
	}
	root, err := openRoot(dir)
	if err != nil {
		return Plan{}, err
	}
	defer closeRoot(root)
	s, err := newSurvey(root, t, opts)
	if err != nil {
		return s.Plan, err
	}
	added, removed := setOf(s.Added), setOf(s.Removed)
	for _, p := range slices.Sorted(slices.Values(slices.Concat(s.Added, s.Changed, s.Removed))) {
		before, err := readUnless(added[p], root, p)
		if err != nil {
			return Plan{}, err
		}
		if err := diffFile(w, p, before, t.files[p].Data, !added[p], !removed[p]); err != nil {
			return Plan{}, err
		}
	}
	if s.Ledger && len(added)+len(removed)+len(s.Changed) == 0 {
		after := s.final.bytes()
		err = diffFile(w, LedgerName, s.bytes, after, len(s.bytes) > 0, len(after) > 0)
	}
	return s.Plan, err
}

func setOf(paths []string) map[string]bool {
	set := make(map[string]bool, len(paths))
	for _, p := range paths {
		set[p] = true
	}
	return set
}

func readUnless(added bool, root *os.Root, p string) ([]byte, error) {
	if added {
		return nil, nil
	}
	data, err := files.ReadFS(root.FS(), p, largest)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", p, err)
	}
	return data, nil
}

// diffFile prints one file's part. A file that was not there, or will not be,
// goes by the name /dev/null.
func diffFile(w io.Writer, p string, before, after []byte, was, will bool) error {
	from, to := "/dev/null", "/dev/null"
	if was {
		from = "a/" + p
	}
	if will {
		to = "b/" + p
	}
	part := diff.Diff(from, before, to, after)
	switch {
	case bytes.IndexByte(before, 0) >= 0 || bytes.IndexByte(after, 0) >= 0:
		part = fmt.Appendf(nil, "Binary files %s and %s differ\n", from, to)
	case part == nil: // an empty file
		part = fmt.Appendf(nil, "diff %s %s\n--- %s\n+++ %s\n", from, to, from, to)
	}
	if _, err := w.Write(part); err != nil {
		return fmt.Errorf("cannot print the diff: %w", err)
	}
	return nil
}
