package tree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"seamark.dev/seamark/internal/files"
)

// Check tells what Write would do, byte for byte, and never writes. Of a
// directory that does not exist every file is missing. It fails where Write
// would refuse, with the plan. It takes no lock: beside a running Write it may see drift.
func Check(dir string, t *Tree, opts WriteOptions) (Plan, error) {
	root, err := openRoot(dir)
	if err != nil {
		return Plan{}, err
	}
	defer closeRoot(root)
	s, err := newSurvey(root, t, opts)
	return s.Plan, err
}

// openRoot opens a directory; the root is nil when it does not exist.
func openRoot(dir string) (*os.Root, error) {
	root, err := files.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot open the tree: %w", err)
	}
	return root, nil
}

func closeRoot(root *os.Root) {
	if root != nil {
		_ = root.Close() // nothing was written through it
	}
}
