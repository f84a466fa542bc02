package tree

import (
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckPath(t *testing.T) {
	cases := map[string]struct {
		reason string
		path   string
		want   string // part of the error; empty when the path is legal
	}{
		"Plain":          {"a unit's file is what paths are for", "environments/dev/1-infra/kustomization.yaml", ""},
		"Hidden":         {"dot files are ordinary", ".github/workflows/ci.yaml", ""},
		"GitIgnore":      {"only the name .git is Git's own", ".gitignore", ""},
		"InnerSpace":     {"a space within a name is legal everywhere", "docs/read me.md", ""},
		"DeviceAsPart":   {"a device name within a longer name is ordinary", "console.yaml", ""},
		"PortOfTwo":      {"only ports 0 to 9 are devices", "com10.yaml", ""},
		"LedgerDeeper":   {"the ledger lies at the root only", "a/.seamark.sum", ""},
		"LongestSegment": {"255 bytes are what file systems allow", strings.Repeat("a", 255), ""},
		"Empty":          {"no name is no file", "", "empty segment"},
		"Absolute":       {"the root is the tree's", "/etc/passwd", "empty segment"},
		"Doubled":        {"one file has one name", "a//b", "empty segment"},
		"Trailing":       {"a directory is no file", "a/", "empty segment"},
		"Dot":            {"one file has one name", "a/./b", "clean"},
		"Parent":         {"nothing leaves the root", "../a", "clean"},
		"InnerParent":    {"even when it would stay inside", "a/../b", "clean"},
		"Backslash":      {"it is a separator on Windows", `a\..\..\b`, "Windows"},
		"Drive":          {"it leaves the root on Windows", "C:/a", "Windows"},
		"Stream":         {"it is another stream of a file on NTFS", "a.yaml:b", "Windows"},
		"Star":           {"Windows has no such names", "a*", "Windows"},
		"Newline":        {"it would break the ledger's lines", "a\nb", "printable"},
		"NUL":            {"the system ends a name there", "a\x00b", "printable"},
		"Delete":         {"a control character above the others", "a\x7f", "printable"},
		"Unicode":        {"macOS normalises it to other bytes", "é.yaml", "printable"},
		"BrokenUTF8":     {"it is no text", "a\xff", "printable"},
		"TrailingDot":    {"Windows drops it", "a./b", "Windows"},
		"TrailingSpace":  {"Windows drops it", "a ", "Windows"},
		"LeadingSpace":   {"nobody sees it", " a", "Windows"},
		"Device":         {"it opens a device on Windows", "a/NUL", "device"},
		"DeviceAndMore":  {"an extension does not help", "aux.tar.gz", "device"},
		"DeviceSpace":    {"nor does a space before it", "con .yaml", "device"},
		"Port":           {"nor does a digit", "lpt1.yaml", "device"},
		"Git":            {"a hook there runs programs", ".git/hooks/pre-commit", "Git"},
		"GitFolded":      {"macOS takes it for .git", "a/.GiT/config", "Git"},
		"GitShort":       {"Windows takes it for .git", "GIT~1/config", "Git"},
		"Ledger":         {"the ledger is written by the run itself", ".seamark.sum", "reserved"},
		"LedgerFolded":   {"macOS takes it for the ledger", ".Seamark.SUM", "reserved"},
		"Temporary":      {"the next run deletes it", ".seamark-tmp-0", "reserved"},
		"LongSegment":    {"no file system has it", strings.Repeat("a", 256), "255 bytes"},
		"LongPath":       {"macOS cannot open it", strings.Repeat("a/", 512) + "a", "1024 bytes"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			err := checkPath(tc.path)
			if tc.want == "" && err != nil {
				t.Errorf("%s: checkPath(%q): unexpected error: %v", tc.reason, tc.path, err)
			}
			if tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
				t.Errorf("%s: checkPath(%q): want an error with %q, got %v", tc.reason, tc.path, tc.want, err)
			}
		})
	}
}

// FuzzPath: whatever Add accepts stays inside the root and is one and the same
// file on every system. The rules are stated anew here, without the code's
// helpers.
func FuzzPath(f *testing.F) {
	for _, seed := range []string{
		"a/b.yaml", "../a", "/a", `C:\a`, "a/..", ".git/config", "NUL.txt", "a.", "a b", "COM1", "//host/share/x", "é", "a\x00", ".seamark.sum",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, p string) {
		var tree Tree
		if tree.Add(File{Path: p}) != nil {
			return
		}
		if !fs.ValidPath(p) || path.Clean(p) != p || path.IsAbs(p) {
			t.Errorf("%q: accepted, but not a clean relative path", p)
		}
		if !filepath.IsLocal(filepath.FromSlash(p)) {
			t.Errorf("%q: accepted, but not local", p)
		}
		if strings.ContainsAny(p, "\\:\x00\n") {
			t.Errorf("%q: accepted, but means something else on Windows or in the ledger", p)
		}
		for _, segment := range strings.Split(strings.ToUpper(p), "/") {
			windows := strings.TrimRight(segment, ". ")
			stem := strings.TrimRight(strings.SplitN(windows, ".", 2)[0], " ")
			if windows != segment || windows == ".GIT" || strings.Contains(" CON PRN AUX NUL COM1 COM9 LPT1 LPT9 ", " "+stem+" ") {
				t.Errorf("%q: accepted, but %q is another name on Windows", p, segment)
			}
		}
		l := ledger{p: sumOf(nil)}
		if back, err := parseLedger(l.bytes()); err != nil || back[p] != l[p] {
			t.Errorf("%q: accepted, but the ledger does not carry it: %v", p, err)
		}
	})
}
