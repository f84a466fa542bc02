package postgresexporter

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/platform"
)

func TestAReleaseForEachDatabase(t *testing.T) {
	pg := platform.Database{Engine: platform.PostgreSQL}
	valkey := platform.Database{Engine: platform.Valkey}
	cases := map[string]struct {
		reason    string
		databases map[string]platform.Database
		want      []string
	}{
		"OfEachEngine": {
			reason:    "Valkey has an exporter of its own.",
			databases: map[string]platform.Database{"adservice": pg, "cartservice": valkey},
			want:      []string{"postgres-exporter-adservice"},
		},
		"TwoOfOneEngine": {
			reason:    "Each database has its release, always in the same order.",
			databases: map[string]platform.Database{"orders": pg, "adservice": pg, "books": pg},
			want:      []string{"postgres-exporter-adservice", "postgres-exporter-books", "postgres-exporter-orders"},
		},
		"None": {
			reason:    "Without a PostgreSQL database there is nothing to export.",
			databases: map[string]platform.Database{"cartservice": valkey},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			env := platform.Environment{Name: "staging", Databases: tc.databases}
			var got []string
			for _, r := range Component(env).Releases {
				got = append(got, r.Name)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("-want +got:\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}

func TestValuesAreKnownToTheChart(t *testing.T) {
	for _, problem := range chartvalues.Unknown(t, charts.PostgresExporter, chartValues("orders")) {
		t.Error(problem)
	}
}

func TestEnvironmentOfTheProgram(t *testing.T) {
	type source struct{ object, key string }
	want := map[string]source{
		"PGHOST":     {"ConfigMap orders-database-configuration", "DB_HOST"},
		"PGPORT":     {"ConfigMap orders-database-configuration", "DB_PORT"},
		"PGDATABASE": {"ConfigMap orders-database-configuration", "DB_NAME"},
		"PGUSER":     {"Secret orders-database", "postgres-username"},
		"PGPASSWORD": {"Secret orders-database", "postgres-password"},
	}
	got := map[string]source{}
	for _, v := range chartValues("orders").ExtraEnvs {
		switch {
		case v.ValueFrom == nil:
		case v.ValueFrom.SecretKeyRef != nil:
			got[v.Name] = source{"Secret " + v.ValueFrom.SecretKeyRef.Name, v.ValueFrom.SecretKeyRef.Key}
		case v.ValueFrom.ConfigMapKeyRef != nil:
			got[v.Name] = source{"ConfigMap " + v.ValueFrom.ConfigMapKeyRef.Name, v.ValueFrom.ConfigMapKeyRef.Key}
		}
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(source{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Kubernetes leaves $(NAME) as it is when NAME is not defined before its use.
func TestVariablesAreDefinedBeforeTheirUse(t *testing.T) {
	defined := map[string]bool{}
	for _, v := range chartValues("orders").ExtraEnvs {
		for _, reference := range strings.Split(v.Value, "$(")[1:] {
			name, _, _ := strings.Cut(reference, ")")
			if !defined[name] {
				t.Errorf("%s uses $(%s) before it is defined", v.Name, name)
			}
		}
		defined[v.Name] = true
	}
	if !defined["DATA_SOURCE_NAME"] {
		t.Error("without DATA_SOURCE_NAME the program connects to the chart's default, localhost")
	}
}

// The defect of the original: sslmode=require, which verifies nothing.
func TestServerIsVerified(t *testing.T) {
	v := chartValues("orders")
	dsn := v.ExtraEnvs[len(v.ExtraEnvs)-1].Value
	const want = "postgresql://$(PGHOST):$(PGPORT)/$(PGDATABASE)?sslmode=verify-full&sslrootcert=/etc/postgres-ca/ca.crt"
	if dsn != want {
		t.Errorf("DATA_SOURCE_NAME is %s, want %s", dsn, want)
	}
	if v.Config.Datasource.SSLMode != "verify-full" {
		t.Errorf("sslmode %q in the chart's own URI", v.Config.Datasource.SSLMode)
	}
	wantVolumes := []corev1.Volume{{
		Name: "postgres-ca",
		VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
			SecretName: "orders-database",
			Items:      []corev1.KeyToPath{{Key: "ca-cert", Path: "ca.crt"}},
		}},
	}}
	if diff := cmp.Diff(wantVolumes, v.ExtraVolumes); diff != "" {
		t.Errorf("only the CA is mounted, -want +got:\n%s", diff)
	}
	wantMounts := []corev1.VolumeMount{{Name: "postgres-ca", MountPath: "/etc/postgres-ca", ReadOnly: true}}
	if diff := cmp.Diff(wantMounts, v.ExtraVolumeMounts); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The defect of the original: a connection string with the password in it.
func TestNoPasswordInValues(t *testing.T) {
	v := chartValues("orders")
	for _, e := range v.ExtraEnvs {
		if strings.Contains(e.Value, "@") || strings.Contains(e.Value, "PASSWORD") {
			t.Errorf("%s carries credentials: %s", e.Name, e.Value)
		}
	}
	// Without it the chart renders a Secret with an empty password.
	if diff := cmp.Diff(secretKey{"orders-database", "postgres-password"}, v.Config.Datasource.PasswordSecret); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestServiceMonitor(t *testing.T) {
	data, err := json.Marshal(chartValues("orders").ServiceMonitor)
	if err != nil {
		t.Fatal(err)
	}
	// scrapeTimeout, which the original set, is not a value of the chart; nor
	// does the ServiceMonitor belong into another namespace than the pods.
	const want = `{"enabled":true,"interval":"30s","timeout":"10s","relabelings":[{"targetLabel":"database_cluster","replacement":"orders"}]}`
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestPodLabels(t *testing.T) {
	want := map[string]string{
		"app.kubernetes.io/name":     "prometheus-postgres-exporter",
		"app.kubernetes.io/instance": "postgres-exporter-orders",
	}
	if diff := cmp.Diff(want, PodLabels("orders")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestResources(t *testing.T) {
	r := chartValues("orders").Resources
	if !r.Complete() {
		t.Errorf("no requests or no memory limit: %v", r)
	}
}
