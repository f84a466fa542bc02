package own

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// largest is how large a file may be that is read.
const largest = files.MiB

// file is a file of the user's.
type file struct {
	// name is its path from the folder of the configuration.
	name string
	// shown is what findings call it.
	shown string
	data  []byte
}

// Read reads the files that a complete and valid platform names. Names are paths
// from the folder of the file of the configuration that says them; open opens
// that folder, and must not lead out of it, as that of an os.Root does not.
func Read(p platform.Platform, locate platform.Locator, open func(dir string) (fs.FS, error)) (Files, diag.List) {
	r := reader{open: open, folders: map[string]fs.FS{}, read: map[string]result{}}
	all := Files{objects: map[string]map[string][]delivered{}}
	for i, env := range p.Spec.Environments {
		all.objects[env.Name] = map[string][]delivered{}
		for _, k := range kinds() {
			field := manifest.Fields("spec", "environments").Item(i).Field(k.field)
			if names := k.names(env); len(names) > 0 {
				all.objects[env.Name][k.field] = r.named(k, env.Name, names, field, locate)
			}
		}
	}
	return all, r.findings.Masked().Sorted().Gathered()
}

type reader struct {
	open     func(dir string) (fs.FS, error)
	folders  map[string]fs.FS
	read     map[string]result // by kind and path: environments may share files
	findings diag.List
}

type result struct {
	objects []delivered
	err     error
}

// named are the objects of all files that a field names.
func (r *reader) named(k kind, environment string, names []named, field manifest.Path, locate platform.Locator) []delivered {
	all := []delivered{}
	for _, n := range names {
		name, at := n.path, slices.Concat(field, n.at)
		where := locate.Where(at)
		if n.after != "" {
			unit, known := unitOf(n.after)
			if known != nil {
				remedy := cmp.Or(diag.DidYouMean(n.after, known), "use one of "+strings.Join(known, ", "))
				r.findings.Add(diag.Finding{Code: "own-unknown-unit", Where: locate.Where(at.Field("after")), Value: n.after, Message: "there is no such unit or component in an environment", Remedy: remedy})
				continue
			}
			n.after = unit.Path
		}
		found := r.once(k, filepath.ToSlash(filepath.Dir(where.File)), name)
		if found.err != nil {
			r.findings.Add(diag.Finding{Code: "own-file", Where: where, Value: name, Message: found.err.Error()})
		}
		for _, d := range found.objects {
			if first := slices.IndexFunc(all, func(o delivered) bool { return model.RefOf(o.object) == model.RefOf(d.object) }); first >= 0 {
				r.findings.Add(diag.Finding{
					Code: "own-duplicate", Where: diag.Where{File: d.places[0].file, Line: d.places[0].line, Environments: environment}, Value: d.object.GetName(),
					Message: "has the name of what " + all[first].places[0].file + " holds", Remedy: "rename one, or name a file once",
				})
				continue
			}
			d.after = n.after
			all = append(all, d)
		}
	}
	return all
}

// once reads what a name stands for, which environments may share.
func (r *reader) once(k kind, dir, name string) result {
	key := k.field + " " + dir + " " + name
	found, known := r.read[key]
	if !known {
		found.objects, found.err = r.path(k, dir, name)
		r.read[key] = found
	}
	return found
}

// path reads a file, or all of a kind in a folder and below.
func (r *reader) path(k kind, dir, name string) ([]delivered, error) {
	root, err := r.folder(dir)
	if err != nil {
		return nil, err
	}
	found, err := within(root, name, k.extensions)
	if err != nil {
		return nil, plain(err)
	}
	var all []delivered
	for _, name := range found {
		data, err := files.ReadFS(root, name, largest)
		if err != nil {
			return nil, plain(err)
		}
		f := file{name: name, shown: path.Join(dir, name), data: []byte(strings.ReplaceAll(string(data), "\r\n", "\n"))}
		if !utf8.Valid(data) {
			r.findings.Add(diag.Finding{Code: "own-syntax", Where: diag.Where{File: f.shown}, Message: "not UTF-8"})
			continue
		}
		objects, findings := k.read(f)
		all = append(all, objects...)
		r.findings = append(r.findings, findings...)
	}
	return all, nil
}

// folder opens a folder of the configuration, once.
func (r *reader) folder(dir string) (fs.FS, error) {
	if root, known := r.folders[dir]; known {
		return root, nil
	}
	root, err := r.open(filepath.FromSlash(dir))
	if err == nil {
		r.folders[dir] = root
	}
	return root, err
}

// plain is an error without the name of a call of the system.
func plain(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%s: %w", path.Path, path.Err)
	}
	return err
}
