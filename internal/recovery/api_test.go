package recovery

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const aToken = "dop" + "_v1_0123456789abcdef"

type object = map[string]any

// simulated is an account behind a DigitalOcean that reads only.
type simulated struct {
	VPCs, Clusters, Databases, Keys []object
	Sinks                           map[string][]object

	mu     sync.Mutex
	calls  []string
	refuse map[string][]int // statuses that a path is answered with first
	said   string           // with a refusal
}

// whole is an account with all that the platform of prod wants.
func whole() *simulated {
	return &simulated{
		VPCs: []object{{"id": aVPC, "name": "prod", "region": "sfo3", "ip_range": "10.201.0.0/22"}},
		Clusters: []object{{
			"id": aCluster, "name": "prod", "region": "sfo3", "vpc_uuid": aVPC, "tags": []string{"prod"}, "version": "1.34.5-do.6",
			"cluster_subnet": "172.16.64.0/20", "service_subnet": "192.168.12.0/22", "created_at": "2026-11-01T08:00:00Z",
			"node_pools": []object{
				{"id": "cdda885e-7663-40c8-bc74-3a036c66545c", "name": "prod-pool", "size": "s-2vcpu-4gb", "count": 3, "tags": []string{"prod", defaultPoolTag}},
				{"id": aPool, "name": "prod-batch", "size": "c-4", "count": 1, "tags": []string{"prod"}},
			},
		}},
		Databases: []object{
			{"id": aDatabase, "name": "prod-adservice-pg", "engine": "pg", "version": "17", "region": "sfo3", "private_network_uuid": aVPC},
			{"id": aValkey, "name": "prod-cartservice-valkey", "engine": "valkey", "version": "8", "region": "sfo3", "private_network_uuid": aVPC},
		},
		Sinks: map[string][]object{
			aDatabase: {sink(aSink, "loki-adservice")},
			aValkey:   {sink(anotherSink, "loki-cartservice")},
		},
		Keys: []object{spacesKey(aKey, "acme-prod-loki-logs")},
	}
}

const (
	aPool       = "cdda885e-7663-40c8-bc74-3a036c66545d"
	aValkey     = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff31"
	anotherSink = "1a7f8c0e-5a3b-4bdb-8e4e-2f9f3e9e7a11"
	aKey        = "DO00ABCDEFGHIJKLMNOP"
)

func sink(id, name string) object {
	return object{"sink_id": id, "sink_name": name, "sink_type": "rsyslog", "config": object{"server": "logs.example.com", "port": 6514, "tls": true}}
}

func spacesKey(id, bucket string) object {
	return object{"access_key": id, "name": bucket, "created_at": "2026-11-01T08:00:00Z", "grants": []object{{"bucket": bucket, "permission": "readwrite"}}}
}

// serve answers as DigitalOcean does, a few things on a page; of databases and
// sinks all at once.
func (s *simulated) serve(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v2/vpcs", func(w http.ResponseWriter, r *http.Request) { page(w, r, "vpcs", s.VPCs) })
	mux.HandleFunc("GET /v2/kubernetes/clusters", func(w http.ResponseWriter, r *http.Request) { page(w, r, "kubernetes_clusters", s.Clusters) })
	mux.HandleFunc("GET /v2/spaces/keys", func(w http.ResponseWriter, r *http.Request) { page(w, r, "keys", s.Keys) })
	mux.HandleFunc("GET /v2/databases", func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, object{"databases": s.Databases}) })
	mux.HandleFunc("GET /v2/databases/{id}/logsink", func(w http.ResponseWriter, r *http.Request) {
		answer(w, 200, object{"sinks": s.Sinks[r.PathValue("id")]})
	})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if status := s.refusal(r); status > 0 {
			answer(w, status, object{"id": "refused", "message": s.said})
			return
		}
		if r.Header.Get("Authorization") != "Bearer "+aToken {
			answer(w, 401, object{"id": "unauthorized", "message": "Unable to authenticate you"})
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func (s *simulated) refusal(r *http.Request) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, r.Method+" "+r.URL.Path)
	if len(s.refuse[r.URL.Path]) == 0 {
		return 0
	}
	status := s.refuse[r.URL.Path][0]
	s.refuse[r.URL.Path] = s.refuse[r.URL.Path][1:]
	return status
}

func page(w http.ResponseWriter, r *http.Request, field string, items []object) {
	const size = 2 // however many are asked for
	n, _ := strconv.Atoi(r.URL.Query().Get("page"))
	from := min((max(n, 1)-1)*size, len(items))
	answer(w, 200, object{field: items[from:min(from+size, len(items))], "meta": object{"total": len(items)}})
}

func answer(w http.ResponseWriter, status int, body object) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// TestRead reads every page, and nothing twice.
func TestRead(t *testing.T) {
	s := whole()
	for i := range 6 {
		s.VPCs = append(s.VPCs, object{"id": fmt.Sprint("vpc-", i), "name": fmt.Sprint("other-", i)})
		s.Databases = append(s.Databases, object{"id": fmt.Sprint("db-", i), "name": fmt.Sprint("other-", i)})
	}
	account, err := API{URL: s.serve(t), Wait: 1}.Read(t.Context(), aToken, map[string]bool{"prod-adservice-pg": true})
	if err != nil {
		t.Fatal(err)
	}
	if v, c, d, k := len(account.VPCs), len(account.Clusters), len(account.Databases), len(account.Keys); v != 7 || c != 1 || d != 8 || k != 1 {
		t.Errorf("read %d VPCs, %d clusters, %d databases, %d keys", v, c, d, k)
	}
	if sinks := account.LogSinks; len(sinks) != 1 || len(sinks[aDatabase]) != 1 {
		t.Errorf("log sinks: %v", sinks)
	}
	for _, call := range s.calls {
		if !strings.HasPrefix(call, "GET ") {
			t.Errorf("%s: it must read only", call)
		}
	}
}
