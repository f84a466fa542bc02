// Package assets decides what becomes of a test that lacks what it reads or
// runs: CRDs, charts, programs of the system, the rights of root. Nobody needs
// any of it to work on the project, so the test says what it did not check and
// passes. Where nothing may be left out, as in .ci/run, the environment variable
// REQUIRE_ASSETS makes it fail.
package assets

import "os"

// Variable is the environment variable that demands everything: any value but
// the empty one.
const Variable = "REQUIRE_ASSETS"

// Required tells whether all that tests read and run must be there.
func Required() bool { return os.Getenv(Variable) != "" }

// TestingT is the part of *testing.T that Lack uses. It keeps package testing
// out of programs.
type TestingT interface {
	Helper()
	Fatal(args ...any)
	Skip(args ...any)
}

// Lack ends a test that lacks something: skipped, or failed where everything is
// required. The message says what was not checked, and what to give.
func Lack(t TestingT, message string) {
	t.Helper()
	if Required() {
		t.Fatal(message + " (" + Variable + " is set)")
	}
	t.Skip(message)
}
