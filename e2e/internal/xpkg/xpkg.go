// Package xpkg makes of the folder crossplane/ what somebody installs who wants
// the compositions without the rest: a Configuration, by `crossplane xpkg`.
package xpkg

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/tarball"

	"seamark.dev/seamark/e2e/internal/tools"
)

// Folder is where the package's source lies in this checkout.
func Folder() (string, error) {
	root, err := tools.Root()
	if err != nil {
		return "", err
	}
	return filepath.Join(filepath.Dir(root), "crossplane"), nil
}

// Build packs a folder, with its examples, into a file.
func Build(ctx context.Context, folder, file string) error {
	return run(ctx, "build", "--package-root="+folder, "--examples-root="+filepath.Join(folder, "examples"), "--package-file="+file)
}

// Push puts a built package into a registry. Loopback is reached without TLS.
func Push(ctx context.Context, file, reference string) error {
	return run(ctx, "push", "--package-files="+file, reference)
}

func run(ctx context.Context, args ...string) error {
	program, err := tools.CrossplaneCLI.Build(ctx)
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, program, append([]string{"xpkg"}, args...)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("crossplane xpkg %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

// Layer is the one file in a layer of a built package: the objects of the
// package are in the layer base, the examples in the layer upbound.
func Layer(file, name string) ([]byte, error) {
	image, err := tarball.ImageFromPath(file, nil)
	if err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	for label, value := range config.Config.Labels {
		digest, ok := strings.CutPrefix(label, "io.crossplane.xpkg:")
		if !ok || value != name {
			continue
		}
		return content(image, digest)
	}
	return nil, fmt.Errorf("%s has no layer %s: its labels are %v", file, name, config.Config.Labels)
}

func content(image v1.Image, digest string) ([]byte, error) {
	hash, err := v1.NewHash(digest)
	if err != nil {
		return nil, err
	}
	layer, err := image.LayerByDigest(hash)
	if err != nil {
		return nil, err
	}
	stream, err := layer.Uncompressed()
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	archive := tar.NewReader(stream)
	if _, err := archive.Next(); err != nil {
		return nil, err
	}
	var text bytes.Buffer
	if _, err := io.Copy(&text, archive); err != nil {
		return nil, err
	}
	if next, err := archive.Next(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the layer %s has more than one file: %v, %w", digest, next, err)
	}
	return text.Bytes(), nil
}
