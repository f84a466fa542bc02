package platform

import (
	"regexp"
	"strconv"
	"strings"
)

// path is the place of a field as a reader writes it:
// spec.environments[0].databases.adservice.
type path string

var plainKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// field is the path of a named field or map entry. A name that would not read
// well after a dot is put in brackets and quotes.
func (p path) field(name string) path {
	switch {
	case !plainKey.MatchString(name):
		return p + path("["+strconv.Quote(name)+"]")
	case p == "":
		return path(name)
	default:
		return p + "." + path(name)
	}
}

// index is the path of a list entry.
func (p path) index(i int) path {
	return p + path("["+strconv.Itoa(i)+"]")
}

// parent is the path without its last step; empty at the root.
func (p path) parent() path {
	if cut := strings.LastIndexAny(string(p), ".["); cut > 0 {
		return p[:cut]
	}
	return ""
}
