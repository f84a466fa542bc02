package doks

import (
	"encoding/json"
	"log/slog"
	"net/http"
)

// metrics answers like a Metrics Server that has measured nothing yet: the
// aggregator's availability check and discovery, and empty lists.
func metrics(log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	const group, version = "metrics.k8s.io", "metrics.k8s.io/v1beta1"
	answers := map[string]map[string]any{
		"/apis/" + group: {
			"kind": "APIGroup", "apiVersion": "v1", "name": group,
			"versions":         []any{map[string]any{"groupVersion": version, "version": "v1beta1"}},
			"preferredVersion": map[string]any{"groupVersion": version, "version": "v1beta1"},
		},
		"/apis/" + version: {
			"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": version,
			"resources": []any{measured("nodes", "NodeMetrics", false), measured("pods", "PodMetrics", true)},
		},
		"/apis/" + version + "/nodes":                       {"kind": "NodeMetricsList", "apiVersion": version, "metadata": map[string]any{}, "items": []any{}},
		"/apis/" + version + "/pods":                        {"kind": "PodMetricsList", "apiVersion": version, "metadata": map[string]any{}, "items": []any{}},
		"/apis/" + version + "/namespaces/{namespace}/pods": {"kind": "PodMetricsList", "apiVersion": version, "metadata": map[string]any{}, "items": []any{}},
	}
	for path, answer := range answers {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			if err := json.NewEncoder(w).Encode(answer); err != nil {
				log.Warn("doks: cannot answer for the Metrics Server", "error", err)
			}
		})
	}
	for _, path := range []string{"/livez", "/readyz"} {
		mux.HandleFunc("GET "+path, func(http.ResponseWriter, *http.Request) {})
	}
	return mux
}

func measured(name, kind string, namespaced bool) map[string]any {
	return map[string]any{"name": name, "singularName": "", "kind": kind, "namespaced": namespaced, "verbs": []any{"get", "list"}}
}
