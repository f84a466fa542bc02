package ocean

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFaults(t *testing.T) {
	c, client, database := served(t)
	get := func() int {
		status, _ := call(t, client, "GET", apiURL+"/v2/databases/"+database+"/ca", "Bearer "+account, "")
		return status
	}
	c.Fail(Rule{Method: "GET", Path: "/v2/databases/*/ca", Times: 2, Status: 429})
	if got := []int{get(), get(), get()}; !cmp.Equal(got, []int{429, 429, 200}) {
		t.Errorf("two failures: %v", got)
	}
	lift := c.Fail(Rule{Status: 500})
	first := get()
	lift()
	if second := get(); first != 500 || second != 200 {
		t.Errorf("until lifted: %d, %d", first, second)
	}
	c.Outage(true)
	first = get()
	c.Outage(false)
	if second := get(); first != 503 || second != 200 {
		t.Errorf("outage: %d, %d", first, second)
	}
}

// TestClusterCredentials are there when the cluster runs, not before.
func TestClusterCredentials(t *testing.T) {
	o := instant()
	behind := &clusters{hold: make(chan struct{})}
	o.Clusters = behind
	c := New(o)
	t.Cleanup(c.Close)
	server := httptest.NewServer(c.Handler())
	t.Cleanup(server.Close)
	spec := map[string]any{"name": "dev", "region": "sfo3", "version": "1.34.5-do.6", "nodePool": []any{map[string]any{}}}
	id, err := c.create(t.Context(), owner(), Cluster, spec)
	if err != nil {
		t.Fatal(err)
	}
	url := server.URL + "/v2/kubernetes/clusters/" + id + "/credentials"
	if status, _ := call(t, server.Client(), "GET", url, "Bearer "+account, ""); status != http.StatusPreconditionFailed {
		t.Errorf("while it is made: %d", status)
	}
	close(behind.hold)
	if err := c.wait(t.Context(), owner(), Cluster, id); err != nil {
		t.Fatal(err)
	}
	_, answer := call(t, server.Client(), "GET", url, "Bearer "+account, "")
	delete(answer, "expires_at")
	want := map[string]any{
		"server": "https://127.0.0.1:6443/dev", "certificate_authority_data": "UEVN", "token": "token-2",
		"client_certificate_data": nil, "client_key_data": nil,
	}
	if diff := cmp.Diff(want, answer); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
