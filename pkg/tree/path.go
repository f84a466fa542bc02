package tree

import (
	"fmt"
	"slices"
	"strings"
)

// Names at the root of a tree that no rendered file may bear.
const (
	// LedgerName is the file that lists what was written, in the format of
	// sha256sum: `sha256sum -c .seamark.sum` verifies a tree.
	LedgerName = ".seamark.sum"
	tempPrefix = ".seamark-tmp-"
)

const (
	maxSegment = 255  // bytes in a name: ext4, XFS, APFS and NTFS alike
	maxPath    = 1024 // bytes in a path: PATH_MAX of macOS, the smallest in use
)

// checkPath tells why a path may not be rendered. What passes names the same
// file, inside the root, on Linux, macOS and Windows. Only ASCII passes, so
// that neither case folding nor Unicode normalisation of a file system can
// make one file of two.
func checkPath(p string) error {
	if len(p) > maxPath {
		return fmt.Errorf("illegal path %q: longer than %d bytes", p, maxPath)
	}
	first, _, _ := strings.Cut(fold(p), "/")
	if first == LedgerName || strings.HasPrefix(first, tempPrefix) {
		return fmt.Errorf("illegal path %q: the name is reserved for the ledger and temporary files", p)
	}
	for segment := range strings.SplitSeq(p, "/") {
		if fault := segmentFault(segment); fault != "" {
			return fmt.Errorf("illegal path %q: %s", p, fault)
		}
	}
	return nil
}

// segmentFault says what is wrong with one name in a path; empty when nothing.
func segmentFault(s string) string {
	switch {
	case s == "":
		return "an empty segment: a path is relative, without doubled or trailing slashes"
	case s == "." || s == "..":
		return "a path is clean: no . or .. in it"
	case len(s) > maxSegment:
		return fmt.Sprintf("a segment longer than %d bytes", maxSegment)
	case strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }):
		return "only printable ASCII is the same on every system"
	case strings.ContainsAny(s, `\:<>"|?*`):
		return `none of \ : < > " | ? * is allowed: they mean something to Windows`
	case strings.HasPrefix(s, " ") || strings.HasSuffix(s, " ") || strings.HasSuffix(s, "."):
		return "a segment that begins or ends with a space or ends with a dot: Windows drops it"
	case fold(s) == ".git" || fold(s) == "git~1":
		return "Git keeps its own data under that name"
	case isDevice(s):
		return "Windows reserves that name for a device, whatever the extension"
	}
	return ""
}

// isDevice tells whether Windows takes a name for a device: NUL, com1.yaml.
func isDevice(s string) bool {
	base, _, _ := strings.Cut(fold(s), ".")
	base = strings.TrimRight(base, " ")
	if slices.Contains([]string{"con", "prn", "aux", "nul", "conin$", "conout$"}, base) {
		return true
	}
	digit, isPort := strings.CutPrefix(base, "com")
	if !isPort {
		digit, isPort = strings.CutPrefix(base, "lpt")
	}
	return isPort && len(digit) == 1 && digit[0] >= '0' && digit[0] <= '9'
}

// fold is what a file system that ignores case sees of a legal path.
func fold(p string) string { return strings.ToLower(p) }
