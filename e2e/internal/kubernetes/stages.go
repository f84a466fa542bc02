package kubernetes

import (
	"bytes"
	"context"
	"path/filepath"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/tools"
)

// RealPods is the annotation of pods that kwok leaves alone, because a real
// program stands behind them. Crossplane's chart has it on its own pods.
const RealPods = "prometheus.io/scrape"

// leftAlone are the pods that kwok does not make ready.
var leftAlone = []any{
	map[string]any{"key": `.metadata.annotations["` + RealPods + `"]`, "operator": "NotIn", "values": []any{"true"}},
	map[string]any{"key": `.metadata.labels["pkg.crossplane.io/function"]`, "operator": "DoesNotExist"},
}

// notFinished are the pods of Jobs that kwok does not complete: cert-manager's
// check ends when the webhook answers.
var notFinished = []any{
	map[string]any{"key": `.metadata.labels["app.kubernetes.io/component"]`, "operator": "NotIn", "values": []any{"startupapicheck"}},
}

// stages are what kwok does with nodes and pods: upstream's own, but for the
// pods that are somebody else's.
func stages(ctx context.Context) ([]byte, error) {
	folder, err := tools.Kwok.Folder(ctx)
	if err != nil {
		return nil, err
	}
	base := filepath.Join(folder, "kustomize", "stage")
	objects, err := ReadManifests(
		filepath.Join(base, "node", "fast", "node-*.yaml"),
		filepath.Join(base, "node", "heartbeat-with-lease", "node-*.yaml"),
		filepath.Join(base, "pod", "fast", "pod-*.yaml"),
	)
	if err != nil {
		return nil, err
	}
	var all bytes.Buffer
	for _, stage := range objects {
		switch stage.GetName() {
		case "pod-ready":
			err = only(stage, leftAlone)
		case "pod-complete":
			err = only(stage, notFinished)
		}
		if err != nil {
			return nil, err
		}
		text, err := yaml.Marshal(stage.Object)
		if err != nil {
			return nil, err
		}
		all.WriteString("---\n")
		all.Write(text)
	}
	return all.Bytes(), nil
}

// only adds to the conditions under which a stage is played.
func only(stage *unstructured.Unstructured, conditions []any) error {
	path := []string{"spec", "selector", "matchExpressions"}
	expressions, _, err := unstructured.NestedSlice(stage.Object, path...)
	if err != nil {
		return err
	}
	return unstructured.SetNestedSlice(stage.Object, append(expressions, conditions...), path...)
}
