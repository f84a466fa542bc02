package model

// Reliance is a value of a release that others rely on, which the component that
// knows of them declares: where it is, what must hold of it, and who relies on it.
// Exactly one of Is, Kept, Set, Holds, Without, Least and LeastAt says what must
// hold.
type Reliance struct {
	// Path is the value, with dots; a dot within a key is written \. .
	Path string
	// Is are the texts that the value may have. A value that nobody writes is
	// the chart's default and holds; null is the empty text.
	Is []string
	// Kept says that what the component set must still be there: a scalar as it
	// is, every field of a map, every item of a list.
	Kept bool
	// Set says that something must be there, whatever it is.
	Set bool
	// Holds are texts that a list must hold. A list that nobody writes is the
	// chart's default and holds.
	Holds []string
	// Without are beginnings that no item of a list may have.
	Without []string
	// Least is the least number, or size, that will do.
	Least int
	// LeastAt is the path of another value, which must not be greater: a number,
	// or a size as Kubernetes or Prometheus write it.
	LeastAt string
	// If is the path of a switch: where that is not true, nothing must hold. It
	// may be empty.
	If string
	// Unless is the path of another value: where that is set, nothing must hold
	// of this one. It may be empty.
	Unless string
	// Remedy is how to mend it, where leaving the value as it was is not it.
	Remedy string
	// Who says who relies on it, in a clause: "Alloy pushes its lines to this
	// Service".
	Who string
	// Loses marks what a user may well decide, at a loss that Who tells: a
	// warning.
	Loses bool
}
