package depot

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPack wants nothing of the moment and the machine in an archive.
func TestPack(t *testing.T) {
	content := files{"b": []byte("2"), "a/c": nil, "a/b": []byte("1")}
	archive, err := pack(content)
	if err != nil {
		t.Fatal(err)
	}
	decompressor, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		t.Fatal(err)
	}
	if !decompressor.ModTime.IsZero() || decompressor.Name != "" {
		t.Errorf("the compression says %+v", decompressor.Header)
	}
	var names []string
	for reader := tar.NewReader(decompressor); ; {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, header.Name)
		if header.ModTime.Unix() != 0 || header.Uname != "" || header.Uid != 0 {
			t.Errorf("the archive says %+v", header)
		}
	}
	if diff := cmp.Diff([]string{"a/b", "a/c", "b"}, names); diff != "" {
		t.Errorf("order, -want +got:\n%s", diff)
	}
	back, err := unpack(archive)
	if err != nil || string(back["b"]) != "2" || len(back) != len(content) {
		t.Errorf("unpacked %v, %v", back, err)
	}
}
