package tree

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/pkg/diag"
)

// ledger maps each path that we wrote to the SHA-256 of what we wrote there,
// in hexadecimal. Ownership goes by the path: the sum is for sha256sum -c.
type ledger map[string]string

// largest is the size up to which a file is read: some ten times the ledger of
// a thousand environments.
const largest = 256 * files.MiB

const hexDigits = "0123456789abcdef"

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// bytes is the ledger as a file; nil when it is empty, because a ledger of
// nothing is no file.
func (l ledger) bytes() []byte {
	var b bytes.Buffer
	for _, p := range slices.Sorted(maps.Keys(l)) {
		b.WriteString(l[p] + "  " + p + "\n")
	}
	return b.Bytes()
}

// parseLedger reads a ledger strictly: a line that is not understood is an
// error, since to guess what we own could delete what we do not. Order and
// repetition are no fault: a union merge of two branches makes them, and what
// is listed is owned either way.
func parseLedger(data []byte) (ledger, error) {
	l := ledger{}
	for number := 1; len(data) > 0; number++ {
		line, rest, ended := bytes.Cut(data, []byte("\n"))
		sum, p, fault := parseLedgerLine(string(line))
		if fault == "" && !ended {
			fault = "the last line is cut off"
		}
		if fault != "" {
			return nil, ledgerError(number, string(line), fault)
		}
		l[p], data = sum, rest
	}
	return l, nil
}

func parseLedgerLine(line string) (sum, p, fault string) {
	sum, p, found := strings.Cut(line, "  ")
	if !found || len(sum) != sha256.Size*2 || strings.Trim(sum, hexDigits) != "" {
		return "", "", "every line is a SHA-256, two spaces and a path"
	}
	if err := checkPath(p); err != nil {
		return "", "", err.Error()
	}
	return sum, p, ""
}

func ledgerError(line int, value, message string) error {
	const longest = 100 // bytes of a broken line that help to find it
	return diag.List{{
		Code:    "ledger-corrupt",
		Where:   diag.Where{File: LedgerName, Line: line},
		Value:   value[:min(len(value), longest)],
		Message: message,
		Remedy: "take the file back from version control; or delete it and run again, " +
			"then files that are already as rendered are adopted and none is removed",
	}}.Err()
}

// readLedger is the ledger in a root and its bytes. No file is an empty
// ledger. A root of nil is a directory that does not exist yet.
func readLedger(root *os.Root) (ledger, []byte, error) {
	if root == nil {
		return ledger{}, nil, nil
	}
	info, err := root.Lstat(LedgerName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ledger{}, nil, nil
	case err != nil:
		return nil, nil, fmt.Errorf("cannot read %s: %w", LedgerName, err)
	case !info.Mode().IsRegular():
		return nil, nil, ledgerError(0, "", "the ledger must be a regular file")
	}
	data, err := files.ReadFS(root.FS(), LedgerName, largest)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot read %s: %w", LedgerName, err)
	}
	l, err := parseLedger(data)
	return l, data, err
}
