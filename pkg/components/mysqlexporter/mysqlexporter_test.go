package mysqlexporter

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/platform"
)

func TestReleases(t *testing.T) {
	mysql, pg := platform.Database{Engine: platform.MySQL}, platform.Database{Engine: platform.PostgreSQL}
	cases := map[string]struct {
		reason    string
		databases map[string]platform.Database
		want      []string
	}{
		"OfEachEngine": {
			reason:    "PostgreSQL has an exporter of its own.",
			databases: map[string]platform.Database{"adservice": pg, "shop": mysql},
			want:      []string{"mysql-exporter-shop"},
		},
		"TwoOfOneEngine": {
			reason:    "Each database has its release, always in the same order.",
			databases: map[string]platform.Database{"shop": mysql, "books": mysql},
			want:      []string{"mysql-exporter-books", "mysql-exporter-shop"},
		},
		"None": {
			reason:    "Without a MySQL database there is nothing to export.",
			databases: map[string]platform.Database{"adservice": pg},
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
	for _, problem := range chartvalues.Unknown(t, charts.MySQLExporter, chartValues("orders")) {
		t.Error(problem)
	}
}

// TestEveryVariableIsGiven: the program puts nothing in the place of a variable
// that it does not find, and would look for its database on the host "".
func TestEveryVariableIsGiven(t *testing.T) {
	v := chartValues("orders")
	type source struct{ object, key string }
	want := map[string]source{
		"MYSQL_HOST": {"ConfigMap orders-database-configuration", "DB_HOST"},
		"MYSQL_PORT": {"ConfigMap orders-database-configuration", "DB_PORT"},
		"MYSQL_USER": {"Secret orders-database", "mysql-username"},
	}
	got := map[string]source{}
	for _, e := range v.ExtraEnvs {
		if ref := e.ValueFrom.SecretKeyRef; ref != nil {
			got[e.Name] = source{"Secret " + ref.Name, ref.Key}
		} else {
			got[e.Name] = source{"ConfigMap " + e.ValueFrom.ConfigMapKeyRef.Name, e.ValueFrom.ConfigMapKeyRef.Key}
		}
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(source{})); diff != "" {
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
	v := chartValues("orders")
	if !slices.Contains(v.MySQL.AdditionalConfig, "ssl-ca=/etc/mysql-ca/ca.crt") {
		t.Errorf("no authority: %v", v.MySQL.AdditionalConfig)
	}
	if slices.ContainsFunc(v.Config.ExtraArgs, func(arg string) bool { return strings.HasPrefix(arg, "--tls.insecure") }) {
		t.Errorf("nothing is verified: %v", v.Config.ExtraArgs)
	}
	wantVolumes := []corev1.Volume{{
		Name: "mysql-ca",
		VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
			SecretName: "orders-database",
			Items:      []corev1.KeyToPath{{Key: "ca-cert", Path: "ca.crt"}},
		}},
	}}
	if diff := cmp.Diff(wantVolumes, v.ExtraVolumes); diff != "" {
		t.Errorf("only the CA is mounted, -want +got:\n%s", diff)
	}
	wantMounts := []corev1.VolumeMount{{Name: "mysql-ca", MountPath: "/etc/mysql-ca", ReadOnly: true}}
	if diff := cmp.Diff(wantMounts, v.ExtraVolumeMounts); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The chart would write a password that is a value into a Secret of its own.
func TestNoPasswordInValues(t *testing.T) {
	v := chartValues("orders")
	if diff := cmp.Diff(secretKey{"orders-database", "mysql-password"}, v.MySQL.ExistingPasswordSecret); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), `"pass"`) {
		t.Error("a password is a value")
	}
}

func TestServiceMonitor(t *testing.T) {
	data, err := json.Marshal(chartValues("orders").ServiceMonitor)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"enabled":true,"interval":"30s","scrapeTimeout":"10s","relabelings":[{"targetLabel":"database_cluster","replacement":"orders"}]}`
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSecurityContext(t *testing.T) {
	v := chartValues("orders")
	cases := map[string]struct {
		reason string
		held   bool
	}{
		"NonRoot":     {"The image's user is not root, and must not become it.", *v.PodSecurityContext.RunAsNonRoot},
		"Seccomp":     {"The runtime's profile applies.", v.PodSecurityContext.SeccompProfile.Type == "RuntimeDefault"},
		"ReadOnly":    {"The program writes nothing.", *v.SecurityContext.ReadOnlyRootFilesystem},
		"Escalation":  {"No way to more privileges.", !*v.SecurityContext.AllowPrivilegeEscalation},
		"Unprivilege": {"No capability is needed.", v.SecurityContext.Capabilities.Drop[0] == "ALL"},
		"Resources":   {"The chart requests nothing and sets no limit.", v.Resources.Complete()},
	}
	for name, tc := range cases {
		if !tc.held {
			t.Errorf("%s does not hold: %s", name, tc.reason)
		}
	}
}
