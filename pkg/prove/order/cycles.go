package order

import (
	"fmt"
	"slices"
	"strings"
)

// cycles finds the circles in a graph, each once, as a path that ends where it
// begins. Edges to what does not exist are left out.
func cycles[K comparable](nodes []K, edges func(K) []K, exists func(K) bool) [][]K {
	const underway, done = 1, 2
	state := make(map[K]int, len(nodes))
	var found [][]K
	var path []K
	var visit func(K)
	visit = func(n K) {
		switch {
		case !exists(n), state[n] == done:
			return
		case state[n] == underway:
			circle := slices.Clone(path[slices.Index(path, n):])
			found = append(found, append(circle, n))
			return
		}
		state[n] = underway
		path = append(path, n)
		for _, next := range edges(n) {
			visit(next)
		}
		path = path[:len(path)-1]
		state[n] = done
	}
	for _, n := range nodes {
		visit(n)
	}
	return found
}

// route is a path in a sentence: a → b → a.
func route[K any](path []K) string {
	names := make([]string, len(path))
	for i, n := range path {
		names[i] = fmt.Sprint(n)
	}
	return strings.Join(names, " → ")
}
