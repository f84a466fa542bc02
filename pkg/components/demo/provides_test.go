package demo

import (
	"slices"
	"testing"

	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// TestNeeds: the keys that the chart reads are keys that a database delivers.
func TestNeeds(t *testing.T) {
	delivered := []string{
		manageddatabase.KeyHost, manageddatabase.KeyPort, manageddatabase.KeyUser, manageddatabase.KeyDatabase,
		manageddatabase.KeySSLMode, manageddatabase.KeyPostgresPassword, manageddatabase.KeyConnectionString,
	}
	var needed []string
	for _, n := range needs("blue") {
		needed = append(needed, n.Key)
	}
	slices.Sort(delivered)
	slices.Sort(needed)
	if !slices.Equal(delivered, needed) {
		t.Errorf("the chart reads %v, of what is delivered it should read %v", needed, delivered)
	}
}
