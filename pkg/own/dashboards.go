package own

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	apikinds "seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
	"seamark.dev/seamark/pkg/diag"
)

// largestDashboard leaves room in the 262144 bytes that a client-side apply, such
// as Argo CD's, puts into an annotation.
const largestDashboard = 240_000

// dashboards makes a ConfigMap of a dashboard. It keeps the file's own layout, so
// that changes are easy to read, unless only the minified one fits. Its folder in
// Grafana is the one that the file is in.
func dashboards(f file) ([]delivered, diag.List) {
	var board struct {
		UID   string `json:"uid"`
		Title string `json:"title"`
	}
	if err := json.Unmarshal(f.data, &board); err != nil {
		return nil, diag.List{{
			Code: "own-syntax", Where: diag.Where{File: f.shown, Line: lineOf(f.data, err)},
			Message: "not a dashboard: " + err.Error(), Remedy: "export it from Grafana as JSON",
		}}
	}
	text := f.data
	if len(text) > largestDashboard {
		var small bytes.Buffer
		_ = json.Compact(&small, text) // it has been read
		text = small.Bytes()
	}
	if len(text) > largestDashboard {
		return nil, diag.List{{
			Code: "own-file", Where: diag.Where{File: f.shown}, Value: fmt.Sprintf("%d bytes", len(text)),
			Message: fmt.Sprintf("is too large for a ConfigMap: at most %d bytes, without spaces", largestDashboard), Remedy: "make two dashboards of it",
		}}
	}
	folder := path.Base(path.Dir(f.name))
	annotations := map[string]string{kubeprometheusstack.FolderAnnotation: folder}
	if folder == "." {
		annotations, folder = nil, "General"
	}
	slug := slug(f.name)
	return []delivered{{
		object: &corev1.ConfigMap{
			TypeMeta: apikinds.ConfigMap,
			ObjectMeta: metav1.ObjectMeta{
				Name:        "own-dashboard-" + slug,
				Namespace:   dokscluster.NamespaceClusterServices,
				Labels:      map[string]string{kubeprometheusstack.DashboardLabel: kubeprometheusstack.DashboardLabelValue},
				Annotations: annotations,
			},
			Data: map[string]string{"own-" + slug + ".json": string(text)}, // the sidecar has one folder for all keys
		},
		places: []place{{file: f.shown}},
		row:    fmt.Sprintf("| dashboard | `%s` | in the folder *%s* of Grafana |", f.name, folder),
	}}, nil
}

// lineOf is the line that an error of package json is about.
func lineOf(data []byte, err error) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	offset := int64(0)
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
	}
	return 1 + bytes.Count(data[:min(int(offset), len(data))], []byte("\n"))
}

var notInSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug is a path as a name: dashboards/Shop/orders.json is dashboards-shop-orders.
func slug(name string) string {
	name = strings.TrimSuffix(name, path.Ext(name))
	return strings.Trim(notInSlug.ReplaceAllString(strings.ToLower(name), "-"), "-")
}
