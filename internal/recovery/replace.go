package recovery

import (
	"os"
	"path/filepath"
)

// replace writes a file anew, whole or not at all, with the rights that it has.
// A link stays one.
func replace(name string, data []byte) error {
	name, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	next, err := os.CreateTemp(filepath.Dir(name), ".recover-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(next.Name()) }() // which is gone if all went well
	_, err = next.Write(data)
	for _, do := range []func() error{
		func() error { return next.Chmod(info.Mode().Perm()) },
		next.Sync,
		next.Close,
		func() error { return os.Rename(next.Name(), name) },
	} {
		if err != nil {
			_ = next.Close()
			return err
		}
		err = do()
	}
	return err
}
