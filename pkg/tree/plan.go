package tree

import (
	"path"
	"strings"
)

// WriteOptions say which part of a tree a run is about. The zero value is the
// whole tree.
type WriteOptions struct {
	// Scope limits the run to the paths it is true for: files outside it are
	// neither compared, written nor removed, and what the ledger says of
	// them stays. Nil is everything. The tree must be complete within the
	// scope, since what it lacks there is removed.
	Scope func(path string) bool

	// Waiting is called when another run has the directory, before Write
	// waits for its end. It may be nil.
	Waiting func()

	// step is called before each operation that changes the disk; its error
	// takes the operation's place. Tests use it to stop a run anywhere, and
	// to go without fsync.
	step func(op, path string) error
}

func (o WriteOptions) inScope(p string) bool { return o.Scope == nil || o.Scope(p) }

// Under is a Scope of whole directories, named by their paths in the tree.
func Under(dirs ...string) func(path string) bool {
	return func(p string) bool {
		for _, dir := range dirs {
			if strings.HasPrefix(p, path.Clean(dir)+"/") {
				return true
			}
		}
		return false
	}
}

// Plan is what a run changes on the disk. Every list is sorted.
type Plan struct {
	// Added are files that are not there yet.
	Added []string
	// Changed are files of ours whose bytes differ from the tree's.
	Changed []string
	// Removed are files that we wrote before and the tree lacks.
	Removed []string
	// Refused are somebody else's files that stand where the tree's belong.
	// If there are any, nothing is written.
	Refused []string
	// Kept are somebody else's files that a yielding file gave way to.
	Kept []string
	// Unchanged counts the files that are byte for byte as in the tree.
	Unchanged int
	// Ledger tells whether the ledger changes. It does so alone when a file
	// is adopted, or when one that we wrote was deleted by hand.
	Ledger bool
}

// Drift tells whether the disk differs from the tree: whether Write would
// change anything. A kept file is no drift.
func (p Plan) Drift() bool {
	return p.Ledger || len(p.Added)+len(p.Changed)+len(p.Removed) > 0
}
