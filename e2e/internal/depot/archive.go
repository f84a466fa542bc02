package depot

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"
)

// files are the contents of files by path, with slashes.
type files map[string][]byte

// pack makes a tar archive, compressed with gzip. The same files always give
// the same bytes: sorted, without times and owners.
func pack(content files) ([]byte, error) {
	var b bytes.Buffer
	compressor := gzip.NewWriter(&b)
	archive := tar.NewWriter(compressor)
	for _, name := range slices.Sorted(maps.Keys(content)) {
		header := &tar.Header{Name: name, Mode: 0o644, Size: int64(len(content[name])), Format: tar.FormatUSTAR}
		if err := archive.WriteHeader(header); err != nil {
			return nil, fmt.Errorf("cannot pack %s: %w", name, err)
		}
		if _, err := archive.Write(content[name]); err != nil {
			return nil, fmt.Errorf("cannot pack %s: %w", name, err)
		}
	}
	if err := errors.Join(archive.Close(), compressor.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// unpack is the reverse of pack.
func unpack(archive []byte) (files, error) {
	decompressor, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	content := files{}
	reader := tar.NewReader(decompressor)
	for {
		switch header, err := reader.Next(); {
		case errors.Is(err, io.EOF):
			return content, nil
		case err != nil:
			return nil, err
		default:
			if content[header.Name], err = io.ReadAll(reader); err != nil {
				return nil, err
			}
		}
	}
}

// metadata is Chart.yaml. It has the fields that Helm knows, because Helm
// refuses an index with any other, while Crossplane's Chart.yaml has one.
type metadata struct {
	Name         string            `json:"name"`
	Home         string            `json:"home,omitempty"`
	Sources      []string          `json:"sources,omitempty"`
	Version      string            `json:"version"`
	Description  string            `json:"description,omitempty"`
	Keywords     []string          `json:"keywords,omitempty"`
	Maintainers  []maintainer      `json:"maintainers,omitempty"`
	Icon         string            `json:"icon,omitempty"`
	APIVersion   string            `json:"apiVersion"`
	Condition    string            `json:"condition,omitempty"`
	Tags         string            `json:"tags,omitempty"`
	AppVersion   string            `json:"appVersion,omitempty"`
	Deprecated   bool              `json:"deprecated,omitempty"`
	Annotations  map[string]string `json:"annotations,omitempty"`
	KubeVersion  string            `json:"kubeVersion,omitempty"`
	Dependencies []json.RawMessage `json:"dependencies,omitempty"`
	Type         string            `json:"type,omitempty"`
}

type maintainer struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
	URL   string `json:"url,omitempty"`
}

func parseMetadata(chartYAML []byte) (metadata, error) {
	var m metadata
	if err := yaml.Unmarshal(chartYAML, &m); err != nil {
		return m, fmt.Errorf("Chart.yaml: %w", err)
	}
	if m.Name == "" || m.Version == "" || m.APIVersion == "" {
		return m, errors.New("Chart.yaml: no name, version or apiVersion")
	}
	return m, nil
}

// metadataOf is of a packed chart, whose files all lie in one folder of the
// chart's name.
func metadataOf(archive []byte) (metadata, error) {
	content, err := unpack(archive)
	if err != nil {
		return metadata{}, fmt.Errorf("not a chart: %w", err)
	}
	for name, text := range content {
		if path.Base(name) == "Chart.yaml" && strings.Count(name, "/") == 1 {
			m, err := parseMetadata(text)
			if err == nil && path.Dir(name) != m.Name {
				err = fmt.Errorf("the chart %s lies in the folder %s", m.Name, path.Dir(name))
			}
			return m, err
		}
	}
	return metadata{}, errors.New("not a chart: no Chart.yaml")
}
