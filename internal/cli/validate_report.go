package cli

import (
	"fmt"
	"io"
	"slices"

	"seamark.dev/seamark/pkg/diag"
)

// validation is what validating a tree found.
type validation struct {
	findings diag.List
	// disk says that the files are some that nobody has rendered just now.
	disk bool
	// objects counts what was validated.
	objects int
	// unchecked lists the kinds without a CRD, with what was done instead.
	unchecked []string
}

// summary tells the kinds that had no schema, and how much was validated.
func (v validation) summary(w io.Writer) {
	slices.Sort(v.unchecked)
	for _, kind := range slices.Compact(v.unchecked) {
		fmt.Fprintln(w, "no CRD:", diag.Plain(kind))
	}
	fmt.Fprintf(w, "%s, %s\n", count(v.objects, "object"), count(len(v.findings), "finding"))
}
