package secrets

import "strings"

// Written are all secrets in a text that a user wrote: by their shape, by the
// names they are given to, and what is in base64 of either.
func Written(text string) []Found { return written(text, 0) }

// layers is how often a secret may be wrapped in base64.
const layers = 3

func written(text string, depth int) []Found {
	found := append(In(text), Assigned(text)...)
	if depth < layers {
		found = append(found, encoded(text, depth)...)
	}
	return found
}

// encoded are the secrets in what a text holds in base64.
func encoded(text string, depth int) []Found {
	const least = 16
	if whole := strings.TrimSpace(text); strings.Contains(whole, "\n") && wrapped(whole) {
		text = strings.Join(strings.Fields(whole), "")
	}
	var found []Found
	for i := 0; i < len(text); i++ {
		n := alphabet.run(text[i:])
		if n < least {
			i += n
			continue
		}
		run := text[i : i+n]
		i += n
		for _, part := range []string{run, strings.TrimLeft(run[strings.IndexByte(run, '=')+1:], "=")} {
			clear, ok := decoded(part)
			if !ok || len(part) < least {
				continue
			}
			if hidden := written(clear, depth+1); len(hidden) > 0 {
				found = append(found, Found{hidden[0].Kind, hidden[0].What + ", in base64", part})
				break
			}
		}
		if len(found) >= most {
			break
		}
	}
	return found
}

// alphabet is that of base64, of both sorts.
var alphabet = classOf(digits, lower, upper, "+/=_-")

// wrapped tells whether a text is base64 in lines.
func wrapped(text string) bool {
	for i := range len(text) {
		if b := text[i]; !alphabet.has(b) && b != '\n' && b != '\r' && b != ' ' {
			return false
		}
	}
	return true
}
