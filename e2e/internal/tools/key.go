package tools

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/mod/modfile"
)

// key identifies a build: the toolchain, the platform, the flags, every file of
// the pinning module and what decides in its workspace about versions.
func key(dir, flags string) (string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*")) // sorted
	if err != nil {
		return "", err
	}
	shared, err := workspace(dir)
	if err != nil {
		return "", err
	}
	if shared != "" {
		modules, err := members(shared)
		if err != nil {
			return "", err
		}
		files = append(append(files, shared), modules...)
	}
	hash := sha256.New()
	fmt.Fprintln(hash, runtime.Version(), runtime.GOOS, runtime.GOARCH+flags)
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(hash, filepath.Base(file), len(content))
		hash.Write(content)
	}
	return hex.EncodeToString(hash.Sum(nil))[:16], nil
}

// workspace is the file beside the module that names it, "" when there is none.
func workspace(dir string) (string, error) {
	all, err := filepath.Glob(filepath.Join(filepath.Dir(dir), "*.work"))
	if err != nil {
		return "", err
	}
	for _, file := range all {
		modules, err := members(file)
		if err != nil {
			return "", err
		}
		if slices.Contains(modules, filepath.Join(dir, "go.mod")) {
			return file, nil
		}
	}
	return "", nil
}

// members are the go.mod files of a workspace, in its order.
func members(workspace string) ([]string, error) {
	content, err := os.ReadFile(workspace)
	if err != nil {
		return nil, err
	}
	parsed, err := modfile.ParseWork(workspace, content, nil)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, use := range parsed.Use {
		files = append(files, filepath.Join(filepath.Dir(workspace), use.Path, "go.mod"))
	}
	return files, nil
}

// Root is the folder of the module of these tests: the nearest one upwards
// that has both a go.mod and the pinning modules.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if isRoot(dir) {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("not inside the e2e module: no folder upwards has go.mod and tools/render")
		}
		dir = parent
	}
}

func isRoot(dir string) bool {
	for _, entry := range []string{"go.mod", filepath.Join("tools", "render", "go.mod")} {
		if _, err := os.Stat(filepath.Join(dir, entry)); err != nil {
			return false
		}
	}
	return true
}
