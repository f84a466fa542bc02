package apis_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/objectstore"
)

// delivered is the object that a composed resource puts into the cluster.
func delivered(t *testing.T, composition, resource string) object {
	t.Helper()
	for _, c := range compositions(t) {
		if c.name == composition {
			manifest, _ := get(complete(t, c).desired[resource], "spec.forProvider.manifest")
			return manifest.(object)
		}
	}
	t.Fatalf("there is no composition %s", composition)
	return nil
}

// keys are the keys that a delivered Secret will have.
func keys(t *testing.T, composition string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for _, c := range compositions(t) {
		if c.name != composition {
			continue
		}
		for _, r := range list(complete(t, c).desired["secret"], "spec.references") {
			found[r["toFieldPath"].(string)] = true
		}
	}
	return found
}

// TestDeliveredSecrets holds the promise that the constants of the components
// make to the charts that read these Secrets.
func TestDeliveredSecrets(t *testing.T) {
	common := []string{manageddatabase.KeyCACert, manageddatabase.KeyMetricsUsername, manageddatabase.KeyMetricsPassword}
	cases := map[string]struct {
		reason, composition, namespace, name string
		keys                                 []string
	}{
		"PostgreSQL": {
			reason:      "The exporter and the demo log in with user and password.",
			composition: pg, namespace: "demo", name: manageddatabase.SecretName("adservice"),
			keys: append(common, manageddatabase.KeyPostgresUsername, manageddatabase.KeyPostgresPassword),
		},
		"Valkey": {
			reason:      "The demo wants the whole URI, the exporter user and password.",
			composition: valkey, namespace: "demo", name: manageddatabase.SecretName("cartservice"),
			keys: append(common, manageddatabase.KeyRedisUsername, manageddatabase.KeyRedisPassword,
				manageddatabase.KeyConnectionString),
		},
		"Spaces": {
			reason:      "Loki reads the key from its environment.",
			composition: "objectstores.seamark.dev", namespace: "cluster-services", name: objectstore.SecretName,
			keys: []string{objectstore.KeyAccessKeyID, objectstore.KeySecretAccessKey},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			want := map[string]bool{}
			for _, k := range tc.keys {
				want["data["+k+"]"] = true
			}
			if diff := cmp.Diff(want, keys(t, tc.composition)); diff != "" {
				t.Errorf("keys (-want +got):\n%s\nreason: %s", diff, tc.reason)
			}
			metadata := delivered(t, tc.composition, "secret")["metadata"]
			if diff := cmp.Diff(any(object{"name": tc.name, "namespace": tc.namespace}), metadata); diff != "" {
				t.Errorf("metadata (-want +got):\n%s", diff)
			}
		})
	}
}

// TestDeliveredConfig proves that addresses are private, and ports text without
// a decimal point.
func TestDeliveredConfig(t *testing.T) {
	cases := map[string]struct {
		reason, composition, name string
		data                      object
	}{
		"PostgreSQL": {
			reason:      "ConfigMaps hold strings, and the function sees 25060 as a float.",
			composition: pg, name: manageddatabase.ConfigMapName("adservice"),
			data: object{
				manageddatabase.KeyHost: "private.example", manageddatabase.KeyPort: "25060",
				manageddatabase.KeyUser: "doadmin", manageddatabase.KeyDatabase: "defaultdb",
				manageddatabase.KeySSLMode: "require",
			},
		},
		"Valkey": {
			reason:      "The cart service takes one address with its scheme.",
			composition: valkey, name: manageddatabase.ConfigMapName("cartservice"),
			data: object{manageddatabase.KeyRedisAddress: "rediss://private.example:25060"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := delivered(t, tc.composition, "config")
			if diff := cmp.Diff(any(tc.data), got["data"]); diff != "" {
				t.Errorf("data (-want +got):\n%s\nreason: %s", diff, tc.reason)
			}
			if got, _ := get(got, "metadata.name"); got != tc.name {
				t.Errorf("name %v, want %s", got, tc.name)
			}
		})
	}
}

// TestScrapeConfig is the whole object: Prometheus collects every node, over
// TLS that it verifies, and tells databases apart by their labels.
func TestScrapeConfig(t *testing.T) {
	secret := "adservice-database"
	want := object{
		"apiVersion": "monitoring.coreos.com/v1alpha1",
		"kind":       "ScrapeConfig",
		"metadata":   object{"name": manageddatabase.ScrapeConfigName("adservice"), "namespace": "demo"},
		"spec": object{
			"jobName":        "adservice-database",
			"metricsPath":    "/metrics",
			"scheme":         "HTTPS",
			"scrapeInterval": "30s",
			"staticConfigs": []any{object{
				"targets": []any{"a.example:9273", "b.example:9273"},
				"labels": object{
					manageddatabase.LabelDatabaseCluster: "adservice",
					manageddatabase.LabelEnvironment:     "example",
				},
			}},
			"basicAuth": object{
				"username": object{"name": secret, "key": manageddatabase.KeyMetricsUsername},
				"password": object{"name": secret, "key": manageddatabase.KeyMetricsPassword},
			},
			"tlsConfig": object{"ca": object{"secret": object{"name": secret, "key": manageddatabase.KeyCACert}}},
		},
	}
	if diff := cmp.Diff(want, delivered(t, pg, "scrape-config")); diff != "" {
		t.Errorf("ScrapeConfig (-want +got):\n%s", diff)
	}
}
