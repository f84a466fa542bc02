// Package apis is the Go types of the objects that are written, one package for
// each API. They are here because their makers have none that a program can use
// without compiling hundreds of packages, or none at all; where the makers' own
// types are light, the components use those, and package kinds names them.
//
// A type holds what we write and no more. A test holds every field against the
// CRD of its kind, or against the maker's heavy type.
package apis
