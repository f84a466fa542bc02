package controlplane

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/flux"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// What a person gives. No value of these may ever be in Git.
const (
	apiToken     = "dop_v1_5a1e0000000000000000000000000000000000000000000000000000000000e2"
	dnsToken     = "dop_v1_d9550000000000000000000000000000000000000000000000000000000000e2"
	spacesID     = "DO00HARNESSKEYID0000"
	spacesSecret = "harness+spaces/secret+0123456789abcdefghijk"
	adminSecret  = "harness-grafana-password"
)

var inputs = map[string]string{
	"DIGITALOCEAN_TOKEN":       apiToken,
	"DIGITALOCEAN_DNS_TOKEN":   dnsToken,
	"SPACES_ACCESS_KEY_ID":     spacesID,
	"SPACES_SECRET_ACCESS_KEY": spacesSecret,
	"GRAFANA_ADMIN_PASSWORD":   adminSecret,
}

// repository is the user's: a configuration and what render made of it.
type repository struct {
	world  *world
	dir    string // the work tree
	render string // the program
	config string

	// registry is where charts of registries are, NAME:PORT, when the engine
	// wants TLS. Empty for the depot itself.
	registry string
}

// newRepository is empty; its program was built from this checkout.
func (w *world) newRepository() *repository {
	return &repository{world: w, dir: w.folder("repository"), render: os.Getenv(renderProgram), config: filepath.Join(w.dir, "platform.yaml")}
}

// push renders a configuration and pushes the result; it returns the commit.
// The change, if any, is what a person does to the tree by hand.
func (r *repository) push(t *testing.T, p platform.Platform, message string, change ...func(dir string)) string {
	t.Helper()
	p.Spec.Mirrors = r.mirrors()
	text, err := yaml.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(r.config, text, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(r.world.ctx, r.render, "--config", r.config, "--out", r.dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("render: %v\n%s\n%s", err, out, text)
	}
	if p.Spec.Delivery.Engine != platform.ArgoCD {
		r.bootstrap(t)
	}
	for _, c := range change {
		c(r.dir)
	}
	commit, err := r.world.depot.Push(os.DirFS(r.dir), message)
	if err != nil {
		t.Fatal(err)
	}
	return commit
}

// mirrors are all the depot's.
func (r *repository) mirrors() []platform.Mirror {
	all := r.world.depot.Mirrors()
	var mirrors []platform.Mirror
	for _, from := range slices.Sorted(maps.Keys(all)) {
		m := platform.Mirror{From: from, To: all[from]}
		if host, oci := strings.CutPrefix(from, "oci://"); oci && r.registry != "" {
			m.To = "oci://" + r.registry + "/" + host
		} else {
			m.Insecure = oci
		}
		mirrors = append(mirrors, m)
	}
	return mirrors
}

// entry is the folder that Flux starts from.
const entry = "clusters/hub"

// bootstrap adds what `flux bootstrap` commits.
func (r *repository) bootstrap(t *testing.T) {
	t.Helper()
	objects, err := flux.Sync(r.world.depot.GitURL(), "main", "./"+entry)
	if err != nil {
		t.Fatal(err)
	}
	var sync bytes.Buffer
	for _, o := range objects {
		text, err := yaml.Marshal(o.Object)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&sync, "---\n%s", text)
	}
	dir := filepath.Join(r.dir, entry, "flux-system")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"gotk-sync.yaml":     sync.String(),
		"kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- gotk-sync.yaml\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// parse reads and completes a configuration.
func parse(t *testing.T, text string) platform.Platform {
	t.Helper()
	p, findings := platform.Load(platform.Source{Name: "platform.yaml", Data: []byte(text)})
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	return p
}

// createSecrets makes the Secrets that the platform asks a person for, and
// nothing else.
func (w *world) createSecrets(t *testing.T, p platform.Platform) {
	t.Helper()
	w.secrets(t, p, func(s *corev1.Secret) error { return client.IgnoreAlreadyExists(w.client.Create(w.ctx, s)) })
}

// secrets does something with each Secret that the platform asks a person for.
func (w *world) secrets(t *testing.T, p platform.Platform, do func(*corev1.Secret) error) {
	t.Helper()
	engine, err := engines.Of(p, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	units, err := components.Build(p, components.Standard(), engine)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range units {
		for _, c := range u.Components {
			for _, s := range c.Secrets {
				secret, err := w.secret(w.ctx, s)
				must(t, err)
				must(t, do(secret))
			}
		}
	}
}

// secret is a Secret as it is asked for. Its namespace is there.
func (w *world) secret(ctx context.Context, s model.Secret) (*corev1.Secret, error) {
	namespace := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: s.Namespace}}
	if err := w.client.Create(ctx, namespace); client.IgnoreAlreadyExists(err) != nil {
		return nil, err
	}
	secret := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Namespace: s.Namespace, Name: s.Name}, StringData: map[string]string{}}
	for _, key := range s.Keys {
		var values []any
		for _, input := range key.Inputs {
			value, known := w.inputs[input]
			if !known {
				return nil, fmt.Errorf("secret %s/%s asks for %s, which this test does not have", s.Namespace, s.Name, input)
			}
			values = append(values, value)
		}
		secret.StringData[key.Key] = fmt.Sprintf(key.Format, values...)
	}
	return secret, nil
}
