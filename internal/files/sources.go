package files

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// mostSources is how many files of a folder are read.
const mostSources = 10_000

// Sources are the files of a configuration that a user names, in an order that
// does not depend on that of the names, and none twice. Of a folder they are its
// *.yaml and *.yml; hidden ones and folders within are left alone.
func Sources(names []string) ([]string, error) {
	var all []string
	for _, name := range names {
		found, err := within(name)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(filepath.Clean(a), filepath.Clean(b)) })
	return slices.CompactFunc(all, func(a, b string) bool { return filepath.Clean(a) == filepath.Clean(b) }), nil
}

// within are the files of a folder; of anything else it is that itself.
func within(name string) ([]string, error) {
	info, err := os.Stat(name)
	if name == "-" || errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return []string{name}, nil // who reads it says what is wrong
	}
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, e := range entries {
		extension := filepath.Ext(e.Name())
		if !e.IsDir() && !strings.HasPrefix(e.Name(), ".") && (extension == ".yaml" || extension == ".yml") {
			found = append(found, filepath.Join(name, e.Name()))
		}
	}
	switch {
	case len(found) == 0:
		return nil, fmt.Errorf("%s has no *.yaml or *.yml in it", name)
	case len(found) > mostSources:
		return nil, fmt.Errorf("%s has more than %d files, and more are not read", name, mostSources)
	}
	return found, nil
}
