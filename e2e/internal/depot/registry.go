package depot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/partial"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// What Helm calls a chart in a registry.
const (
	chartConfigType types.MediaType = "application/vnd.cncf.helm.config.v1+json"
	chartLayerType  types.MediaType = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"
)

// How Crossplane finds the layer of a package with its objects: by an
// annotation in the manifest, which its own client makes from a label.
const (
	packageLabel = "io.crossplane.xpkg"
	packageBase  = "base"
)

// PushChart puts a packed chart into the registry, as helm push would: the tag
// is the chart's version, in which + becomes _. The repository is that of the
// chart itself: ghcr.io/grafana-community/helm-charts/loki.
func (d *Depot) PushChart(repository string, archive []byte) error {
	m, err := metadataOf(archive)
	if err != nil {
		return fmt.Errorf("cannot push to %s: %w", repository, err)
	}
	config, err := json.Marshal(m)
	if err != nil {
		return err
	}
	image, err := newChartImage(config, static.NewLayer(archive, chartLayerType))
	if err != nil {
		return err
	}
	return d.push(repository, strings.ReplaceAll(m.Version, "+", "_"), image)
}

// PushPackage puts a Crossplane package into the registry: an image with the
// objects of the package in one file.
func (d *Depot) PushPackage(repository, tag string, packageYAML []byte) error {
	archive, err := pack(files{"package.yaml": packageYAML})
	if err != nil {
		return err
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(archive)), nil
	})
	if err != nil {
		return err
	}
	digest, err := layer.Digest()
	if err != nil {
		return err
	}
	image, err := mutate.Append(empty.Image, mutate.Addendum{
		Layer: layer, Annotations: map[string]string{packageLabel: packageBase},
	})
	if err != nil {
		return err
	}
	image, err = mutate.Config(image, v1.Config{Labels: map[string]string{packageLabel + ":" + digest.String(): packageBase}})
	if err != nil {
		return err
	}
	return d.push(repository, tag, image)
}

func (d *Depot) push(repository, tag string, image v1.Image) error {
	reference, err := name.NewTag(d.address+"/"+repository+":"+tag, name.Insecure, name.StrictValidation)
	if err != nil {
		return err
	}
	if err := remote.Write(reference, image); err != nil {
		return fmt.Errorf("cannot push %s: %w", reference, err)
	}
	return nil
}

// chartImage is an image whose config is the metadata of a chart, for which no
// helper of the library makes a manifest.
type chartImage struct {
	config, manifest []byte
	layer            v1.Layer
}

func newChartImage(config []byte, layer v1.Layer) (v1.Image, error) {
	of, err := partial.Descriptor(layer)
	if err != nil {
		return nil, err
	}
	digest, size, err := v1.SHA256(bytes.NewReader(config))
	if err != nil {
		return nil, err
	}
	manifest, err := json.Marshal(v1.Manifest{
		SchemaVersion: 2,
		MediaType:     types.OCIManifestSchema1,
		Config:        v1.Descriptor{MediaType: chartConfigType, Digest: digest, Size: size},
		Layers:        []v1.Descriptor{*of},
	})
	if err != nil {
		return nil, err
	}
	return partial.CompressedToImage(&chartImage{config, manifest, layer})
}

func (c *chartImage) MediaType() (types.MediaType, error)                    { return types.OCIManifestSchema1, nil }
func (c *chartImage) RawConfigFile() ([]byte, error)                         { return c.config, nil }
func (c *chartImage) RawManifest() ([]byte, error)                           { return c.manifest, nil }
func (c *chartImage) LayerByDigest(v1.Hash) (partial.CompressedLayer, error) { return c.layer, nil }
