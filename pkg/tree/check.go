package tree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"seamark.dev/seamark/internal/files"
)

// Check tells what Write would do, byte for byte, and never writes. Of a
// directory that does not exist every file is missing. It fails where Write
// would refuse, with the plan. It takes no lock: beside a running Write it may see drift.
func Check(dir string, t *Tree, opts WriteOptions) (Plan, error) {
	if t == nil {
		return Plan{}, errNoTree
	}
	root, err := openRoot(dir)
	if err != nil {
		return Plan{}, err
	}
	defer closeRoot(root)
	s, err := newSurvey(root, t, opts)
	return s.Plan, err
}

// openRoot opens a directory; the root is nil when it does not exist, and Write
// would create it.
func openRoot(dir string) (*os.Root, error) {
	root, err := files.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		err = creatable(dir)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot open the tree: %w", err)
	}
	return root, nil
}

// creatable tells why a directory that does not exist cannot be created: what
// it would be in must be a directory, and nothing may have its name, as a link
// that leads nowhere has.
func creatable(dir string) error {
	if dir == "" {
		return errors.New("no folder is named")
	}
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		switch _, lerr := os.Lstat(at); {
		case err == nil && !info.IsDir():
			return fmt.Errorf("%s is %s, not a folder", at, files.Kind(info.Mode()))
		case err == nil:
			return nil
		case lerr == nil:
			return fmt.Errorf("%s is a link that leads nowhere", at)
		case !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at):
			return err
		}
	}
}

func closeRoot(root *os.Root) {
	if root != nil {
		_ = root.Close() // nothing was written through it
	}
}
