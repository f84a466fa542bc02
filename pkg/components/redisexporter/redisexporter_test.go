package redisexporter

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/exporter/exportertest"
	"seamark.dev/seamark/pkg/model"
)

func ofSessions() values { return chartValues("redis-exporter-sessions", "sessions").(values) }

// The defect of the original: skipTlsVerification true. Which authority signs
// the server is not documented, so both are trusted, and nothing else.
func TestServerIsVerified(t *testing.T) {
	v := ofSessions()
	want := redisTLSConfig{
		Enabled:             true,
		SkipTLSVerification: false,
		MountPath:           "/etc/redis-ca",
		CACertFile:          secretFile{exporter.Key{Name: "sessions-database", Key: "ca-cert"}},
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
	data, err := json.Marshal(ofSessions().ExtraArgs)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(data), `{"tls-ca-cert-file":""}`; got != want {
		t.Errorf("extraArgs %s, want %s", got, want)
	}
}

func TestAddressAndCredentials(t *testing.T) {
	v := ofSessions()
	wantAddress := redisAddressConfig{
		Enabled: true,
		Source:  exporter.Key{Name: "sessions-database-configuration", Key: "REDIS_ADDR"},
	}
	if diff := cmp.Diff(wantAddress, v.RedisAddressConfig); diff != "" {
		t.Errorf("the address is no secret, -want +got:\n%s", diff)
	}
	want := map[string]string{
		"REDIS_USER":     "Secret sessions-database, redis-username",
		"REDIS_PASSWORD": "Secret sessions-database, redis-password",
	}
	if diff := cmp.Diff(want, exportertest.Sources(v.Env)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The checks cannot read the address in the values.
func TestAddressIsNeeded(t *testing.T) {
	got := Program().Needs(model.DOKS("blue"), "sessions")
	if len(got) != 1 || got[0].Ref.Name != "sessions-database-configuration" || got[0].Key != "REDIS_ADDR" {
		t.Errorf("want the address of the database, got %+v", got)
	}
}
