package derive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// unpack reads the archive of a chart, as `helm package` makes it: everything
// is in one folder, which becomes the root. It stays in memory, as a zip file:
// that is a file system too.
func unpack(archive []byte) (fs.FS, error) {
	packed, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	folder, err := repack(tar.NewReader(packed), &b)
	if err != nil {
		return nil, err
	}
	files, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return nil, err
	}
	return fs.Sub(files, folder)
}

// repack writes the files of a tar archive into a zip archive, and tells the
// folder that they are in.
func repack(from *tar.Reader, to io.Writer) (folder string, err error) {
	out := zip.NewWriter(to)
	total := int64(0)
	for {
		head, err := from.Next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return "", err
		}
		if head.Typeflag != tar.TypeReg {
			continue
		}
		name := path.Clean(head.Name)
		top, _, below := strings.Cut(name, "/")
		switch {
		case !fs.ValidPath(name) || !below:
			return "", fmt.Errorf("%q is not in the chart's folder", head.Name)
		case folder == "":
			folder = top
		case folder != top:
			return "", fmt.Errorf("there are two folders, %s and %s, where a chart has one", folder, top)
		}
		if total += head.Size; total > largest {
			return "", fmt.Errorf("%s: too large for a chart", name)
		}
		file, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return "", err
		}
		if _, err := io.Copy(file, from); err != nil {
			return "", err
		}
	}
	if folder == "" {
		return "", errors.New("nothing is in it")
	}
	return folder, out.Close()
}
