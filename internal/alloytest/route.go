package alloytest

import "strings"

// Route are the components through which the lines of a source go, in their
// order: the source first, the writer last. There must be one way only.
func (c Configuration) Route(source string) []string {
	c.t.Helper()
	route := []string{source}
	for {
		to := c.Find(route[len(route)-1]).Attributes["forward_to"]
		if to == nil {
			return route
		}
		receivers := c.array(to)
		if len(receivers) != 1 || len(route) > len(c.Components) {
			c.t.Fatalf("%s does not lead to one place", route)
		}
		name := strings.TrimSuffix(Path(receivers[0]), ".receiver")
		at := strings.LastIndex(name, ".")
		route = append(route, name[:at]+` "`+name[at+1:]+`"`)
	}
}
