package observability

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/e2e/internal/process"
)

// store holds the Secrets and ConfigMaps of a namespace: kind/name to keys.
type store map[string]map[string]string

func (s store) key(t *testing.T, object, key string) string {
	t.Helper()
	value, ok := s[object][key]
	if !ok {
		t.Fatalf("%s has no key %s", object, key)
	}
	return value
}

// with is the store with another value.
func (s store) with(object, key, value string) store {
	changed := store{}
	for name, keys := range s {
		copied := map[string]string{}
		for k, v := range keys {
			copied[k] = v
		}
		changed[name] = copied
	}
	changed[object][key] = value
	return changed
}

// container is what the kubelet would start.
type container struct {
	args    []string
	env     []corev1.EnvVar
	files   map[string]corev1.VolumeSource // by mount path
	written map[string]string              // files that the chart fills, by path
	extras  []string                       // arguments that only the test needs
}

// command is the container's, with files below root.
func (c container) command(t *testing.T, program string, s store, root string) process.Command {
	t.Helper()
	for path, source := range c.files {
		mount(t, s, filepath.Join(root, path), source)
	}
	moved := func(text string) string {
		for _, path := range append(sortedKeys(c.files), sortedKeys(c.written)...) {
			text = strings.ReplaceAll(text, path, filepath.Join(root, path))
		}
		return text
	}
	for path, content := range c.written {
		if err := os.MkdirAll(filepath.Join(root, filepath.Dir(path)), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(root, path), moved(content))
	}
	var args, env []string
	for _, a := range append(slices.Clone(c.args), c.extras...) {
		args = append(args, moved(a))
	}
	for name, value := range c.environment(t, s) {
		env = append(env, name+"="+moved(value))
	}
	return process.Command{Program: program, Args: args, Env: env}
}

// reference is $(NAME), or the escaped $$(NAME).
var reference = regexp.MustCompile(`\$?\$\(([A-Za-z_][A-Za-z0-9_]*)\)`)

// environment is what the kubelet makes of the variables: in their order, each
// may refer to those before it, and the last of a name wins.
func (c container) environment(t *testing.T, s store) map[string]string {
	t.Helper()
	values := map[string]string{}
	for _, v := range c.env {
		switch from := v.ValueFrom; {
		case from == nil:
			values[v.Name] = expand(v.Value, values)
		case from.SecretKeyRef != nil:
			values[v.Name] = s.key(t, "Secret/"+from.SecretKeyRef.Name, from.SecretKeyRef.Key)
		case from.ConfigMapKeyRef != nil:
			values[v.Name] = s.key(t, "ConfigMap/"+from.ConfigMapKeyRef.Name, from.ConfigMapKeyRef.Key)
		default:
			t.Fatalf("the variable %s is from something that this test does not know", v.Name)
		}
	}
	return values
}

// expand leaves a reference to nothing as it is, as Kubernetes does.
func expand(text string, values map[string]string) string {
	return reference.ReplaceAllStringFunc(text, func(match string) string {
		if strings.HasPrefix(match, "$$") {
			return match[1:]
		}
		if value, ok := values[match[2:len(match)-1]]; ok {
			return value
		}
		return match
	})
}

// mount writes the files of a volume.
func mount(t *testing.T, s store, dir string, source corev1.VolumeSource) {
	t.Helper()
	if source.Secret == nil {
		t.Fatalf("a volume at %s is from something that this test does not know", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, item := range source.Secret.Items {
		write(t, filepath.Join(dir, item.Path), s.key(t, "Secret/"+source.Secret.SecretName, item.Key))
	}
}

// write writes a file that only its owner reads.
func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestExpand(t *testing.T) {
	values := map[string]string{"HOST": "h", "PORT": "1"}
	cases := map[string]struct{ reason, text, want string }{
		"Known":   {"references are replaced", "$(HOST):$(PORT)", "h:1"},
		"Unknown": {"a reference to nothing stays, for whoever reads the pod", "$(USER)@$(HOST)", "$(USER)@h"},
		"Escaped": {"two dollars are one", "$$(HOST)", "$(HOST)"},
		"Shell":   {"the shell's form means nothing to Kubernetes", "${HOST} $HOST", "${HOST} $HOST"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := expand(tc.text, values); got != tc.want {
				t.Errorf("%s: %q, want %q", tc.reason, got, tc.want)
			}
		})
	}
}
