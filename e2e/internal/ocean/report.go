package ocean

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	"github.com/crossplane/crossplane-runtime/v2/pkg/reconciler/managed"
)

// externalName is a resource's external name; its own name if it has none yet.
func externalName(m *Managed) string {
	if name := meta.GetExternalName(m); name != "" {
		return name
	}
	return m.GetName()
}

// observed is status.atProvider: what was ordered and what the cloud adds.
// Nothing secret is among it.
func observed(r Resource) map[string]any {
	fields := maps.Clone(r.Spec)
	maps.Copy(fields, r.Facts)
	delete(fields, factObjects)
	delete(fields, factProject)
	if r.Kind == Bucket {
		delete(fields, "name")
	}
	return fields
}

// plan says whether the cloud differs from the order, and refuses what could
// only be had by replacing the resource.
func plan(s shape, name string, spec map[string]any, found Resource) (bool, error) {
	var changed []string
	for field, want := range spec {
		if !equal(want, current(found, field)) && !suppressed(s.kind, field, spec, found) {
			changed = append(changed, field)
		}
	}
	for _, field := range s.kind.emptied() {
		if _, ordered := spec[field]; !ordered && !empty(found.Spec[field]) {
			changed = append(changed, field)
		}
	}
	slices.Sort(changed)
	for _, field := range changed {
		replaced := s.kind == Cluster && (field == "version" && lower(text(spec, field), text(found.Spec, field)) ||
			field == "nodePool" && sizeOf(spec) != sizeOf(found.Spec))
		if replaced || slices.Contains(s.kind.fixed(), field) {
			//lint:ignore ST1005 these are the words of Terraform
			return false, fmt.Errorf("plan failed: Instance cannot be destroyed: Resource %s.%s has lifecycle.prevent_destroy set, "+
				"but the plan calls for this resource to be destroyed. To avoid this error and continue with the plan, "+
				"either disable lifecycle.prevent_destroy or reduce the scope of the plan using the -target option.", s.terraform, name)
		}
	}
	return len(changed) > 0, nil
}

// suppressed are differences that the provider does not see: DigitalOcean
// upgrades Valkey by itself.
func suppressed(kind Kind, field string, spec map[string]any, found Resource) bool {
	return kind == Database && field == "version" && text(spec, "engine") == "valkey" &&
		lower(text(spec, field), text(found.Spec, field))
}

// empty tells whether a field says nothing.
func empty(value any) bool {
	return slices.Contains([]string{"null", `""`, "[]", "{}", "false"}, encoded(value))
}

// sizeOf is the size of a cluster's default node pool; empty without one.
func sizeOf(spec map[string]any) string {
	pools, _ := spec["nodePool"].([]any)
	if len(pools) == 0 {
		return ""
	}
	pool, _ := pools[0].(map[string]any)
	return text(pool, "size")
}

// current is a field as the cloud knows it. An authority loses its last
// newline on the way there: one that was ordered with it differs for ever.
func current(r Resource, field string) any {
	if secret, ok := r.Secrets[field]; ok && r.Kind == LogSink {
		return strings.TrimSpace(secret)
	}
	return r.Spec[field]
}

// connectionDetails are the sensitive attributes, under the keys that upjet
// gives them.
func connectionDetails(r Resource) (managed.ConnectionDetails, error) {
	switch r.Kind {
	case Cluster:
		return clusterDetails(r)
	case Database:
		return details("attribute.", map[string]string{
			"password": r.Secrets[secretPassword], "uri": r.Secrets[secretURI],
			"private_uri": r.Secrets[secretPrivate], "ui_uri": "",
		}), nil
	case ConnectionPool:
		return details("attribute.", map[string]string{
			"password": r.Secrets[secretPassword], "uri": r.Secrets[secretURI], "private_uri": r.Secrets[secretPrivate],
		}), nil
	case LogSink:
		return details("attribute.", map[string]string{
			"ca_cert": strings.TrimSpace(r.Secrets[secretAuthority]), "client_key": r.Secrets[secretClientKey],
		}), nil
	default:
		return nil, nil
	}
}

func clusterDetails(r Resource) (managed.ConnectionDetails, error) {
	file, err := r.config.file(text(r.Spec, "region"), r.Name)
	return details("attribute.kube_config.0.", map[string]string{
		"raw_config": file, "host": r.config.Server, "token": r.config.Token,
		"cluster_ca_certificate": base64.StdEncoding.EncodeToString(r.config.CA),
		"expires_at":             r.expires.UTC().Format(time.RFC3339),
		"client_certificate":     "", "client_key": "",
	}), err
}

func details(prefix string, values map[string]string) managed.ConnectionDetails {
	d := managed.ConnectionDetails{}
	for key, value := range values {
		d[prefix+key] = []byte(value)
	}
	return d
}
