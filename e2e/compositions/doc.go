// Package compositions takes every composite resource of the project through
// its life, with Crossplane's own reconciler and its own
// function-patch-and-transform: from nothing observed, over everything ready,
// to what goes missing and to deletion. See package composition for how, and
// run the tests with -v to read the lives.
package compositions
