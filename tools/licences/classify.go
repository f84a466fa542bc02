package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// unknown is in the table where no licence is recognised. It is not accepted.
const unknown = "unknown"

// The files that say a module's licence: these, and a README where there is none
// of them. Code does not, nor does a table of dependencies, which have rows of
// their own.
var (
	licenceFile = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying)([._-].*)?$`)
	readme      = regexp.MustCompile(`(?i)^readme(\.md)?$`)
	noText      = []string{".go", ".csv"}
)

// licenceOf are the licences that the files of a module's top folder hold,
// joined by AND.
func licenceOf(dir string) (string, error) {
	all, err := licencesIn(dir, licenceFile)
	if err == nil && len(all) == 0 {
		all, err = licencesIn(dir, readme)
	}
	if len(all) == 0 {
		all = []string{unknown}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " AND "), err
}

// brackets part addresses from the brackets of Markdown, in which they are not
// recognised.
var brackets = strings.NewReplacer("](", "] ", ")", " )")

func licencesIn(dir string, files *regexp.Regexp) (all []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() || !files.MatchString(e.Name()) || slices.Contains(noText, filepath.Ext(e.Name())) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		all = append(all, classify(brackets.Replace(string(text)))...)
	}
	return all, nil
}

// named are licences that count when they are named at all outside the licences
// that are recognised (the MPL names the AGPL): a text that licensecheck does not
// know may not hide them.
var named = map[string]*regexp.Regexp{
	"AGPL": regexp.MustCompile(`(?i)\bAGPL\b|GNU\s+Affero\s+General\s+Public\s+Licen[cs]e`),
	"BUSL": regexp.MustCompile(`(?i)\bBUSL\b|Business\s+Source\s+Licen[cs]e`),
	"SSPL": regexp.MustCompile(`(?i)\bSSPL\b|Server\s+Side\s+Public\s+Licen[cs]e`),
}

// classify are the licences of a text, by their SPDX identifiers.
func classify(text string) []string {
	var all []string
	rest, end := "", 0
	for _, m := range licensecheck.Scan([]byte(text)).Match {
		all = append(all, m.ID)
		rest, end = rest+text[end:m.Start], m.End
	}
	rest += text[end:]
	if len(all) == 0 {
		all = []string{unknown}
	}
	for licence, mention := range named {
		if mention.MatchString(rest) {
			all = append(all, licence)
		}
	}
	return all
}
