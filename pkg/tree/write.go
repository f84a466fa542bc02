package tree

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
)

// Write makes a directory hold the tree, and tells what it changed.
//
// It replaces only files whose bytes differ, and removes only files that the
// ledger lists and the tree lacks, then the directories which that leaves
// empty. A file that is already as rendered is adopted into the ledger. Any
// other file that the ledger does not list is somebody else's: a yielding file
// leaves it be, and otherwise Write refuses before it changes anything, with
// every such file in the error. A file of ours that somebody edited is still
// ours and is overwritten: version control has the edit. To make it one's own,
// delete its line from the ledger.
//
// The directory is created if it is missing and the tree is not empty. A run
// may be stopped at any instant: the next one ends as if it had not been. Of
// two runs at once the second waits, and says so by opts.Waiting.
func Write(dir string, t *Tree, opts WriteOptions) (Plan, error) {
	if t == nil {
		return Plan{}, errNoTree
	}
	root, err := openRoot(dir)
	if err == nil && root == nil && slices.ContainsFunc(t.Files(), func(f File) bool { return opts.inScope(f.Path) }) {
		root, err = createRoot(dir, opts)
	}
	if root == nil {
		return Plan{}, err
	}
	defer closeRoot(root)
	unlock, err := lock(root, opts.Waiting)
	if err != nil {
		return Plan{}, err
	}
	defer unlock()
	s, err := newSurvey(root, t, opts)
	if err != nil {
		return Plan{Refused: s.Refused}, err
	}
	if err := s.apply(disk{root: root, step: opts.step}); err != nil {
		return Plan{}, err
	}
	return s.Plan, nil
}

func createRoot(dir string, opts WriteOptions) (*os.Root, error) {
	err := disk{step: opts.step}.do("mkdir", ".", func() error { return os.MkdirAll(dir, dirMode) })
	if err != nil {
		return nil, fmt.Errorf("cannot create the tree: %w", err)
	}
	return openRoot(dir)
}

// apply carries a plan out. The order is what makes a run safe to stop: at
// every instant the ledger lists all that is ours on the disk.
func (s *survey) apply(d disk) error {
	if err := d.removeTemps(); err != nil || !s.Drift() {
		return err
	}
	union := maps.Clone(s.final)
	for p := range s.stale {
		union[p] = s.owned[p]
	}
	if err := writeLedger(d, union, s.bytes); err != nil {
		return err
	}
	if err := s.writeFiles(d); err != nil {
		return err
	}
	if err := s.removeFiles(d); err != nil {
		return err
	}
	return writeLedger(d, s.final, union.bytes())
}

// writeLedger makes the ledger on the disk and makes it last, unless the disk
// has it already. An empty ledger is no file.
func writeLedger(d disk, l ledger, onDisk []byte) error {
	data := l.bytes()
	if bytes.Equal(data, onDisk) {
		return nil
	}
	var err error
	if len(data) == 0 {
		err = d.remove(LedgerName)
	} else {
		err = d.writeFile(LedgerName, data)
	}
	if err != nil {
		return err
	}
	return d.syncDir(".")
}

// writeFiles makes room, then the directories, then the files.
func (s *survey) writeFiles(d disk) error {
	for _, p := range slices.Sorted(maps.Keys(s.early)) {
		if err := d.remove(p); err != nil {
			return err
		}
	}
	for _, dir := range s.clear {
		if _, err := d.removeDir(dir); err != nil {
			return err
		}
	}
	for _, dir := range s.missingDirs() {
		if err := d.mkdir(dir); err != nil {
			return err
		}
	}
	return inParallel(writers, len(s.write), func(i int) error {
		return d.writeFile(s.write[i].Path, s.write[i].Data)
	})
}

// missingDirs lists the directories that the files need, each before those
// within it.
func (s *survey) missingDirs() []string {
	missing := map[string]bool{}
	for _, f := range s.write {
		for dir := path.Dir(f.Path); s.places[dir].is != directory && !missing[dir]; dir = path.Dir(dir) {
			missing[dir] = true
		}
	}
	return slices.Sorted(maps.Keys(missing))
}

// removeFiles removes what the tree lacks and the directories that are empty
// then, and makes the removal last: the ledger is about to forget the files.
func (s *survey) removeFiles(d disk) error {
	touched := map[string]bool{}
	for _, p := range s.Removed {
		if s.early[p] {
			continue
		}
		if err := d.remove(p); err != nil {
			return err
		}
		touched[path.Dir(p)] = true
	}
	// Also of files that are gone already: a stopped run may have removed
	// the file and not yet the directory.
	for _, dir := range s.staleDirs() {
		gone, err := d.removeDir(dir)
		if err != nil {
			return err
		}
		if gone && touched[dir] {
			delete(touched, dir)
			touched[path.Dir(dir)] = true
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(touched)) {
		if err := d.syncDir(dir); err != nil {
			return err
		}
	}
	return nil
}

// staleDirs lists the directories of the stale files, each after those within
// it, without those that have made room for a file.
func (s *survey) staleDirs() []string {
	dirs := map[string]bool{}
	for p := range s.stale {
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			if s.places[dir].is == directory {
				dirs[dir] = true
			}
		}
	}
	for _, dir := range s.clear {
		delete(dirs, dir)
	}
	sorted := slices.Sorted(maps.Keys(dirs))
	slices.Reverse(sorted)
	return sorted
}
