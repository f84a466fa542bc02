package kubelet

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
)

func (p *pod) volumeDir(name string) string { return filepath.Join(p.dir, "volumes", name) }

// look is the longest time between two looks at volumes, and at what a waiting
// pod waits for. Changes of Secrets and ConfigMaps are noticed at once.
const look = 2 * time.Second

// mounted writes the volumes, waits as long as that takes, and tells why in the
// log. It is false when the context ended first.
func (p *pod) mounted(ctx context.Context) bool {
	said := ""
	for {
		err := p.writeVolumes(ctx)
		if err == nil {
			return true
		}
		if said != err.Error() && ctx.Err() == nil {
			said = err.Error()
			p.log.Info("waits for its volumes", "reason", said)
		}
		if !p.sleep(ctx) {
			return false
		}
	}
}

// keepMounted has the files follow their sources. A source that disappears
// leaves its files as they are, as for a pod that runs.
func (p *pod) keepMounted(ctx context.Context) {
	for p.sleep(ctx) {
		if err := p.writeVolumes(ctx); err != nil && ctx.Err() == nil {
			p.log.Debug("keeps the files of a volume", "reason", err)
		}
	}
}

// sleep returns when there may be something new: false when the context ended.
func (p *pod) sleep(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-p.roused:
	case <-time.After(look):
	}
	return ctx.Err() == nil
}

// writeVolumes makes the folder of every volume what its source says. It
// reports all volumes that it cannot write.
func (p *pod) writeVolumes(ctx context.Context) error {
	var errs []error
	from := values{p.k.cluster, p.object}
	for _, volume := range p.object.Spec.Volumes {
		files, kept, err := from.volume(ctx, volume.VolumeSource)
		if err == nil {
			err = write(p.volumeDir(volume.Name), files, kept)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("volume %s: %w", volume.Name, err))
		}
	}
	return errors.Join(errs...)
}

// volume is the files of a volume; kept means that it is the program's own,
// with nothing in it that the cluster knows.
func (v values) volume(ctx context.Context, source corev1.VolumeSource) (files map[string][]byte, kept bool, err error) {
	switch {
	case source.EmptyDir != nil, source.PersistentVolumeClaim != nil, source.Ephemeral != nil:
		return nil, true, nil
	case source.Secret != nil:
		s := source.Secret
		data, err := v.secret(ctx, s.SecretName, s.Optional)
		files, err = project(data, err, "Secret "+s.SecretName, s.Items, s.Optional)
		return files, false, err
	case source.ConfigMap != nil:
		c := source.ConfigMap
		data, err := v.configMap(ctx, c.Name, c.Optional)
		files, err = project(data, err, "ConfigMap "+c.Name, c.Items, c.Optional)
		return files, false, err
	case source.DownwardAPI != nil:
		files, err = v.downward(source.DownwardAPI.Items)
		return files, false, err
	case source.Projected != nil:
		files, err = v.projected(ctx, source.Projected.Sources)
		return files, false, err
	default:
		return nil, false, errors.New("its kind is not supported")
	}
}

func (v values) projected(ctx context.Context, sources []corev1.VolumeProjection) (map[string][]byte, error) {
	all := map[string][]byte{}
	for i, source := range sources {
		one := corev1.VolumeSource{}
		switch {
		case source.Secret != nil:
			one.Secret = &corev1.SecretVolumeSource{SecretName: source.Secret.Name, Items: source.Secret.Items, Optional: source.Secret.Optional}
		case source.ConfigMap != nil:
			one.ConfigMap = &corev1.ConfigMapVolumeSource{LocalObjectReference: source.ConfigMap.LocalObjectReference, Items: source.ConfigMap.Items, Optional: source.ConfigMap.Optional}
		case source.DownwardAPI != nil:
			one.DownwardAPI = &corev1.DownwardAPIVolumeSource{Items: source.DownwardAPI.Items}
		}
		files, _, err := v.volume(ctx, one)
		if err != nil {
			return nil, fmt.Errorf("source %d: %w", i, err)
		}
		maps.Copy(all, files)
	}
	return all, nil
}

func (v values) downward(items []corev1.DownwardAPIVolumeFile) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, item := range items {
		if item.FieldRef == nil {
			return nil, fmt.Errorf("file %s: only fieldRef is supported", item.Path)
		}
		value, err := v.field(item.FieldRef.FieldPath)
		if err != nil {
			return nil, fmt.Errorf("file %s: %w", item.Path, err)
		}
		files[item.Path] = []byte(value)
	}
	return files, nil
}

// project chooses and names the files of a Secret or ConfigMap.
func project(data map[string][]byte, err error, from string, items []corev1.KeyToPath, optional *bool) (map[string][]byte, error) {
	if err != nil || len(items) == 0 {
		return data, err
	}
	files := map[string][]byte{}
	for _, item := range items {
		content, ok := data[item.Key]
		if !ok && !isTrue(optional) {
			return nil, fmt.Errorf("%s has no key %s, but %v", from, item.Key, slices.Sorted(maps.Keys(data)))
		}
		if ok {
			files[item.Path] = content
		}
	}
	return files, nil
}
