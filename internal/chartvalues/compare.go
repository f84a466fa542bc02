package chartvalues

import (
	"fmt"
	"slices"
	"strings"
)

// comparison walks our values along the chart's.
type comparison struct {
	open  []string
	used  map[string]bool
	found []string
}

func unknown(defaults, ours map[string]any, open []string) []string {
	c := &comparison{open: open, used: map[string]bool{}}
	c.walk(nil, defaults, ours)
	for _, pattern := range open {
		if !c.used[pattern] {
			c.found = append(c.found, "open pattern matches no value: "+pattern)
		}
	}
	slices.Sort(c.found)
	return c.found
}

func (c *comparison) walk(at []string, defaults, ours map[string]any) {
	for key, value := range ours {
		path := append(slices.Clone(at), key)
		if c.isOpen(path) {
			continue
		}
		known, ok := defaults[key]
		if !ok {
			c.report(path, "no such key in the chart")
			continue
		}
		c.value(path, known, value)
	}
}

func (c *comparison) value(path []string, known, value any) {
	below, ourMap := value.(map[string]any)
	defaults, chartMap := known.(map[string]any)
	switch {
	case ourMap && (chartMap || known == nil):
		c.walk(path, defaults, below)
	case ourMap:
		c.report(path, fmt.Sprintf("a map where the chart has %T", known))
	case chartMap && value != nil:
		c.report(path, fmt.Sprintf("%T where the chart has a map", value))
	}
}

func (c *comparison) report(path []string, problem string) {
	c.found = append(c.found, strings.Join(path, ".")+": "+problem)
}

// isOpen tells whether a pattern matches the path, and notes all that do.
func (c *comparison) isOpen(path []string) bool {
	open := false
	for _, pattern := range c.open {
		if matches(strings.Split(pattern, "."), path) {
			c.used[pattern], open = true, true
		}
	}
	return open
}

func matches(pattern, path []string) bool {
	if pattern[0] == "**" {
		pattern = pattern[1:]
		path = path[max(0, len(path)-len(pattern)):]
	}
	return slices.EqualFunc(pattern, path, func(p, k string) bool { return p == "*" || p == k })
}
