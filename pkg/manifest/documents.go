package manifest

import "strings"

// Documents are the documents of a stream of YAML: what stands between the lines
// that begin with ---, and what is behind the dashes in such a line.
func Documents(stream string) []string {
	var all []string
	var document strings.Builder
	for line := range strings.Lines(stream) {
		if rest, begins := strings.CutPrefix(line, "---"); begins && (rest == "" || strings.ContainsRune(" \t\r\n", rune(rest[0]))) {
			all = append(all, document.String())
			document.Reset()
			line = rest
		}
		document.WriteString(line)
	}
	return append(all, document.String())
}
