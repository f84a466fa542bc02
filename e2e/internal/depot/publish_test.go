package depot

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components"
)

// mirrored is an address with its prefix replaced, as a mirror does.
func mirrored(t *testing.T, d *Depot, address string) string {
	t.Helper()
	for prefix, here := range d.Mirrors() {
		if rest, ok := strings.CutPrefix(address, prefix); ok && (rest == "" || rest[0] == '/') {
			return here + rest
		}
	}
	t.Fatalf("nothing mirrors %s", address)
	return ""
}

func pull(t *testing.T, reference string) v1.Image {
	t.Helper()
	ref, err := name.ParseReference(strings.TrimPrefix(reference, "oci://"), name.StrictValidation)
	if err != nil {
		t.Fatal(err)
	}
	image, err := remote.Image(ref)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// pulledChart is the archive of a chart in a registry, as Flux finds it: by the
// media type of the layer.
func pulledChart(t *testing.T, reference string) []byte {
	t.Helper()
	image := pull(t, reference)
	manifest, err := image.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	if manifest.Config.MediaType != chartConfigType || len(manifest.Layers) != 1 || manifest.Layers[0].MediaType != chartLayerType {
		t.Errorf("%s does not look like a chart: %+v", reference, manifest)
	}
	config, err := image.RawConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	about := metadata{}
	if err := json.Unmarshal(config, &about); err != nil || about.Name == "" {
		t.Errorf("the config of %s is no chart's metadata: %s, %v", reference, config, err)
	}
	layer, err := image.LayerByDigest(manifest.Layers[0].Digest)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := layer.Compressed()
	if err != nil {
		t.Fatal(err)
	}
	archive, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

// downloadedChart is the archive of a chart in a Helm repository.
func downloadedChart(t *testing.T, d *Depot, repository, name, version string) []byte {
	t.Helper()
	path := strings.TrimPrefix(repository, "http://"+d.Address())
	status, text := get(t, d, path+"/index.yaml")
	var index helmIndex
	if err := yaml.Unmarshal(text, &index); err != nil || status != 200 || index.APIVersion != "v1" {
		t.Fatalf("%s: status %d, %v\n%s", path, status, err, text)
	}
	for _, entry := range index.Entries[name] {
		if entry.Version != version {
			continue
		}
		if entry.APIVersion == "" || len(entry.URLs) != 1 {
			t.Errorf("the entry of %s %s is not whole: %+v", name, version, entry)
		}
		_, archive := get(t, d, path+"/"+entry.URLs[0])
		if sum := sha256.Sum256(archive); hex.EncodeToString(sum[:]) != entry.Digest {
			t.Errorf("%s is not what its digest says", entry.URLs[0])
		}
		return archive
	}
	t.Fatalf("%s has no %s %s:\n%s", path, name, version, text)
	return nil
}

// TestPublish wants all that is pinned where the mirrored address says.
func TestPublish(t *testing.T) {
	c := load(t)
	d := start(t)
	if err := d.Publish(c.charts, c.packages); err != nil {
		t.Fatal(err)
	}
	if len(c.charts) != len(components.Standard().Charts()) || len(c.packages) != len(charts.Packages()) {
		t.Errorf("%d charts and %d packages are too few", len(c.charts), len(c.packages))
	}
	for _, chart := range c.charts {
		repository := mirrored(t, d, chart.Chart.Repository)
		var archive []byte
		if chart.Chart.OCI() {
			archive = pulledChart(t, repository+":"+chart.Version)
		} else {
			archive = downloadedChart(t, d, repository, chart.Chart.Name, chart.Version)
		}
		about, err := metadataOf(archive)
		if err != nil || about.Name != chart.Chart.Name || about.Version != chart.Version {
			t.Errorf("%s holds %s %s, %v", repository, about.Name, about.Version, err)
		}
		if chart.Version != chart.Chart.Version && chart.Chart.Name != charts.Demo.Name {
			t.Errorf("%s is %s, the pin is %s", repository, chart.Version, chart.Chart.Version)
		}
	}
	for _, p := range c.packages {
		image := pull(t, mirrored(t, d, p.Package.Reference()))
		if diff := cmp.Diff(p.YAML, packageYAML(t, image)); diff != "" {
			t.Errorf("%s, -pushed +pulled:\n%s", p.Package.Name, diff)
		}
	}
}

// packageYAML is what Crossplane reads of a package: package.yaml of the layer
// with the annotation, which the label names as well.
func packageYAML(t *testing.T, image v1.Image) []byte {
	t.Helper()
	manifest, err := image.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	layer := manifest.Layers[0]
	if layer.Annotations["io.crossplane.xpkg"] != "base" || config.Config.Labels["io.crossplane.xpkg:"+layer.Digest.String()] != "base" {
		t.Errorf("no layer is marked as a package's: %+v, labels %v", manifest, config.Config.Labels)
	}
	reader := mutate.Extract(image)
	defer reader.Close()
	archive := tar.NewReader(reader)
	header, err := archive.Next()
	if err != nil || header.Name != "package.yaml" {
		t.Fatalf("the first file is %v, %v", header, err)
	}
	content, err := io.ReadAll(archive)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestVersionWithBuild because a tag has no plus sign.
func TestVersionWithBuild(t *testing.T) {
	d := start(t)
	archive, err := TestChart(charts.Demo, "1.2.3+build.4")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.PushChart("host.example/charts/demo", archive); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(pulledChart(t, d.Address()+"/host.example/charts/demo:1.2.3_build.4"), archive) {
		t.Error("another chart came back")
	}
}

func TestAddChart(t *testing.T) {
	d := start(t)
	for _, version := range []string{"1.0.0", "1.1.0", "1.0.0"} {
		archive, err := TestChart(charts.Alloy, version)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.AddChart("host.example/a", archive); err != nil {
			t.Fatal(err)
		}
	}
	for _, version := range []string{"1.0.0", "1.1.0"} {
		downloadedChart(t, d, "http://"+d.Address()+"/charts/host.example/a", "alloy", version)
	}
	if _, index := get(t, d, "/charts/host.example/a/index.yaml"); bytes.Count(index, []byte("alloy-1.0.0.tgz")) != 1 {
		t.Errorf("a chart that was added again is there twice:\n%s", index)
	}
	if err := d.AddChart("host.example/a", []byte("no chart")); err == nil {
		t.Error("what is no chart was added")
	}
	if status, _ := get(t, d, "/charts/host.example/b/index.yaml"); status != 404 {
		t.Errorf("a repository that nobody made answers %d", status)
	}
}

// TestIndexHasOnlyKnownFields because Helm refuses an index with any other.
func TestIndexHasOnlyKnownFields(t *testing.T) {
	archive, err := packChart("a", files{"Chart.yaml": []byte("apiVersion: v1\nname: a\nversion: 1.0.0\nsource: [x]\nkeywords: [y]\n")})
	if err != nil {
		t.Fatal(err)
	}
	d := start(t)
	if err := d.AddChart("host.example", archive); err != nil {
		t.Fatal(err)
	}
	_, index := get(t, d, "/charts/host.example/index.yaml")
	if bytes.Contains(index, []byte("source:")) || !bytes.Contains(index, []byte("keywords:")) {
		t.Errorf("got\n%s", index)
	}
}
