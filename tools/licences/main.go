// Command licences records the licences of all modules that the repository
// requires (package internal/licences). It downloads those that have no row yet.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"seamark.dev/seamark/internal/licences"
)

func main() {
	if err := record("../internal/licences/"+licences.Table, ".."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// record writes the table of what is required below root, keeping the rows that
// there are.
func record(table, root string) error {
	text, err := os.ReadFile(table)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	known, err := licences.Parse(string(text))
	if err != nil {
		return err
	}
	required, err := licences.Required(root)
	if err != nil {
		return err
	}
	rows := licences.Rows{}
	var fresh []licences.Module
	for _, m := range required {
		if known[m] == "" {
			fresh = append(fresh, m)
		} else {
			rows[m] = known[m]
		}
	}
	dirs, err := download(fresh)
	if err != nil {
		return err
	}
	for _, m := range fresh {
		if rows[m], err = licenceOf(dirs[m]); err != nil {
			return err
		}
	}
	return os.WriteFile(table, []byte(rows.Text()), 0o644)
}

// download is where each module lies. It runs apart from any module, whose
// requirements have no say in it.
func download(modules []licences.Module) (map[licences.Module]string, error) {
	dirs := map[licences.Module]string{}
	if len(modules) == 0 {
		return dirs, nil
	}
	apart, err := os.MkdirTemp("", "licences-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(apart)
	if err := os.WriteFile(filepath.Join(apart, "go.mod"), []byte("module apart\n"), 0o644); err != nil {
		return nil, err
	}
	args := []string{"mod", "download", "-json"}
	for _, m := range modules {
		args = append(args, m.Path+"@"+m.Version)
	}
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Stderr = apart, os.Stderr
	out, failed := cmd.Output()
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var m struct{ Path, Version, Dir, Error string }
		switch err := decoder.Decode(&m); {
		case errors.Is(err, io.EOF):
			return dirs, failed
		case err != nil:
			return nil, err
		case m.Error != "":
			return nil, fmt.Errorf("cannot download %s %s: %s", m.Path, m.Version, m.Error)
		}
		dirs[licences.Module{Path: m.Path, Version: m.Version}] = m.Dir
	}
}
