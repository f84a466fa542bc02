package ocean

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// Handler is the HTTP API of the cloud.
func (c *Cloud) Handler() http.Handler {
	mux := http.NewServeMux()
	for pattern, answer := range map[string]func(*http.Request) (int, any, error){
		"GET /v2/vpcs":                                    c.listing(VPC, "vpcs", tellVPC),
		"GET /v2/kubernetes/clusters":                     c.listing(Cluster, "kubernetes_clusters", c.tellCluster),
		"GET /v2/databases":                               c.listing(Database, "databases", tellDatabase),
		"GET /v2/databases/{id}/logsink":                  c.listing(LogSink, "sinks", tellSink),
		"GET /v2/databases/metrics/credentials":           c.getMetricsCredentials,
		"POST /v2/databases/{id}/users":                   c.createUser,
		"GET /v2/databases/{id}/users/{name}":             c.getUser,
		"POST /v2/databases/{id}/users/{name}/reset_auth": c.resetUser,
		"DELETE /v2/databases/{id}/users/{name}":          c.deleteUser,
		"POST /v2/projects/{id}/resources":                c.assign,
		"GET /v2/domains":                                 c.listDomains,
		"GET /v2/domains/{zone}/records":                  c.listRecords,
		"GET /v2/databases/{id}/ca":                       c.getAuthority,
		"GET /v2/kubernetes/clusters/{id}/credentials":    c.getCredentials,
		"GET /v2/kubernetes/clusters/{id}/upgrades":       c.getUpgrades,
		"POST /v2/kubernetes/clusters/{id}/upgrade":       c.upgrade,
		"GET /v2/spaces/keys":                             c.listKeys,
		"POST /v2/spaces/keys":                            c.createKey,
		"GET /v2/spaces/keys/{key}":                       c.getKey,
		"PUT /v2/spaces/keys/{key}":                       c.updateKey,
		"DELETE /v2/spaces/keys/{key}":                    c.deleteKey,
		"/":                                               func(*http.Request) (int, any, error) { return 0, nil, missing() },
	} {
		mux.Handle(pattern, c.answering(answer))
	}
	return mux
}

// answering lets in whom the cloud lets in, and writes answers and refusals.
func (c *Cloud) answering(answer func(*http.Request) (int, any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !bearer {
			token = ""
		}
		err := c.admit(r.Context(), Caller{Token: token}, r.Method, apiURL+r.URL.Path)
		if errors.Is(err, errDropped) {
			panic(http.ErrAbortHandler) // the connection ends without an answer
		}
		status, body := 0, any(nil)
		if err == nil {
			status, body, err = answer(r)
		}
		if err != nil {
			status, body = refusalOf(err)
		}
		c.log.Info("answered", "method", r.Method, "path", r.URL.Path, "status", status)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(status)
		if body != nil {
			_ = json.NewEncoder(w).Encode(body) // the caller has gone
		}
	})
}

// refusalOf is an error as status and body.
func refusalOf(err error) (int, any) {
	var refusal *Error
	if !errors.As(err, &refusal) {
		refusal = refuse(http.StatusInternalServerError, "Server Error")
	}
	return refusal.Status, refusal
}

// getAuthority answers with the CA of a database: base64 of PEM.
func (c *Cloud) getAuthority(r *http.Request) (int, any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	database := c.known(Database, r.PathValue("id"))
	if database == nil {
		return 0, nil, refuse(http.StatusNotFound, "cluster not found")
	}
	if database.authority == nil {
		ca, err := newAuthority(database.ID + " Project CA")
		if err != nil {
			return 0, nil, err
		}
		database.authority = ca.pem()
	}
	return http.StatusOK, map[string]any{"ca": map[string]any{
		"certificate": base64.StdEncoding.EncodeToString(database.authority),
	}}, nil
}

// getMetricsCredentials answers with what all databases of the account take.
func (c *Cloud) getMetricsCredentials(*http.Request) (int, any, error) {
	return http.StatusOK, map[string]any{"credentials": map[string]any{
		"basic_auth_username": "doadmin-metrics", "basic_auth_password": password(c.options.Token, "metrics"),
	}}, nil
}

// getCredentials answers with how to reach a cluster, by a token of its own.
func (c *Cloud) getCredentials(r *http.Request) (int, any, error) {
	c.mu.Lock()
	cluster := c.known(Cluster, r.PathValue("id"))
	status := ""
	if cluster != nil {
		status = cluster.Status
	}
	c.mu.Unlock()
	switch status {
	case "":
		return 0, nil, missing()
	case statusRunning, statusUpgrading:
	default:
		return 0, nil, refuse(http.StatusPreconditionFailed, "cluster is not ready: %s", status)
	}
	config, expires, err := c.issue(r.Context(), cluster)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, config.credentials(expires), nil
}

// listDomains answers with no zone: those of the clusters are nobody's here.
func (c *Cloud) listDomains(*http.Request) (int, any, error) {
	return http.StatusOK, map[string]any{"domains": []any{}, "links": map[string]any{}, "meta": map[string]any{"total": 0}}, nil
}

// listRecords answers with no record.
func (c *Cloud) listRecords(*http.Request) (int, any, error) {
	return http.StatusOK, map[string]any{"domain_records": []any{}, "links": map[string]any{}, "meta": map[string]any{"total": 0}}, nil
}
