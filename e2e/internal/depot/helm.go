package depot

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"strings"
	"sync"

	"sigs.k8s.io/yaml"
)

// helmRepositories are repositories of the older kind: an index and archives.
// A repository is known by its prefix, HOST/PATH. The zero value is empty.
type helmRepositories struct {
	mu      sync.Mutex
	files   files // by path, PREFIX/NAME-VERSION.tgz
	indexes map[string]*helmIndex
}

// helmIndex is index.yaml.
type helmIndex struct {
	APIVersion string `json:"apiVersion"`
	// Entries are all versions of a chart, by its name.
	Entries map[string][]helmEntry `json:"entries"`
}

// helmEntry is one version of a chart.
type helmEntry struct {
	metadata
	// URLs are relative to the index.
	URLs []string `json:"urls"`
	// Digest is the SHA-256 of the archive, in hexadecimal.
	Digest string `json:"digest"`
}

// AddChart puts a packed chart into the Helm repository
// http://ADDRESS/charts/PREFIX, which it makes if there is none. A chart of the
// same name and version is replaced.
func (d *Depot) AddChart(prefix string, archive []byte) error {
	if err := d.helm.add(strings.Trim(prefix, "/"), archive); err != nil {
		return fmt.Errorf("cannot add a chart to %s: %w", prefix, err)
	}
	return nil
}

func (h *helmRepositories) add(prefix string, archive []byte) error {
	m, err := metadataOf(archive)
	if err != nil {
		return err
	}
	file := m.Name + "-" + m.Version + ".tgz"
	sum := sha256.Sum256(archive)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.files == nil {
		h.files, h.indexes = files{}, map[string]*helmIndex{}
	}
	if h.indexes[prefix] == nil {
		h.indexes[prefix] = &helmIndex{APIVersion: "v1", Entries: map[string][]helmEntry{}}
	}
	index := h.indexes[prefix]
	index.put(helmEntry{m, []string{file}, hex.EncodeToString(sum[:])})
	text, err := yaml.Marshal(index)
	if err != nil {
		return err
	}
	h.files[path.Join(prefix, file)] = archive
	h.files[path.Join(prefix, "index.yaml")] = text
	return nil
}

func (i *helmIndex) put(entry helmEntry) {
	versions := i.Entries[entry.Name]
	for n, old := range versions {
		if old.Version == entry.Version {
			versions[n] = entry
			return
		}
	}
	i.Entries[entry.Name] = append(versions, entry)
}

// ServeHTTP serves the files by their paths.
func (h *helmRepositories) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	content, ok := h.files[r.URL.Path]
	h.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(content) // the client is gone: its loss
}
