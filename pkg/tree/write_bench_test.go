package tree

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// benchTree has 5,000 files of 2 KB in 500 directories, six levels deep: what
// some forty environments come to.
func benchTree(b *testing.B) *Tree {
	files := contents{}
	for i := range 5000 {
		files[fmt.Sprintf("environments/env-%d/2-cluster/platform/component-%d/file-%d.yaml", i/125, i/10, i)] = strings.Repeat(fmt.Sprintf("key: %d\n", i), 200)
	}
	return newTree(b, files)
}

func BenchmarkWriteFresh(b *testing.B) {
	tree, dir := benchTree(b), b.TempDir()
	n := 0
	for b.Loop() {
		n++
		mustWrite(b, filepath.Join(dir, fmt.Sprint(n)), tree, WriteOptions{})
	}
}

func BenchmarkWriteUnchanged(b *testing.B) {
	tree, dir := benchTree(b), b.TempDir()
	mustWrite(b, dir, tree, WriteOptions{})
	for b.Loop() {
		mustWrite(b, dir, tree, WriteOptions{})
	}
}

func BenchmarkCheck(b *testing.B) {
	tree, dir := benchTree(b), b.TempDir()
	mustWrite(b, dir, tree, WriteOptions{})
	for b.Loop() {
		if _, err := Check(dir, tree, WriteOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
