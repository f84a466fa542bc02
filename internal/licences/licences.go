// Package licences holds the licence of every module that any go.mod of the
// repository requires, and refuses those that nobody could build a product on
// freely: AGPL, BUSL, SSPL and whatever is not in the list of accepted ones.
//
// modules.txt has a row for each module and version: MODULE VERSION LICENCES, as
// the licence files of the module say. `make licences` downloads what is new,
// reads its files with github.com/google/licensecheck, and writes the rows. The
// test in this package needs no network.
package licences

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Table is the file with the rows, beside this package.
const Table = "modules.txt"

// Accepted are the licences, by their SPDX identifiers, that a module may have:
// permissive ones, and those that concern changes to the module's own files.
var Accepted = []string{
	"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-2-Clause-FreeBSD", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0",
	"UPL-1.0", "Unlicense", "Zlib",
}

// Exceptions are licences that one module may have all the same, by the path of
// the module and the licence, each with the reason.
var Exceptions = map[string]string{
	"github.com/opencontainers/go-digest CC-BY-SA-4.0": "it is for the documents of the module; the code is Apache-2.0",
	"gopkg.in/retry.v1 LGPL-3.0":                       "its exception allows programs to link it; only test programs in e2e do",
}

// Module is a module at a version.
type Module struct{ Path, Version string }

func (m Module) String() string { return m.Path + " " + m.Version }

// Rows are the licences of each module, joined by AND.
type Rows map[Module]string

// Parse reads the table.
func Parse(text string) (Rows, error) {
	rows := Rows{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(fields) != 3 {
			return nil, fmt.Errorf("not MODULE VERSION LICENCES: %q", line)
		}
		rows[Module{fields[0], fields[1]}] = fields[2]
	}
	return rows, nil
}

// Text is the table as it is written.
func (r Rows) Text() string {
	text := "# The licences of all modules, by `make licences`. Do not edit.\n"
	for _, m := range r.modules() {
		text += m.String() + " " + r[m] + "\n"
	}
	return text
}

func (r Rows) modules() []Module { return sorted(slices.Collect(maps.Keys(r))) }

func sorted(modules []Module) []Module {
	slices.SortFunc(modules, func(a, b Module) int { return strings.Compare(a.String(), b.String()) })
	return modules
}

// Required are the modules that the go.mod files below a folder require,
// replacements in place of what they replace.
func Required(root string) ([]Module, error) {
	found := map[Module]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != root || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.Name() != "go.mod" {
			return nil
		}
		return requiredBy(path, found)
	})
	return sorted(slices.Collect(maps.Keys(found))), err
}

// requiredBy adds what a go.mod requires. A replacement by a folder has no
// version, and is of this repository.
func requiredBy(path string, found map[Module]bool) error {
	out, err := exec.Command("go", "mod", "edit", "-json", path).Output()
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", path, err)
	}
	var file struct {
		Require []Module
		Replace []struct{ Old, New Module }
	}
	if err := json.Unmarshal(out, &file); err != nil {
		return fmt.Errorf("cannot read %s: %w", path, err)
	}
	replaced := map[Module]Module{}
	for _, r := range file.Replace {
		replaced[r.Old] = r.New
	}
	for _, m := range file.Require {
		for _, old := range []Module{m, {Path: m.Path}} {
			if by, ok := replaced[old]; ok {
				m = by
				break
			}
		}
		if m.Version != "" {
			found[m] = true
		}
	}
	return nil
}

// Findings are modules without a row, rows without a module, and licences that
// are not accepted.
func Findings(required []Module, rows Rows) []string {
	var findings []string
	for _, m := range required {
		if rows[m] == "" {
			findings = append(findings, m.String()+": its licence is not recorded: run make licences")
		}
	}
	for _, m := range rows.modules() {
		if !slices.Contains(required, m) {
			findings = append(findings, m.String()+": no go.mod requires it any more: run make licences")
		}
		for licence := range strings.SplitSeq(rows[m], " AND ") {
			if !slices.Contains(Accepted, licence) && Exceptions[m.Path+" "+licence] == "" {
				findings = append(findings, m.String()+": the licence "+licence+" is not accepted")
			}
		}
	}
	return findings
}
