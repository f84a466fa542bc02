package recovery

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
)

// State is what became of the search for one thing.
type State string

// What became of it.
const (
	// New is found, and its ID is not in the configuration yet.
	New State = "found"
	// Known is found under the ID that the configuration has.
	Known State = "known"
	// ByName needs no ID.
	ByName State = "by its name"
	// Missing is not there: a hub would make it.
	Missing State = "missing"
	// Ambiguous is there more than once.
	Ambiguous State = "ambiguous"
	// Differs is there, and could not be taken over as it is.
	Differs State = "differs"
)

// Found is one thing that was looked for.
type Found struct {
	Environment string
	// Kind and Name are what it is called at DigitalOcean.
	Kind, Name string
	State      State
	// ID is empty unless exactly one was found.
	ID string
	// Field is where the ID belongs in the configuration.
	Field manifest.Path

	set func(*platform.Environment)
}

// Result is what a search found.
type Result struct {
	Things []Found
	// Findings are what a person must decide (errors: nothing is written), and
	// what is missing (warnings).
	Findings diag.List
}

// Codes document what a search finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "recover-ambiguous", Meaning: "Several things at DigitalOcean could be the one that is looked for."},
		{Code: "recover-differs", Meaning: "What is at DigitalOcean cannot be taken over as it is: it would be replaced, or the provider would fail."},
		{Code: "recover-gone", Meaning: "The configuration names something by an ID that is not at DigitalOcean."},
		{Code: "recover-missing", Meaning: "Something is not at DigitalOcean: a hub would make it.", Severity: diag.Warning},
		{Code: "recover-unwritable", Meaning: "An ID cannot be written into the configuration as that is laid out: with anchors or merges."},
	}
}
