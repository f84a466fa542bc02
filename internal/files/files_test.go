package files

import (
	"bytes"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// endless is a reader that counts what it is asked for.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return len(p), nil
}

func TestReadAllStops(t *testing.T) {
	e := &endless{}
	if _, err := ReadAll(e, "zero", MiB); err == nil || err.Error() != "zero is larger than 1 MiB, and more is not read" {
		t.Errorf("got error %v", err)
	}
	if e.read > 4*MiB {
		t.Errorf("%d bytes were read of an endless file", e.read)
	}
	if data, err := ReadAll(bytes.NewReader(make([]byte, MiB)), "full", MiB); err != nil || len(data) != MiB {
		t.Errorf("the limit itself is allowed: %d bytes, %v", len(data), err)
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	file, link, large, socket := filepath.Join(dir, "file"), filepath.Join(dir, "link"), filepath.Join(dir, "large"), filepath.Join(dir, "socket")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("file", link); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 3<<30); err != nil { // takes no room on the disk
		t.Fatal(err)
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	for name, want := range map[string]string{
		file: "", link: "", dir: "is a folder", large: "is larger than 1 MiB", socket: "is a socket", os.DevNull: "is a device",
	} {
		data, err := Read(name, MiB)
		switch {
		case want == "" && (err != nil || string(data) != "x"):
			t.Errorf("%s: got %q, %v", name, data, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: got error %v, want %q", name, err, want)
		}
		if filepath.Dir(name) != dir {
			continue
		}
		if _, within := ReadFS(os.DirFS(dir), filepath.Base(name), MiB); (within == nil) != (want == "") {
			t.Errorf("%s: in a file system the error is %v", name, within)
		}
	}
}

func TestKind(t *testing.T) {
	for mode, want := range map[fs.FileMode]string{
		0: "a file", fs.ModeDir: "a folder", fs.ModeSymlink: "a symbolic link", fs.ModeNamedPipe: "a pipe",
		fs.ModeSocket: "a socket", fs.ModeDevice | fs.ModeCharDevice: "a device", fs.ModeIrregular: "no ordinary file",
	} {
		if got := Kind(mode); got != want {
			t.Errorf("%v: got %q, want %q", mode, got, want)
		}
	}
}
