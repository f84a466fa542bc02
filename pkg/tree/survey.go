package tree

import (
	"bytes"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// survey is a plan with all that is needed to carry it out.
type survey struct {
	Plan
	scan
	owned  ledger          // the ledger as it is
	bytes  []byte          // and its bytes
	stale  map[string]bool // paths in scope that the ledger lists and the tree lacks
	final  ledger          // the ledger as it will be
	write  []File          // files to write
	early  map[string]bool // stale files that stand in the place of a new one
	clear  []string        // directories that do, each after what is in it
	refuse diag.List
	// refused are the paths in refuse.
	refused map[string]bool
}

// newSurvey compares a tree with a directory. It is never nil; if there are
// refusals, its plan is complete.
func newSurvey(root *os.Root, t *Tree, opts WriteOptions) (*survey, error) {
	owned, data, err := readLedger(root)
	s := &survey{
		scan:  scan{root: root, places: map[string]place{}},
		owned: owned, bytes: data, final: maps.Clone(owned),
		stale: map[string]bool{}, early: map[string]bool{}, refused: map[string]bool{},
	}
	if err != nil {
		return s, err
	}
	for p := range owned {
		if _, wanted := t.files[p]; !wanted && opts.inScope(p) {
			s.stale[p] = true
			delete(s.final, p)
		}
	}
	files := slices.DeleteFunc(t.Files(), func(f File) bool { return !opts.inScope(f.Path) })
	all, err := s.look(files)
	if err != nil {
		return s, err
	}
	twins := s.staleByFold()
	for i, f := range files {
		if err := s.judge(f, all[i], twins); err != nil {
			return s, err
		}
	}
	if err := s.findRemoved(); err != nil {
		return s, err
	}
	slices.Sort(s.Refused)
	s.Ledger = !bytes.Equal(s.final.bytes(), data)
	return s, s.refuse.Err()
}

// judge decides what happens to one file of the tree.
func (s *survey) judge(f File, at seen, twins map[string]string) error {
	_, owned := s.owned[f.Path]
	free, err := s.isFree(f, at, twins)
	switch {
	case err != nil:
		return err
	case free:
		s.Added = append(s.Added, f.Path)
		s.write = append(s.write, f)
	case at.is == regular && at.same:
		s.Unchanged++
	case at.is == regular && owned:
		s.Changed = append(s.Changed, f.Path)
		s.write = append(s.write, f)
	case at.parent.is == directory && f.Yields:
		s.Kept = append(s.Kept, f.Path)
		delete(s.final, f.Path)
		return nil
	default:
		s.addRefusal(f.Path, at)
		return nil
	}
	s.final[f.Path] = at.sum
	return nil
}

// isFree tells whether nothing stands at a file's path, or nothing but files
// of ours that go away and so can go first.
func (s *survey) isFree(f File, at seen, twins map[string]string) (bool, error) {
	switch {
	case at.parent.is == absent:
		return true, nil
	case at.parent.is == regular && s.stale[at.parent.at]:
		s.early[at.parent.at] = true
		return true, nil
	case at.parent.is != directory:
		return false, nil
	case at.is == absent:
		return true, nil
	case at.is == directory:
		return s.canClear(f.Path)
	case at.is == regular:
		// Renamed in case alone, where the file system ignores case: the new
		// path shows the old file, which the removal would then take away.
		twin, found := twins[fold(f.Path)]
		if _, owned := s.owned[f.Path]; found && !owned && s.sameFile(twin, f.Path) {
			s.early[twin] = true
			return true, nil
		}
	}
	return false, nil
}

func (s *survey) canClear(dir string) (bool, error) {
	only, dirs, err := s.holdsOnly(dir, func(p string) bool { return s.stale[p] })
	if err != nil || !only {
		return false, err
	}
	for p := range s.stale {
		if strings.HasPrefix(p, dir+"/") {
			s.early[p] = true
		}
	}
	s.clear = append(s.clear, dirs...)
	return true, nil
}

func (s *survey) staleByFold() map[string]string {
	twins := make(map[string]string, len(s.stale))
	for p := range s.stale {
		twins[fold(p)] = p
	}
	return twins
}

// findRemoved lists the stale files that are still there and still files.
func (s *survey) findRemoved() error {
	for _, p := range slices.Sorted(maps.Keys(s.stale)) {
		parent, err := s.place(path.Dir(p))
		if err != nil {
			return err
		}
		if parent.is != directory {
			continue
		}
		is, err := s.lstat(p)
		if err != nil {
			return err
		}
		if is == regular {
			s.Removed = append(s.Removed, p)
		}
	}
	return nil
}

// addRefusal reports what stands in the way of a file, once each.
func (s *survey) addRefusal(p string, at seen) {
	message := "somebody else's file stands where one of the tree belongs: the ledger does not list it"
	switch {
	case at.parent.is == symlink:
		p, message = at.parent.at, "a symbolic link stands where a directory of the tree belongs: it is never followed"
	case at.parent.is != directory:
		p, message = at.parent.at, "somebody else's file stands where a directory of the tree belongs"
	case at.is == symlink:
		message = "a symbolic link stands where a file of the tree belongs: it is never followed"
	case at.is == directory:
		message = "a directory that holds somebody else's files stands where a file of the tree belongs"
	}
	if s.refused[p] {
		return
	}
	s.refused[p] = true
	s.Refused = append(s.Refused, p)
	s.refuse.Add(diag.Finding{
		Code: "tree-foreign", Where: diag.Where{File: p}, Message: message,
		Remedy: "delete it or move it away, then run again",
	})
}
