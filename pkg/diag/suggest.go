package diag

import (
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// DidYouMean is the remedy that names the known word nearest to the one
// written: `did you mean "region"?`. Words equally near are all named, up to
// three. It is empty when none is near.
func DidYouMean(written string, known []string) string {
	var best []string
	nearest := 3 // a word three edits away is a guess, not a typo
	for _, word := range slices.Compact(slices.Sorted(slices.Values(known))) {
		d := levenshtein.Distance(written, word, nil)
		switch {
		case d >= len(word): // nothing of the word is left
		case d < nearest:
			best, nearest = []string{word}, d
		case d == nearest && len(best) > 0:
			best = append(best, word)
		}
	}
	if len(best) == 0 || len(best) > 3 {
		return ""
	}
	return `did you mean "` + strings.Join(best, `" or "`) + `"?`
}
