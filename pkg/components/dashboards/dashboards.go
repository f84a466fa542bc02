// Package dashboards is what Grafana shows of the platform beyond what
// kube-prometheus-stack brings: the managed databases and their logs, Cilium,
// the Gateway, the collection of logs, the machines below all of them, and an
// overview to open first.
//
// Each dashboard is a table of rows and panels in a file of its own. They
// depend on nothing in the configuration: what differs between environments
// (names of databases, nodes, listeners) Grafana asks Prometheus for, through
// the dashboards' variables.
package dashboards

import (
	"encoding/json"
	"sync"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Folder is the folder in Grafana that holds the dashboards.
const Folder = "Platform"

// Component is the dashboards of an environment, one ConfigMap each. The JSON
// is minified, which keeps every ConfigMap far below the 262144 bytes that a
// client-side apply could put into an annotation.
func Component(platform.Environment) model.Component {
	var objects []model.Object
	for _, f := range files() {
		objects = append(objects, configMap(f))
	}
	return model.Component{Name: "dashboards", Objects: objects}
}

// all is every dashboard, in the order of the files in the rendered tree.
func all() []board {
	return []board{
		cilium(), databaseLogs(), databaseMachines(), events(), gateway(),
		logging(), overview(), postgresql(), system(), valkey(),
	}
}

// file is a dashboard as Grafana reads it.
type file struct{ name, json string }

// files are all dashboards, encoded once per process: they are the same for
// every environment, and the encoding is the dearest part of a render.
var files = sync.OnceValue(func() []file {
	var out []file
	names := titles()
	for _, b := range all() {
		out = append(out, file{name: b.name, json: encode(b, names)})
	}
	return out
})

// titles are what the dashboards are called, by name.
func titles() map[string]string {
	out := map[string]string{}
	for _, b := range all() {
		out[b.name] = b.title
	}
	return out
}

// encode is the dashboard as minified JSON. Neither step can fail for a reason
// that lies in the configuration, so the tests of this package see every error
// there can be; an error would stand in place of the JSON.
func encode(b board, titles map[string]string) string {
	built, err := b.build(titles)
	if err != nil {
		return err.Error()
	}
	raw, err := json.Marshal(built)
	if err != nil {
		return err.Error()
	}
	return string(raw)
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
