package argocd

import (
	"path"

	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/tree"
)

// entryFiles are the files below clusters/HUB. A person applies the folder
// bootstrap; the root Application then keeps the whole of clusters/HUB but the
// folders that other Applications make Applications from.
func (p *Plan) entryFiles(o Options) ([]tree.File, error) {
	folders := []*folder{{dir: o.dir("bootstrap")}, {dir: o.dir("projects")}, {dir: o.dir("applications")}}
	byDir := map[string]*folder{}
	for _, f := range folders {
		byDir[f.dir] = f
	}
	folders[0].add(p.Settings.object(), nil)
	place := func(file string, object model.Object, notes []string) {
		dir := path.Dir(file)
		f := byDir[dir]
		if f == nil {
			f = &folder{dir: dir}
			if ns, ok := p.namespaces[dir]; ok {
				f.add(ns, nil)
			}
			folders, byDir[dir] = append(folders, f), f
		}
		f.add(object, notes)
	}
	for _, project := range p.Projects {
		place(project.File, project.Object, nil)
	}
	for _, app := range p.Applications {
		var notes []string
		if app.Release != nil {
			notes = model.ReleaseNotes(*app.Release)
		}
		place(app.File, app.Object, notes)
	}
	index, err := delivery.Index(o.dir(), []string{"bootstrap", "projects", "applications"})
	if err != nil {
		return nil, err
	}
	files := []tree.File{index}
	for _, f := range folders {
		rendered, err := delivery.Folder(f.dir, f.objects, f.notes)
		if err != nil {
			return nil, err
		}
		files = append(files, rendered...)
	}
	return files, nil
}

// folder is a folder below the entry point.
type folder struct {
	dir     string
	objects []model.Object
	notes   map[model.ObjectRef][]string
}

func (f *folder) add(object model.Object, notes []string) {
	f.objects = append(f.objects, object)
	if f.notes == nil {
		f.notes = map[model.ObjectRef][]string{}
	}
	f.notes[model.RefOf(object)] = notes
}
