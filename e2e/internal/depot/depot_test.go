package depot

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/internal/schema"
	"seamark.dev/seamark/internal/assets"
)

func start(t *testing.T) *Depot {
	t.Helper()
	d, err := Start(t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// get is the status and body of a path.
func get(t *testing.T, d *Depot, path string) (int, []byte) {
	t.Helper()
	response, err := http.Get("http://" + d.Address() + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, body
}

// loaded is everything that is pinned, loaded once.
var loaded = sync.OnceValues(func() (content, error) {
	all, err := LoadCharts(context.Background())
	if err != nil {
		return content{}, err
	}
	packages, err := LoadPackages(context.Background())
	return content{all, packages}, err
})

type content struct {
	charts   []ChartArchive
	packages []PackageArchive
}

// load skips the test without the folder of CustomResourceDefinitions, unless
// everything is required.
func load(t *testing.T) content {
	t.Helper()
	c, err := loaded()
	if errors.Is(err, schema.ErrAbsent) {
		assets.Lack(t, "not checked: "+t.Name()+". "+err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFail(t *testing.T) {
	type failure struct {
		prefix string
		times  int
	}
	cases := map[string]struct {
		reason   string
		failures []failure
		want     []int
	}{
		"Once":      {"A short outage ends by itself.", []failure{{"/v2/", 1}}, []int{503, 200, 200}},
		"Elsewhere": {"Another path is not touched.", []failure{{"/git/", -1}}, []int{200, 200, 200}},
		"Always":    {"A negative number has no end.", []failure{{"/v2/", -1}}, []int{503, 503, 503}},
		"Ended":     {"And is ended by 0.", []failure{{"/v2/", -1}, {"/v2/", 0}}, []int{200, 200, 200}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			d := start(t)
			for _, f := range tc.failures {
				d.Fail(f.prefix, f.times)
			}
			var got []int
			for range tc.want {
				status, _ := get(t, d, "/v2/")
				got = append(got, status)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
