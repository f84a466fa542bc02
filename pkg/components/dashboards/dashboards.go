// Package dashboards is what Grafana shows of the platform beyond what
// kube-prometheus-stack brings: the managed databases and their logs, Cilium,
// the Gateway, the collection of logs, the machines below all of them, and an
// overview to open first.
//
// Each dashboard is a table of rows and panels in a file of its own. Of the
// configuration they depend on the engines of its databases alone: what else
// differs between environments (names of databases, nodes, listeners) Grafana
// asks Prometheus for, through the dashboards' variables.
package dashboards

import (
	"strings"
	"sync"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Folder is the folder in Grafana that holds the dashboards.
const Folder = "Platform"

// shelf is where the dashboards are taken from.
type shelf struct {
	// engines are those that there may be databases of.
	engines databases.Table
	// theirs are what rows of others have a part in, by dashboard.
	theirs []theirs
	// encoded are the files for each set of engines and components, so that
	// environments share them: the encoding is the dearest part of a render.
	encoded sync.Map
}

// component is the dashboards of an environment, one ConfigMap each, of its
// databases and the components that are there. The JSON is minified, which keeps
// every ConfigMap far below the 262144 bytes that a client-side apply could put
// into an annotation.
func (s *shelf) component(env platform.Environment, present declare.Present) model.Component {
	var objects []model.Object
	for _, f := range s.files(env, present) {
		objects = append(objects, configMap(f))
	}
	return model.Component{Name: "dashboards", Objects: objects, Brought: s.brought(env)}
}

func newShelf(engines databases.Table) *shelf {
	return &shelf{engines: engines, theirs: partsOf(engines)}
}

// all is every dashboard of an environment, in the order of the files in the
// rendered tree.
func (s *shelf) all(env platform.Environment, present declare.Present) []board.Board {
	engines, watched := s.engines.Of(env), s.engines.Watched(env, present)
	boards := []board.Board{
		cilium(), databaseLogs(engines), databaseMachines(engines), events(), gateway(),
		logging(), overview(watched), system(),
	}
	for _, e := range watched {
		boards = append(boards, e.Board)
	}
	return board.Among(boards, present)
}

// file is a dashboard as Grafana reads it.
type file struct{ name, json string }

// files are all dashboards, encoded.
func (s *shelf) files(env platform.Environment, present declare.Present) []file {
	set := strings.Join(names(s.engines.Of(env)), " ") + " among " + present.String()
	if known, ok := s.encoded.Load(set); ok {
		return known.([]file)
	}
	var out []file
	boards := s.all(env, present)
	titles := map[string]string{}
	for _, b := range boards {
		titles[b.Name] = b.Title
	}
	for _, b := range boards {
		out = append(out, file{name: b.Name, json: b.JSON(titles)})
	}
	s.encoded.Store(set, out)
	return out
}

// first is the dashboard of the first of the engines, if there is one.
func first(engines []databases.Engine) string {
	return strings.Join(names(engines[:min(1, len(engines))]), "")
}

// names are the engines' dashboards.
func names(engines []databases.Engine) []string {
	var out []string
	for _, e := range engines {
		out = append(out, e.Board.Name)
	}
	return out
}

func configMap(f file) *corev1.ConfigMap {
	return &corev1.ConfigMap{
		TypeMeta: kinds.ConfigMap,
		ObjectMeta: metav1.ObjectMeta{
			Name:        "dashboard-" + f.name,
			Namespace:   dokscluster.NamespaceClusterServices,
			Labels:      map[string]string{kubeprometheusstack.DashboardLabel: kubeprometheusstack.DashboardLabelValue},
			Annotations: map[string]string{kubeprometheusstack.FolderAnnotation: Folder},
		},
		// The sidecar writes all keys into one folder, so the key carries
		// the dashboard's name too.
		Data: map[string]string{f.name + ".json": f.json},
	}
}
