package exporter

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

var abacus = platform.DatabaseFacts{Engine: "abacus", Exporter: "abacus-exporter"}

// program is an exporter whose values are the names that it is given.
func program() Program {
	return Program{
		Chart:   charts.Chart{Name: "prometheus-abacus-exporter"},
		Service: model.MadePort{Name: "metrics", Number: 9000},
		Values:  func(release, database string) any { return [2]string{release, database} },
		Needs: func(cluster model.Target, database string) []model.Need {
			return provided.NeedKeys(cluster, "ConfigMap", "demo", database, "values.beads", "BEADS")
		},
	}
}

func TestComponent(t *testing.T) {
	beads, pg := platform.Database{Engine: "abacus"}, platform.Database{Engine: platform.PostgreSQL}
	cases := map[string]struct {
		reason    string
		databases map[string]platform.Database
		want      []string // databases
	}{
		"OfEachEngine":   {"Another engine has an exporter of its own.", map[string]platform.Database{"orders": beads, "ads": pg}, []string{"orders"}},
		"TwoOfOneEngine": {"Each database has its release, always in the same order.", map[string]platform.Database{"orders": beads, "books": beads, "carts": beads}, []string{"books", "carts", "orders"}},
		"None":           {"Without a database there is nothing to export.", map[string]platform.Database{"ads": pg}, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			c := program().Declaration(abacus).Build(platform.Environment{Name: "staging", Databases: tc.databases})
			var got []string
			for i, r := range c.Releases {
				database := c.Needs[i].Ref.Name
				got = append(got, database)
				if want := "abacus-exporter-" + database; r.Name != want || r.Values != [2]string{want, database} || len(r.Makes) == 0 {
					t.Errorf("the release %s has the values %v and makes %v, want %s for %s", r.Name, r.Values, r.Makes, want, database)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// Findings name the file in which the values are written.
func TestWritten(t *testing.T) {
	if source := program().Declaration(abacus).Source(); source.File != "pkg/components/exporter/exporter_test.go" {
		t.Errorf("the component is of %s", source)
	}
}

func TestAuthority(t *testing.T) {
	const a Authority = "abacus-ca"
	volumes := []corev1.Volume{{
		Name: "abacus-ca",
		VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
			SecretName: "orders-database",
			Items:      []corev1.KeyToPath{{Key: "ca-cert", Path: "ca.crt"}},
		}},
	}}
	if diff := cmp.Diff(volumes, a.Volumes("orders")); diff != "" {
		t.Errorf("only the CA is mounted, -want +got:\n%s", diff)
	}
	mounts := []corev1.VolumeMount{{Name: "abacus-ca", MountPath: "/etc/abacus-ca", ReadOnly: true}}
	if diff := cmp.Diff(mounts, a.Mounts()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if want := "/etc/abacus-ca/ca.crt"; a.File() != want {
		t.Errorf("the file is %s, want %s", a.File(), want)
	}
}
