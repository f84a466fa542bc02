package platform

import (
	"slices"
	"testing"
)

// TestNearest: far from all that is known, a size is compared by its numbers.
func TestNearest(t *testing.T) {
	cases := map[string]string{
		"m-64vcpu-512gb":     "m-48vcpu-384gb-intel",
		"so1_5-96vcpu-768gb": "so1_5-48vcpu-384gb-intel",
		"s-64vcpu-256gb":     "s-8vcpu-32gb-amd",
		"c-500":              "c-60",
		"gpu-b300x8-2304gb":  "gpu-mi300x8-1536gb",
		"x2-12vcpu-60gb":     "g-16vcpu-64gb",
		"entirely-else":      "c-16",
	}
	for size, want := range cases {
		if got := nearest(size, dropletSizes); got != want {
			t.Errorf("nearest to %s is %s, want %s", size, got, want)
		}
	}
	for _, size := range slices.Concat(dropletSizes, databaseSizes) {
		if got := nearest(size, []string{"c-2", size, "s-1vcpu-2gb"}); got != size {
			t.Errorf("nearest to %s is %s", size, got)
		}
	}
}
