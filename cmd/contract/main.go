// Command contract derives the contracts of unpacked Helm charts:
//
//	helm pull CHART --version VERSION --untar
//	go run ./cmd/contract CHART
//
// It writes one file for each chart, by default where package charts embeds
// them. docs/charts.md tells when to run it.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"seamark.dev/seamark/internal/contractgen"
)

func main() {
	out := flag.String("out", filepath.Join("pkg", "charts", "contracts"), "folder to write to")
	flag.Parse()
	if err := run(*out, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "contract:", err)
		os.Exit(1)
	}
}

func run(out string, dirs []string) error {
	if len(dirs) == 0 {
		return fmt.Errorf("name the folders of unpacked charts")
	}
	for _, dir := range dirs {
		c, err := contractgen.FromDir(dir)
		if err != nil {
			return err
		}
		file := filepath.Join(out, c.Chart+".txt")
		if err := os.WriteFile(file, c.Text(), 0o644); err != nil {
			return err
		}
		fmt.Printf("%s: %s %s\n", file, c.Chart, c.Version)
	}
	return nil
}
