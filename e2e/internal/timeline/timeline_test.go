package timeline

import (
	"log/slog"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// thing is an object with a revision and a condition.
func thing(revision, condition, status string) *unstructured.Unstructured {
	o := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "example.org/v1", "kind": "Thing",
		"metadata": map[string]any{"name": "a", "namespace": "n", "resourceVersion": revision},
	}}
	if condition != "" {
		o.Object["status"] = map[string]any{"conditions": []any{map[string]any{"type": condition, "status": status, "reason": "Because"}}}
	}
	return o
}

func TestRecorder(t *testing.T) {
	cases := map[string]struct {
		reason string
		seen   []*unstructured.Unstructured
		gone   *unstructured.Unstructured
		want   []string
	}{
		"a life": {
			reason: "each change of the condition is told once, whatever else changes",
			seen:   []*unstructured.Unstructured{thing("1", "", ""), thing("2", "Ready", "False"), thing("3", "Ready", "False"), thing("4", "Ready", "True")},
			gone:   thing("5", "Ready", "True"),
			want:   []string{Created, NotReady, Ready, Deleted},
		},
		"a package": {
			reason: "packages have Healthy for Ready",
			seen:   []*unstructured.Unstructured{thing("1", "Healthy", "True")},
			want:   []string{Created, Ready},
		},
		"late news": {
			reason: "the revision orders events, not when they were heard of",
			seen:   []*unstructured.Unstructured{thing("7", "", ""), thing("3", "Ready", "True")},
			want:   []string{Ready, Created},
		},
		"no condition": {
			reason: "an object without conditions is only there",
			seen:   []*unstructured.Unstructured{thing("1", "", ""), thing("2", "Synced", "True")},
			want:   []string{Created},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			r := NewRecorder(slog.New(slog.DiscardHandler))
			for _, o := range tc.seen {
				r.seen("hub", o)
			}
			if tc.gone != nil {
				r.gone("hub", tc.gone)
			}
			var got []string
			for _, e := range r.Events() {
				got = append(got, e.What)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
