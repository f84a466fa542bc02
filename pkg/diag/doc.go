package diag

// Doc documents a code. The package that emits the code declares it;
// docs/findings.md is made of all of them.
type Doc struct {
	// Code is what findings carry.
	Code Code
	// Severity is that of its findings; where it differs, Meaning says when.
	Severity Severity
	// Meaning says what is wrong, in a sentence.
	Meaning string
	// Example is a piece of configuration that leads to a finding with this
	// code, below an environment called blue. It is empty where a configuration
	// is invalid by itself, and where none leads to it: the tests of
	// internal/findings have those.
	Example string
}
