package postgresexporter

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/exporter/exportertest"
)

func ofOrders() values { return chartValues("postgres-exporter-orders", "orders").(values) }

func TestEnvironmentOfTheProgram(t *testing.T) {
	want := map[string]string{
		"PGHOST":     "ConfigMap orders-database-configuration, DB_HOST",
		"PGPORT":     "ConfigMap orders-database-configuration, DB_PORT",
		"PGDATABASE": "ConfigMap orders-database-configuration, DB_NAME",
		"PGUSER":     "Secret orders-database, postgres-username",
		"PGPASSWORD": "Secret orders-database, postgres-password",
	}
	if diff := cmp.Diff(want, exportertest.Sources(ofOrders().ExtraEnvs)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Kubernetes leaves $(NAME) as it is when NAME is not defined before its use.
func TestVariablesAreDefinedBeforeTheirUse(t *testing.T) {
	defined := map[string]bool{}
	for _, v := range ofOrders().ExtraEnvs {
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
	v := ofOrders()
	dsn := v.ExtraEnvs[len(v.ExtraEnvs)-1].Value
	const want = "postgresql://$(PGHOST):$(PGPORT)/$(PGDATABASE)?sslmode=verify-full&sslrootcert=/etc/postgres-ca/ca.crt"
	if dsn != want {
		t.Errorf("DATA_SOURCE_NAME is %s, want %s", dsn, want)
	}
	if v.Config.Datasource.SSLMode != "verify-full" {
		t.Errorf("sslmode %q in the chart's own URI", v.Config.Datasource.SSLMode)
	}
	if len(v.ExtraVolumes) != 1 || len(v.ExtraVolumeMounts) != 1 {
		t.Errorf("the CA is not mounted: %v, %v", v.ExtraVolumes, v.ExtraVolumeMounts)
	}
}

// Without it the chart renders a Secret with an empty password.
func TestPasswordIsNamed(t *testing.T) {
	want := exporter.Key{Name: "orders-database", Key: "postgres-password"}
	if diff := cmp.Diff(want, ofOrders().Config.Datasource.PasswordSecret); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
