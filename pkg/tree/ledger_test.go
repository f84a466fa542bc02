package tree

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseLedger(t *testing.T) {
	sum := sumOf([]byte("x"))
	cases := map[string]struct {
		reason string
		data   string
		want   ledger
		err    []string
	}{
		"Empty":    {"nothing is owned", "", ledger{}, nil},
		"Lines":    {"as sha256sum writes it", sum + "  a/b\n" + sum + "  c d\n", ledger{"a/b": sum, "c d": sum}, nil},
		"Unsorted": {"a union merge leaves lines in any order", sum + "  b\n" + sum + "  a\n", ledger{"a": sum, "b": sum}, nil},
		"Repeated": {"a union merge lists a file of both branches twice", sum + "  a\n" + sumOf(nil) + "  a\n", ledger{"a": sumOf(nil)}, nil},
		"Conflict": {"a merge conflict is nothing to guess about", sum + "  a\n<<<<<<< HEAD\n", nil, []string{".seamark.sum:2", "<<<<<<< HEAD", "version control"}},
		"CutOff":   {"a path that is cut off names another file", sum + "  environments/de", nil, []string{".seamark.sum:1", "cut off"}},
		"ShortSum": {"half a sum is none", sum[1:] + "  a\n", nil, []string{".seamark.sum:1", "two spaces"}},
		"OneSpace": {"sha256sum writes two", sum + " a\n", nil, []string{".seamark.sum:1"}},
		"Blank":    {"no tool writes it", sum + "  a\n\n", nil, []string{".seamark.sum:2"}},
		"Escape":   {"what is listed gets deleted: it must be inside", sum + "  ../a\n", nil, []string{".seamark.sum:1", "clean"}},
		"Itself":   {"the ledger does not list itself", sum + "  .seamark.sum\n", nil, []string{"reserved"}},
		"CRLF":     {"a converted file would name other paths", sum + "  a\r\n", nil, []string{"printable"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := parseLedger([]byte(tc.data))
			if (err != nil) != (tc.err != nil) {
				t.Fatalf("%s: unexpected result: %v, error %v", tc.reason, got, err)
			}
			for _, part := range tc.err {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%s: want %q in the error, got %v", tc.reason, part, err)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s: -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// FuzzLedger: what is read has legal paths alone, and survives being written
// and read again.
func FuzzLedger(f *testing.F) {
	f.Add([]byte(sumOf(nil) + "  a/b\n"))
	f.Add([]byte(sumOf(nil) + "  ../b\n"))
	f.Add([]byte("=======\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := parseLedger(data)
		if err != nil {
			return
		}
		for p := range l {
			if err := checkPath(p); err != nil {
				t.Errorf("accepted: %v", err)
			}
		}
		again, err := parseLedger(l.bytes())
		if err != nil || !cmp.Equal(l, again) || !bytes.Equal(l.bytes(), again.bytes()) {
			t.Errorf("not the same after a round trip: %v", err)
		}
	})
}
