// Command contract derives the contracts of Helm charts, from their archives or
// from unpacked folders:
//
//	go run ./cmd/contract CHART-VERSION.tgz
//
// It writes a file CHART.txt for each: in a clone of this project where package
// charts embeds them, else into the working folder. A chart of your own takes
// its contract from there with charts.ParseContract. docs/charts.md tells when
// to run it. It exits with 2 if a chart cannot be read or written; those named
// before it are done.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"seamark.dev/seamark/pkg/charts/derive"
)

func main() {
	out := flag.String("out", "", "folder to write to (default: pkg/charts/contracts if it is there, else the working folder)")
	flag.Parse()
	if err := run(*out, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "contract:", err)
		os.Exit(2) // as usage does
	}
}

func run(out string, names []string) error {
	if len(names) == 0 {
		return errors.New("name the archives or the folders of charts")
	}
	if embedded := filepath.Join("pkg", "charts", "contracts"); out == "" {
		if info, err := os.Stat(embedded); err == nil && info.IsDir() {
			out = embedded
		}
	}
	for _, name := range names {
		c, err := derive.Read(name)
		if err != nil {
			return err
		}
		file := filepath.Join(out, c.Name+".txt")
		if err := os.WriteFile(file, c.Text(), 0o644); err != nil {
			return err
		}
		if _, err := fmt.Printf("%s: %s %s\n", file, c.Name, c.Version); err != nil {
			return err
		}
	}
	return nil
}
