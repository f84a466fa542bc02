package objectstore_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/platform"
)

func TestComponent(t *testing.T) {
	env := platform.Environment{Name: "acme", Region: "nyc3", DeletionPolicy: platform.Orphan, Logs: platform.Logs{Bucket: "acme-loki-logs"}}
	xr := objectstore.Component(env).Objects[0].(*seamark.ObjectStore)
	want := seamark.ObjectStoreSpec{
		ClusterName: "acme", BucketName: "acme-loki-logs", Region: "nyc3", DeletionPolicy: seamark.Orphan,
	}
	if diff := cmp.Diff(want, xr.Spec); diff != "" {
		t.Errorf("spec (-want +got):\n%s", diff)
	}
}

// TestKeyIsMadeOnce: the address of a key that does not exist must be an error.
// As the address of the list it would always answer, and no key would be made.
func TestKeyIsMadeOnce(t *testing.T) {
	for _, r := range objectstore.Composition().Resources {
		request, ok := r.Base.(*providerhttp.Request)
		if !ok {
			continue
		}
		for _, m := range request.Spec.ForProvider.Mappings {
			guarded := strings.Contains(m.URL, `// error(`)
			if creates := m.Action == providerhttp.ActionCreate; creates == guarded {
				t.Errorf("%s %s: every action but CREATE needs the key to exist", m.Action, m.URL)
			}
		}
		return
	}
	t.Error("there is no Request for the key")
}
