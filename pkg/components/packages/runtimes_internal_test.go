package packages

import "testing"

// TestTerraform: three operations of 111 MiB for each environment fit, up to a
// hub's size.
func TestTerraform(t *testing.T) {
	for environments, want := range map[int]int{0: 2048, 1: 2048, 4: 2048, 5: 2432, 20: 8192, 1000: 8192} {
		request, limit := terraform(environments)
		if limit != want || request*4 != limit {
			t.Errorf("%d environments: request %d MiB, limit %d MiB, want a limit of %d", environments, request, limit, want)
		}
	}
}
