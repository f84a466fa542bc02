package languages

import (
	_ "embed" // for the list
	"slices"
	"strings"
	"sync"
)

// zonesList are the names of the time zones that Go knows, one a line: 9 KB, where
// the zones themselves are 450, and time.LoadLocation asks the machine first. A
// test holds it against the Go that builds us.
//
//go:embed zones.txt
var zonesList string

var zones = sync.OnceValue(func() []string { return strings.Fields(zonesList) })

// knownZone tells whether a text is the name of a time zone, in its case.
func knownZone(name string) bool {
	_, found := slices.BinarySearch(zones(), name)
	return found
}
