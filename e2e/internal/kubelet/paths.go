package kubelet

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// mount is a path of a container and the folder that it really is.
type mount struct{ path, dir string }

// mounts are a container's, the longest path first.
type mounts []mount

// mounts are where a container's volumes are on this machine.
func (p *pod) mounts(c corev1.Container) (mounts, error) {
	var out mounts
	for _, m := range c.VolumeMounts {
		known := slices.ContainsFunc(p.object.Spec.Volumes, func(v corev1.Volume) bool { return v.Name == m.Name })
		if !known || m.SubPath != "" && !filepath.IsLocal(m.SubPath) {
			return nil, fmt.Errorf("mount %s of container %s: no volume %s, or a bad subPath %q", m.MountPath, c.Name, m.Name, m.SubPath)
		}
		out = append(out, mount{strings.TrimSuffix(m.MountPath, "/"), filepath.Join(p.volumeDir(m.Name), m.SubPath)})
	}
	slices.SortStableFunc(out, func(a, b mount) int { return len(b.path) - len(a.path) })
	return out, nil
}

// rewrite replaces every path in the text that a mount is for. A path begins at
// the start of the text or after one of =,:; a quote or a space, and a mount is
// for its own path and for what is below.
func (m mounts) rewrite(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); {
		if path, dir, ok := m.at(text, i); ok {
			out.WriteString(dir)
			i += len(path)
			continue
		}
		out.WriteByte(text[i])
		i++
	}
	return out.String()
}

const separators = "=,:;'\" \t\n"

// at is the mount whose path begins at this place.
func (m mounts) at(text string, i int) (path, dir string, ok bool) {
	if i > 0 && !strings.ContainsRune(separators, rune(text[i-1])) {
		return "", "", false
	}
	for _, mount := range m {
		rest, begins := strings.CutPrefix(text[i:], mount.path)
		if begins && mount.path != "" && (rest == "" || strings.ContainsRune("/"+separators, rune(rest[0]))) {
			return mount.path, mount.dir, true
		}
	}
	return "", "", false
}
