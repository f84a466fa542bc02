package compose_test

import (
	"testing"
	"time"

	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/compose"
)

func TestRepeatable(t *testing.T) {
	for name, c := range map[string]struct {
		reason      string
		annotations map[string]string
		want        bool // the provider refuses to go on
	}{
		"Marked":     {reason: "A provider that was ended while it created stays where it is.", want: true},
		"Repeatable": {reason: "What may be created again is, however late the mark.", annotations: compose.Repeatable()},
	} {
		t.Run(name, func(t *testing.T) {
			o := &metav1.ObjectMeta{Annotations: c.annotations}
			meta.SetExternalCreatePending(o, time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC))
			if got := meta.ExternalCreateIncomplete(o); got != c.want {
				t.Errorf("%s\nincomplete: %t, want %t", c.reason, got, c.want)
			}
			if meta.ExternalCreateSucceededDuring(o, time.Minute) {
				t.Error("the provider would wait for a resource that it has not made")
			}
		})
	}
}
