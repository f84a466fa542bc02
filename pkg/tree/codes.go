package tree

import "seamark.dev/seamark/pkg/diag"

// Codes document what writing the tree finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "ledger-corrupt", Meaning: "The ledger, which lists the files of the tree, cannot be read."},
		{Code: "tree-foreign", Meaning: "Somebody else's file stands where one of the tree belongs."},
	}
}
