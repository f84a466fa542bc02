package kubernetes

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// fieldManager owns what the harness applies.
const fieldManager = "harness"

// Apply applies objects server-side, in their order.
//
// A kind whose definition came a moment before is waited for: it is served only
// once the API server has looked at the definition.
func Apply(ctx context.Context, c client.Client, objects ...*unstructured.Unstructured) error {
	for _, o := range objects {
		var last error
		err := wait.PollUntilContextTimeout(ctx, 200*time.Millisecond, time.Minute, true, func(ctx context.Context) (bool, error) {
			last = c.Apply(ctx, client.ApplyConfigurationFromUnstructured(o.DeepCopy()), client.FieldOwner(fieldManager), client.ForceOwnership)
			if meta.IsNoMatchError(last) {
				return false, nil
			}
			return true, last
		})
		if err != nil {
			return fmt.Errorf("cannot apply %s %s: %w", o.GetKind(), o.GetName(), cmp.Or(last, err))
		}
	}
	return nil
}

// ReadManifests reads the YAML files that the patterns match.
func ReadManifests(patterns ...string) ([]*unstructured.Unstructured, error) {
	var all []*unstructured.Unstructured
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern) // sorted
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			return nil, errors.New("no file matches " + pattern)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			objects, err := Decode(data)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			all = append(all, objects...)
		}
	}
	return all, nil
}

// Decode reads the objects of a YAML stream, without kustomization files.
func Decode(data []byte) ([]*unstructured.Unstructured, error) {
	var objects []*unstructured.Unstructured
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(data), 4096)
	for {
		o := &unstructured.Unstructured{}
		err := decoder.Decode(&o.Object)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		objects = append(objects, o)
	}
	return slices.DeleteFunc(objects, func(o *unstructured.Unstructured) bool {
		return len(o.Object) == 0 || o.GetName() == ""
	}), nil
}
