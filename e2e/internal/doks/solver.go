package doks

import (
	"slices"
	"strings"

	acmev1 "github.com/cert-manager/cert-manager/pkg/apis/acme/v1"
)

// solverFor is the solver for a name: the one with the longest zone that the
// name is in, else one without a selector, else nil.
func solverFor(solvers []acmev1.ACMEChallengeSolver, name string) *acmev1.ACMEChallengeSolver {
	var best *acmev1.ACMEChallengeSolver
	length := -1
	for i, solver := range solvers {
		if fit := fitness(solver.Selector, name); fit > length {
			best, length = &solvers[i], fit
		}
	}
	return best
}

// fitness is the length of what in the selector names the name, 0 for no
// selector, and -1 for a selector that does not.
func fitness(selector *acmev1.CertificateDNSNameSelector, name string) int {
	if selector == nil || len(selector.DNSNames)+len(selector.DNSZones) == 0 {
		return 0
	}
	if slices.Contains(selector.DNSNames, name) {
		return len(name) + 1
	}
	longest := -1
	for _, zone := range selector.DNSZones {
		if name == zone || strings.HasSuffix(name, "."+zone) {
			longest = max(longest, len(zone))
		}
	}
	return longest
}
