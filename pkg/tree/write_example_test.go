package tree_test

import (
	"fmt"
	"os"

	"seamark.dev/seamark/pkg/tree"
)

// A tree is built in memory and then written in one go. The second run finds
// everything as it should be.
func ExampleWrite() {
	dir, err := os.MkdirTemp("", "tree")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()

	var repo tree.Tree
	for _, f := range []tree.File{
		{Path: "README.md", Data: []byte("# Rendered\n"), Yields: true},
		{Path: "clusters/hub/kustomization.yaml", Data: []byte("kind: Kustomization\n")},
	} {
		if err := repo.Add(f); err != nil {
			fmt.Println(err)
			return
		}
	}
	for range 2 {
		plan, err := tree.Write(dir, &repo, tree.WriteOptions{})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("added", plan.Added, "unchanged", plan.Unchanged, "drift", plan.Drift())
	}
	// Output:
	// added [README.md clusters/hub/kustomization.yaml] unchanged 0 drift true
	// added [] unchanged 2 drift false
}
