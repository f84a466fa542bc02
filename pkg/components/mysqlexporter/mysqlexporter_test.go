package mysqlexporter

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/exporter/exportertest"
)

func ofOrders() values { return chartValues("mysql-exporter-orders", "orders").(values) }

// TestEveryVariableIsGiven: the program puts nothing in the place of a variable
// that it does not find, and would look for its database on the host "".
func TestEveryVariableIsGiven(t *testing.T) {
	v := ofOrders()
	want := map[string]string{
		"MYSQL_HOST": "ConfigMap orders-database-configuration, DB_HOST",
		"MYSQL_PORT": "ConfigMap orders-database-configuration, DB_PORT",
		"MYSQL_USER": "Secret orders-database, mysql-username",
	}
	got := exportertest.Sources(v.ExtraEnvs)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	file := strings.Join(append([]string{v.MySQL.Host, v.MySQL.User}, v.MySQL.AdditionalConfig...), "\n")
	var named []string
	for _, m := range regexp.MustCompile(`\$(\w+)`).FindAllStringSubmatch(file, -1) {
		named = append(named, m[1])
		if _, given := got[m[1]]; !given {
			t.Errorf("nothing gives %s", m[1])
		}
	}
	if len(named) != len(want) || strings.Contains(file, "${") {
		t.Errorf("the file names %v, want each of the variables without braces: %s", named, file)
	}
}

// The server is verified: without an authority the program does not even speak
// TLS.
func TestServerIsVerified(t *testing.T) {
	v := ofOrders()
	if !slices.Contains(v.MySQL.AdditionalConfig, "ssl-ca=/etc/mysql-ca/ca.crt") {
		t.Errorf("no authority: %v", v.MySQL.AdditionalConfig)
	}
	if slices.ContainsFunc(v.Config.ExtraArgs, func(arg string) bool { return strings.HasPrefix(arg, "--tls.insecure") }) {
		t.Errorf("nothing is verified: %v", v.Config.ExtraArgs)
	}
	if len(v.ExtraVolumes) != 1 || len(v.ExtraVolumeMounts) != 1 {
		t.Errorf("the CA is not mounted: %v, %v", v.ExtraVolumes, v.ExtraVolumeMounts)
	}
}

// The chart would write a password that is a value into a Secret of its own.
func TestPasswordIsNamed(t *testing.T) {
	want := exporter.Key{Name: "orders-database", Key: "mysql-password"}
	if diff := cmp.Diff(want, ofOrders().MySQL.ExistingPasswordSecret); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
