package cli

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/tree"
)

// report is what --format json prints: one JSON document on standard output,
// however the command ends.
type report struct {
	diag.Report
	findings diag.List
}

// note takes up what a command found in the folder, if it got to see it.
func (r *report) note(plan tree.Plan, err error) {
	if err != nil && len(plan.Refused) == 0 {
		return
	}
	list := func(paths []string) []string { return append([]string{}, paths...) } // never null
	r.Files = &diag.Files{
		Added: list(plan.Added), Changed: list(plan.Changed), Removed: list(plan.Removed),
		Refused: list(plan.Refused), Kept: list(plan.Kept),
		Unchanged: plan.Unchanged, Ledger: plan.Ledger,
	}
}

// done is the report of a command that ended with an exit code.
func (r *report) done(code int) diag.Report {
	all := r.findings.Report()
	all.Command, all.ExitCode, all.Error, all.Files, all.Diff, all.Version = r.Command, &code, r.Error, r.Files, r.Diff, r.Version
	return all
}
