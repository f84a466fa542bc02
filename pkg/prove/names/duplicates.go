package names

import (
	"fmt"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// duplicates are objects with the same identity in one cluster: the engine
// would apply one over the other, for ever.
func (c *checker) duplicates() diag.List {
	var findings diag.List
	for id, t := range c.Things {
		for _, at := range t.Applied {
			if by := madeBy(t, at); by != "" {
				findings.Add(c.Finding(at, diag.Finding{
					Code: "names-duplicate-object", Value: id.Ref.Name,
					Message: fmt.Sprintf("%s on %s is also made by what %s brings", id.Ref, inventory.ClusterName(id.Cluster), by),
					Remedy:  "give it another name, or leave it out",
				}))
			}
		}
		for i := 1; i < len(t.Applied); i++ {
			first := c.Subject(t.Applied[0])
			findings.Add(c.Finding(t.Applied[i], diag.Finding{
				Code: "names-duplicate-object", Value: id.Ref.Name,
				Message: fmt.Sprintf("%s on %s is also made by %s", id.Ref, inventory.ClusterName(id.Cluster), first.File),
				Remedy:  "rename one, or leave one out",
			}))
		}
	}
	return findings.Sorted() // the map has no order
}

// madeBy is the component of whose chart, or controller, an object is as well as of
// a place in values; empty if there is none.
func madeBy(t *inventory.Thing, at inventory.Place) string {
	if at.Release == nil || len(t.Declared) == 0 {
		return "" // what one component applies, another may declare
	}
	return t.Declared[0].Name
}
