package kubelet

import (
	"context"
	"fmt"
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// values is what a pod's references are resolved against.
type values struct {
	cluster client.Reader
	pod     *corev1.Pod
}

// environment is a container's variables, in the order of their definition.
type environment struct {
	names  []string
	values map[string]string
}

func (e *environment) set(name, value string) {
	if _, exists := e.values[name]; !exists {
		e.names = append(e.names, name)
	}
	e.values[name] = value
}

func (e *environment) lookup(name string) (string, bool) {
	value, ok := e.values[name]
	return value, ok
}

func (e *environment) list() []string {
	list := make([]string, 0, len(e.names))
	for _, name := range e.names {
		list = append(list, name+"="+e.values[name])
	}
	return list
}

// arguments are what follows the program's name: the container's args, after
// those of its command if it replaces the image's entry point.
func (e *environment) arguments(c corev1.Container) []string {
	raw := c.Args
	if len(c.Command) > 0 {
		raw = append(slices.Clone(c.Command[1:]), c.Args...)
	}
	args := make([]string, len(raw))
	for i, arg := range raw {
		args[i] = expand(arg, e.lookup)
	}
	return args
}

// environment resolves a container's variables: envFrom, then env, which may
// refer to what was defined before. It fails while a reference that is not
// optional leads to nothing.
func (v values) environment(ctx context.Context, c corev1.Container) (*environment, error) {
	env := &environment{values: map[string]string{}}
	for _, source := range c.EnvFrom {
		if err := v.all(ctx, source, env); err != nil {
			return nil, fmt.Errorf("envFrom of container %s: %w", c.Name, err)
		}
	}
	for _, variable := range c.Env {
		value, set, err := v.variable(ctx, c, variable, env)
		if err != nil {
			return nil, fmt.Errorf("variable %s of container %s: %w", variable.Name, c.Name, err)
		}
		if set {
			env.set(variable.Name, value)
		}
	}
	return env, nil
}

// all adds every key of a Secret or ConfigMap.
func (v values) all(ctx context.Context, source corev1.EnvFromSource, env *environment) error {
	data := map[string][]byte{}
	var err error
	switch {
	case source.SecretRef != nil:
		data, err = v.secret(ctx, source.SecretRef.Name, source.SecretRef.Optional)
	case source.ConfigMapRef != nil:
		data, err = v.configMap(ctx, source.ConfigMapRef.Name, source.ConfigMapRef.Optional)
	}
	for _, key := range slices.Sorted(maps.Keys(data)) {
		env.set(source.Prefix+key, string(data[key]))
	}
	return err
}

// variable is a variable's value, and whether it has one.
func (v values) variable(ctx context.Context, c corev1.Container, variable corev1.EnvVar, env *environment) (string, bool, error) {
	from := variable.ValueFrom
	switch {
	case from == nil:
		return expand(variable.Value, env.lookup), true, nil
	case from.SecretKeyRef != nil:
		ref := from.SecretKeyRef
		data, err := v.secret(ctx, ref.Name, ref.Optional)
		return pick(data, err, "Secret "+ref.Name, ref.Key, ref.Optional)
	case from.ConfigMapKeyRef != nil:
		ref := from.ConfigMapKeyRef
		data, err := v.configMap(ctx, ref.Name, ref.Optional)
		return pick(data, err, "ConfigMap "+ref.Name, ref.Key, ref.Optional)
	case from.FieldRef != nil:
		value, err := v.field(from.FieldRef.FieldPath)
		return value, err == nil, err
	case from.ResourceFieldRef != nil:
		value, err := amount(c, from.ResourceFieldRef)
		return value, err == nil, err
	default:
		return "", false, fmt.Errorf("unsupported source %v", from)
	}
}

// pick is one key of what was read.
func pick(data map[string][]byte, err error, from, key string, optional *bool) (string, bool, error) {
	if err != nil {
		return "", false, err
	}
	value, ok := data[key]
	if !ok && !isTrue(optional) {
		return "", false, fmt.Errorf("%s has no key %s", from, key)
	}
	return string(value), ok, nil
}

// secret is a Secret's data: none if it does not exist and may be missing.
func (v values) secret(ctx context.Context, name string, optional *bool) (map[string][]byte, error) {
	secret := &corev1.Secret{}
	err := v.read(ctx, name, secret, optional)
	return secret.Data, err
}

// configMap is a ConfigMap's data: none if it does not exist and may be missing.
func (v values) configMap(ctx context.Context, name string, optional *bool) (map[string][]byte, error) {
	from := &corev1.ConfigMap{}
	if err := v.read(ctx, name, from, optional); err != nil {
		return nil, err
	}
	data := maps.Clone(from.BinaryData)
	if data == nil {
		data = map[string][]byte{}
	}
	for key, value := range from.Data {
		data[key] = []byte(value)
	}
	return data, nil
}

func (v values) read(ctx context.Context, name string, into client.Object, optional *bool) error {
	err := v.cluster.Get(ctx, client.ObjectKey{Namespace: v.pod.Namespace, Name: name}, into)
	if apierrors.IsNotFound(err) && isTrue(optional) {
		return nil
	}
	return err
}

func isTrue(b *bool) bool { return b != nil && *b }
