package depot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"

	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/charts"
)

// PackageArchive is a Crossplane package that is ready to be published.
type PackageArchive struct {
	Package charts.Package
	// YAML are the objects of the package: what it is, then its
	// CustomResourceDefinitions.
	YAML []byte
}

// digitalOceanMeta is crossplane.yaml of the provider, whose module cannot be
// had. Its capability is the real one's: without it, Crossplane would install
// every CustomResourceDefinition at once.
const digitalOceanMeta = `apiVersion: meta.pkg.crossplane.io/v1
kind: Provider
metadata:
  name: provider-upjet-digitalocean
  annotations:
    meta.crossplane.io/description: A test package with the kinds of the real one.
spec:
  capabilities:
  - SafeStart
`

// LoadPackages composes all pinned packages: from the module of a provider or
// function, and that of the DigitalOcean provider from the folder of
// CustomResourceDefinitions. Without that the error is schema.ErrAbsent.
func LoadPackages(ctx context.Context) ([]PackageArchive, error) {
	modules := map[string]tools.Tool{
		charts.ProviderKubernetes.Name:        tools.ProviderKubernetes,
		charts.ProviderHTTP.Name:              tools.ProviderHTTP,
		charts.FunctionPatchAndTransform.Name: tools.PatchAndTransform,
	}
	var all []PackageArchive
	for _, p := range charts.Packages() {
		packed := PackageArchive{Package: p}
		var err error
		if source, ok := modules[p.Name]; ok {
			packed.YAML, err = modulePackage(ctx, source, p)
		} else if p.Name == charts.ProviderDigitalOcean.Name {
			packed.YAML, err = digitalOceanPackage()
		} else {
			err = errors.New("nobody knows where to take it from")
		}
		if err != nil {
			return nil, fmt.Errorf("package %s: %w", p.Name, err)
		}
		all = append(all, packed)
	}
	return all, nil
}

// modulePackage joins what the folder package of a module holds, as the build
// of a package does.
func modulePackage(ctx context.Context, source tools.Tool, p charts.Package) ([]byte, error) {
	version, err := source.Version()
	if err != nil {
		return nil, err
	}
	if version != p.Version {
		return nil, fmt.Errorf("the module %s is of version %s, the pin is %s", source.Source, version, p.Version)
	}
	folder, err := source.Folder(ctx)
	if err != nil {
		return nil, err
	}
	content := files{}
	if err := content.add(os.DirFS(folder), "package"); err != nil {
		return nil, err
	}
	meta, ok := content["crossplane.yaml"]
	if !ok {
		return nil, fmt.Errorf("%s: %w", folder, fs.ErrNotExist)
	}
	delete(content, "crossplane.yaml")
	return join(meta, content), nil
}

func digitalOceanPackage() ([]byte, error) {
	definitions, err := readDefinitions("digitalocean")
	if err != nil {
		return nil, err
	}
	return join([]byte(digitalOceanMeta), definitions), nil
}

// join makes one stream of documents, in the order of the files' names.
func join(meta []byte, content files) []byte {
	documents := [][]byte{meta}
	for _, name := range slices.Sorted(maps.Keys(content)) {
		if path.Ext(name) == ".yaml" {
			documents = append(documents, content[name])
		}
	}
	var b bytes.Buffer
	for _, document := range documents {
		document = bytes.TrimPrefix(bytes.TrimSpace(document), []byte("---\n"))
		b.WriteString("---\n")
		b.Write(document)
		b.WriteString("\n")
	}
	return b.Bytes()
}
