package own

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// mostFiles is how many files one name stands for, and mostEntries how many
// entries of folders are looked at.
const mostFiles, mostEntries = 500, 5000

// plainName is what a file or a folder may be called: it stands in names of
// objects, in pages, and in folders of Grafana.
var plainName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._+ -]*$`)

// within are the files that a name stands for: itself, or those in a folder and
// below, in order, without hidden ones.
func within(root fs.FS, name string, extensions []string) ([]string, error) {
	info, err := fs.Stat(root, name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		if !slices.Contains(extensions, path.Ext(name)) {
			return nil, fmt.Errorf("%s: only %s is read here", name, strings.Join(extensions, " and "))
		}
		return []string{name}, nil
	}
	var found []string
	entries := 0
	err = fs.WalkDir(root, name, func(at string, e fs.DirEntry, err error) error {
		if entries++; err != nil {
			return err
		}
		switch base := path.Base(at); {
		case entries > mostEntries || len(found) > mostFiles:
			return fmt.Errorf("%s holds more than %d files, and more are not read", name, mostFiles)
		case at != name && strings.HasPrefix(base, ".") && e.IsDir():
			return fs.SkipDir
		case at != name && strings.HasPrefix(base, "."):
			return nil
		case e.IsDir() && at != name, !e.IsDir() && slices.Contains(extensions, path.Ext(base)):
			if !plainName.MatchString(base) {
				return fmt.Errorf("%q: the name must be of letters, digits, spaces and . _ + -, and begin with a letter or digit", at)
			}
			if !e.IsDir() {
				found = append(found, at)
			}
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s holds no %s", name, strings.Join(extensions, " or "))
	}
	return found, err
}
