package kubelet

import (
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestExpand(t *testing.T) {
	known := func(name string) (string, bool) { return "<" + name + ">", name == "A" || name == "B" }
	for name, c := range map[string]struct{ reason, text, want string }{
		"Known":   {"a reference is replaced", "x$(A)y$(B)", "x<A>y<B>"},
		"Unknown": {"an unknown name stays as it is", "$(C)$(A)", "$(C)<A>"},
		"Escaped": {"two dollar signs are one, and no reference", "$$(A) $$$(A) $$", "$(A) $<A> $"},
		"Plain":   {"dollar signs without a name are text", "$ $A $(A", "$ $A $(A"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := expand(c.text, known); got != c.want {
				t.Errorf("%s: %q", c.reason, got)
			}
		})
	}
}

func key(name, key string, optional *bool) *corev1.EnvVarSource {
	return &corev1.EnvVarSource{SecretKeyRef: &corev1.SecretKeySelector{
		LocalObjectReference: corev1.LocalObjectReference{Name: name}, Key: key, Optional: optional,
	}}
}

func field(path string) *corev1.EnvVarSource {
	return &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: path}}
}

func limit(name, divisor string) *corev1.EnvVarSource {
	s := &corev1.ResourceFieldSelector{Resource: name}
	if divisor != "" {
		s.Divisor = resource.MustParse(divisor)
	}
	return &corev1.EnvVarSource{ResourceFieldRef: s}
}

func TestEnvironment(t *testing.T) {
	config := &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "config"}, Data: map[string]string{"b": "2", "a": "1"}}
	resolve := values{
		cluster: cluster(config, secret("token", map[string]string{"k": "s"})),
		pod: &corev1.Pod{
			ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "app-0", UID: "u", Labels: map[string]string{"x.io/revision": "r1"}},
			Spec:       corev1.PodSpec{ServiceAccountName: "account"},
		},
	}
	configRef := corev1.LocalObjectReference{Name: "config"}
	for name, c := range map[string]struct {
		reason string
		from   []corev1.EnvFromSource
		env    []corev1.EnvVar
		limits corev1.ResourceList
		want   []string
		err    string
	}{
		"Values": {
			reason: "values refer to what was defined before them, later definitions win",
			env:    []corev1.EnvVar{{Name: "A", Value: "$(B)"}, {Name: "B", Value: "1"}, {Name: "C", Value: "$(B)$(A)"}, {Name: "B", Value: "2"}},
			want:   []string{"A=$(B)", "B=2", "C=1$(B)"},
		},
		"Fields": {
			reason: "the pod's fields are known as far as programs ask for them",
			env: []corev1.EnvVar{
				{Name: "A", ValueFrom: field("metadata.namespace")}, {Name: "B", ValueFrom: field("metadata.labels['x.io/revision']")},
				{Name: "C", ValueFrom: field("spec.serviceAccountName")}, {Name: "D", ValueFrom: field("status.podIP")},
				{Name: "E", ValueFrom: field("metadata.name")}, {Name: "F", ValueFrom: field("metadata.annotations['none']")},
			},
			want: []string{"A=system", "B=r1", "C=account", "D=127.0.0.1", "E=app-0", "F="},
		},
		"UnknownField": {
			reason: "an unknown field is not guessed",
			env:    []corev1.EnvVar{{Name: "A", ValueFrom: field("spec.hostname")}}, err: "spec.hostname",
		},
		"Limits": {
			reason: "limits are divided and rounded up",
			limits: corev1.ResourceList{"cpu": resource.MustParse("1500m"), "memory": resource.MustParse("1Gi")},
			env: []corev1.EnvVar{
				{Name: "A", ValueFrom: limit("limits.cpu", "1")}, {Name: "B", ValueFrom: limit("limits.cpu", "1m")},
				{Name: "C", ValueFrom: limit("limits.memory", "")}, {Name: "D", ValueFrom: limit("limits.memory", "1Mi")},
			},
			want: []string{"A=2", "B=1500", "C=1073741824", "D=1024"},
		},
		"NoLimits": {
			reason: "without a limit the node's resources count",
			env:    []corev1.EnvVar{{Name: "A", ValueFrom: limit("limits.cpu", "")}, {Name: "B", ValueFrom: limit("limits.memory", "1Gi")}},
			want:   []string{"A=" + strconv.Itoa(runtime.NumCPU()), "B=4"},
		},
		"All": {
			reason: "a ConfigMap gives all its keys, before single variables",
			from:   []corev1.EnvFromSource{{Prefix: "P_", ConfigMapRef: &corev1.ConfigMapEnvSource{LocalObjectReference: configRef}}},
			env:    []corev1.EnvVar{{Name: "A", Value: "$(P_a)"}},
			want:   []string{"P_a=1", "P_b=2", "A=1"},
		},
		"Keys": {
			reason: "single keys of Secrets and ConfigMaps",
			env: []corev1.EnvVar{
				{Name: "A", ValueFrom: key("token", "k", nil)},
				{Name: "B", ValueFrom: &corev1.EnvVarSource{ConfigMapKeyRef: &corev1.ConfigMapKeySelector{LocalObjectReference: configRef, Key: "b"}}},
			},
			want: []string{"A=s", "B=2"},
		},
		"Optional": {
			reason: "what is optional and absent leaves the variable undefined",
			env:    []corev1.EnvVar{{Name: "A", ValueFrom: key("token", "none", new(true))}, {Name: "B", ValueFrom: key("none", "k", new(true))}},
			want:   []string{},
		},
		"MissingKey": {
			reason: "a missing key keeps the container from starting, and is named",
			env:    []corev1.EnvVar{{Name: "A", ValueFrom: key("token", "none", nil)}}, err: "variable A of container main: Secret token has no key none",
		},
		"MissingSecret": {
			reason: "a missing Secret keeps the container from starting",
			env:    []corev1.EnvVar{{Name: "A", ValueFrom: key("none", "k", nil)}}, err: `"none" not found`,
		},
		"MissingAll": {
			reason: "a missing ConfigMap keeps the container from starting",
			from:   []corev1.EnvFromSource{{ConfigMapRef: &corev1.ConfigMapEnvSource{LocalObjectReference: corev1.LocalObjectReference{Name: "none"}}}}, err: "envFrom",
		},
	} {
		t.Run(name, func(t *testing.T) {
			container := corev1.Container{Name: "main", EnvFrom: c.from, Env: c.env, Resources: corev1.ResourceRequirements{Limits: c.limits}}
			env, err := resolve.environment(t.Context(), container)
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("%s: %v", c.reason, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, env.list()); diff != "" {
				t.Errorf("%s: -want +got\n%s", c.reason, diff)
			}
		})
	}
}
