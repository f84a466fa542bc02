package ocean

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
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

// TestProxy leads nowhere but to the API: a program that would reach the real
// internet is found out.
func TestProxy(t *testing.T) {
	_, client, _ := served(t)
	_, err := client.Get("https://example.com/")
	if err == nil || !strings.Contains(err.Error(), "Forbidden") {
		t.Errorf("example.com: %v", err)
	}
}

// TestRoutes lead from a name to a port of ours.
func TestRoutes(t *testing.T) {
	c := New(instant())
	t.Cleanup(c.Close)
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }))
	t.Cleanup(far.Close)
	api, err := c.Serve(t.TempDir(), map[string]string{"function.crossplane-system:9443": far.Listener.Addr().String()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = api.Close() })
	var proxy string
	for _, entry := range api.Environment() {
		if value, ok := strings.CutPrefix(entry, "HTTPS_PROXY=http://"); ok {
			proxy = value
		}
	}
	connection, err := net.Dial("tcp", proxy)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	reader := bufio.NewReader(connection)
	for _, line := range []struct {
		request string
		want    int
	}{
		{"CONNECT function.crossplane-system:9443 HTTP/1.1\r\nHost: function.crossplane-system:9443\r\n\r\n", 200},
		{"GET / HTTP/1.1\r\nHost: function\r\n\r\n", http.StatusTeapot},
	} {
		if _, err := io.WriteString(connection, line.request); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(reader, nil)
		if err != nil || response.StatusCode != line.want {
			t.Fatalf("%q: %v, %v", line.request, response, err)
		}
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
	spec := map[string]any{"name": "dev", "region": "sfo3", "version": "1.34.1-do.0", "nodePool": []any{map[string]any{}}}
	id, err := c.create(t.Context(), owner(), Cluster, spec)
	if err != nil {
		t.Fatal(err)
	}
	url := server.URL + "/v2/kubernetes/clusters/" + id + "/credentials"
	if status, _ := call(t, server.Client(), "GET", url, "Bearer "+account, ""); status != http.StatusPreconditionFailed {
		t.Errorf("while it is made: %d", status)
	}
	close(behind.hold)
	if err := c.wait(t.Context(), Cluster, id); err != nil {
		t.Fatal(err)
	}
	_, answer := call(t, server.Client(), "GET", url, "Bearer "+account, "")
	delete(answer, "expires_at")
	want := map[string]any{
		"server": "https://127.0.0.1:6443/dev", "certificate_authority_data": "UEVN", "token": "first",
		"client_certificate_data": nil, "client_key_data": nil,
	}
	if diff := cmp.Diff(want, answer); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
