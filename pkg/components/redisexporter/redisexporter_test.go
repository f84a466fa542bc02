package redisexporter

import (
	"encoding/json"
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
			reason:    "PostgreSQL has an exporter of its own.",
			databases: map[string]platform.Database{"adservice": pg, "cartservice": valkey},
			want:      []string{"redis-exporter-cartservice"},
		},
		"TwoOfOneEngine": {
			reason:    "Each database has its release, always in the same order.",
			databases: map[string]platform.Database{"sessions": valkey, "cartservice": valkey, "queue": valkey},
			want:      []string{"redis-exporter-cartservice", "redis-exporter-queue", "redis-exporter-sessions"},
		},
		"None": {
			reason:    "Without a Valkey database there is nothing to export.",
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
	for _, problem := range chartvalues.Unknown(t, charts.RedisExporter, chartValues("sessions")) {
		t.Error(problem)
	}
}

// The defect of the original: skipTlsVerification true. Which authority signs
// the server is not documented, so both are trusted, and nothing else.
func TestServerIsVerified(t *testing.T) {
	v := chartValues("sessions")
	want := redisTLSConfig{
		Enabled:             true,
		SkipTLSVerification: false,
		MountPath:           "/etc/redis-ca",
		CACertFile:          secretFile{source{"sessions-database", "ca-cert"}},
	}
	if diff := cmp.Diff(want, v.RedisTLSConfig); diff != "" {
		t.Errorf("the project CA is mounted, -want +got:\n%s", diff)
	}
	if flag, set := v.ExtraArgs["tls-ca-cert-file"]; !set || flag != "" {
		t.Errorf("tls-ca-cert-file is %q (set: %t): only the empty flag keeps the system's roots trusted", flag, set)
	}
	wantRoots := corev1.EnvVar{Name: "SSL_CERT_DIR", Value: "/etc/ssl/certs:/etc/redis-ca"}
	if diff := cmp.Diff(wantRoots, v.Env[len(v.Env)-1]); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// An empty flag must survive the encoding: omitted, the mounted CA would
// replace the system's roots.
func TestEmptyFlagIsRendered(t *testing.T) {
	data, err := json.Marshal(chartValues("sessions").ExtraArgs)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(data), `{"tls-ca-cert-file":""}`; got != want {
		t.Errorf("extraArgs %s, want %s", got, want)
	}
}

func TestAddressAndCredentials(t *testing.T) {
	v := chartValues("sessions")
	wantAddress := redisAddressConfig{
		Enabled: true,
		Source:  source{"sessions-database-configuration", "REDIS_ADDR"},
	}
	if diff := cmp.Diff(wantAddress, v.RedisAddressConfig); diff != "" {
		t.Errorf("the address is no secret, -want +got:\n%s", diff)
	}
	type reference struct{ secret, key string }
	want := map[string]reference{
		"REDIS_USER":     {"sessions-database", "redis-username"},
		"REDIS_PASSWORD": {"sessions-database", "redis-password"},
	}
	got := map[string]reference{}
	for _, e := range v.Env {
		if e.ValueFrom != nil && e.ValueFrom.SecretKeyRef != nil {
			got[e.Name] = reference{e.ValueFrom.SecretKeyRef.Name, e.ValueFrom.SecretKeyRef.Key}
		}
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(reference{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestServiceMonitor(t *testing.T) {
	data, err := json.Marshal(chartValues("sessions").ServiceMonitor)
	if err != nil {
		t.Fatal(err)
	}
	// The original set scrapeTimeout, which is not a value of the chart, and
	// put the ServiceMonitor into namespace default.
	const want = `{"enabled":true,"interval":"30s","timeout":"10s","relabelings":[{"targetLabel":"database_cluster","replacement":"sessions"}]}`
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSecurityContext(t *testing.T) {
	v := chartValues("sessions")
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

func TestPodLabels(t *testing.T) {
	want := map[string]string{
		"app.kubernetes.io/name":     "prometheus-redis-exporter",
		"app.kubernetes.io/instance": "redis-exporter-sessions",
	}
	if diff := cmp.Diff(want, PodLabels("sessions")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
