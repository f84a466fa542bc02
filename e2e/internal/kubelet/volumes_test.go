package kubelet

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestVolume(t *testing.T) {
	config := &corev1.ConfigMap{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "config"},
		Data:       map[string]string{"a": "1"}, BinaryData: map[string][]byte{"b": {2}},
	}
	from := values{
		cluster: cluster(config, secret("tls", map[string]string{"crt": "c", "key": "k"})),
		pod:     &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: namespace}},
	}
	name := corev1.LocalObjectReference{Name: "config"}
	items := []corev1.KeyToPath{{Key: "crt", Path: "sub/tls.crt"}}
	for test, c := range map[string]struct {
		reason string
		source corev1.VolumeSource
		want   map[string]string
		err    string
	}{
		"Secret": {
			reason: "all keys", want: map[string]string{"crt": "c", "key": "k"},
			source: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: "tls"}},
		},
		"Items": {
			reason: "only the keys that are named, where they are wanted", want: map[string]string{"sub/tls.crt": "c"},
			source: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: "tls", Items: items}},
		},
		"ConfigMap": {
			reason: "text and bytes", want: map[string]string{"a": "1", "b": "\x02"},
			source: corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{LocalObjectReference: name}},
		},
		"Projected": {
			reason: "several sources in one folder", want: map[string]string{"a": "1", "b": "\x02", "sub/tls.crt": "c", "ns": "system"},
			source: corev1.VolumeSource{Projected: &corev1.ProjectedVolumeSource{Sources: []corev1.VolumeProjection{
				{ConfigMap: &corev1.ConfigMapProjection{LocalObjectReference: name}},
				{Secret: &corev1.SecretProjection{LocalObjectReference: corev1.LocalObjectReference{Name: "tls"}, Items: items}},
				{DownwardAPI: &corev1.DownwardAPIProjection{Items: []corev1.DownwardAPIVolumeFile{{Path: "ns", FieldRef: &corev1.ObjectFieldSelector{FieldPath: "metadata.namespace"}}}}},
			}}},
		},
		"Optional": {
			reason: "an optional Secret that is absent is an empty folder", want: map[string]string{},
			source: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: "none", Optional: new(true), Items: items}},
		},
		"Missing": {
			reason: "any other Secret is waited for", err: `"none" not found`,
			source: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: "none"}},
		},
		"MissingKey": {
			reason: "a named key is waited for", err: "Secret tls has no key ca, but [crt key]",
			source: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: "tls", Items: []corev1.KeyToPath{{Key: "ca", Path: "ca"}}}},
		},
		"Unsupported": {
			reason: "what cannot be mounted is said", err: "not supported",
			source: corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/"}},
		},
	} {
		t.Run(test, func(t *testing.T) {
			files, kept, err := from.volume(t.Context(), c.source)
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("%s: %v", c.reason, err)
				}
				return
			}
			if err != nil || kept {
				t.Fatal(kept, err)
			}
			dir := t.TempDir()
			if err := write(dir, files, kept); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, read(t, dir)); diff != "" {
				t.Errorf("%s: -want +got\n%s", c.reason, diff)
			}
		})
	}
}

// read is the files below a folder.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	for _, files := range []map[string][]byte{{"a": []byte("1"), "sub/b": []byte("2")}, {"a": []byte("1"), "c": []byte("3")}} {
		if err := write(dir, files, false); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(map[string]string{"a": "1", "c": "3"}, read(t, dir)); diff != "" {
		t.Errorf("the folder does not follow its source: -want +got\n%s", diff)
	}
	if err := write(dir, nil, true); err != nil || len(read(t, dir)) != 2 {
		t.Errorf("the program's own files are touched: %v", err)
	}
	if err := write(dir, map[string][]byte{"../x": nil}, false); err == nil {
		t.Error("a file outside its volume is written")
	}
}
