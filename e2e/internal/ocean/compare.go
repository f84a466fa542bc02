package ocean

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
)

// equal compares two values of JSON; 3 and 3.0 are the same.
func equal(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// older says whether version a comes before b, number by number. Without one
// of them it does not.
func older(a, b string) bool {
	x, y := numbers(a), numbers(b)
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return false
}

func numbers(version string) []int {
	var ns []int
	for _, field := range strings.FieldsFunc(version, func(r rune) bool { return !unicode.IsDigit(r) }) {
		n, err := strconv.Atoi(field)
		if err == nil {
			ns = append(ns, n)
		}
	}
	return ns
}
