package secrets

import (
	"math"
	"regexp"
	"strings"
	"sync"
)

// placeholders are texts that stand for a secret, as a whole: $NAME, ${NAME},
// $(NAME), $__file{…}, {{ … }}, {name}, <name>, %s, %(name)s, %{name}, ***.
var placeholders = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)^(?:` + strings.Join([]string{
		`\$[A-Z_][A-Z0-9_]*`, `\$[a-z_][a-z_]*`, `\$[0-9]`, `\$\{[^{}:]*(?::[-=?]?)?\}`, `\$\([^()]*\)`, `\$_*[a-z_]+\{[^{}]*\}`, `\$\{\{.*\}\}`,
		`\{\{.*\}\}`, `\{[A-Za-z_.]*\}`, `<[^<>]*>`, `\[[A-Za-z _-]*\]`,
		`%[a-z]`, `%\([^()]*\)s`, `%\{[^{}]*\}`, `%[A-Z_]+%`, `@[A-Z_]+@`,
		`\*+`, `\.+`, `…`, `-+`, `[xX]+`, `(?i:redacted|masked|password|null|nil|none|true|false|yes|no|on|off|required|optional|string)`,
		`supersecretpassword`, // the default of MinIO in Loki's chart, which is public
	}, "|") + `)$`)
})

// Placeholder tells whether a text only stands for a secret.
func Placeholder(s string) bool {
	s = strings.TrimSpace(s)
	return s == "" || placeholders().MatchString(s)
}

// Random tells whether a text looks made up by a machine, and is no digest,
// UUID, name, version, file or address.
func Random(s string) bool {
	const least = 12
	if len(s) < least || harmless(s) {
		return false
	}
	var letters, numbers, others int
	var counts [128]int
	for i := range len(s) {
		b := s[i]
		if b <= ' ' || b >= 127 {
			return false
		}
		counts[b]++
		switch {
		case digitClass.has(b):
			numbers++
		case letterClass.has(b):
			letters++
		default:
			others++
		}
	}
	if letters == 0 || numbers == 0 && others == 0 && !mixed(s) {
		return false
	}
	return entropy(&counts, len(s)) >= 2.75
}

// mixed tells whether letters change their case as no word does.
func mixed(s string) bool {
	changes := 0
	for i := 1; i < len(s); i++ {
		if letterClass.has(s[i]) && letterClass.has(s[i-1]) && (s[i] < 'a') != (s[i-1] < 'a') {
			changes++
		}
	}
	return changes*3 > len(s)
}

// entropy is Shannon's, in bits for each character.
func entropy(counts *[128]int, n int) float64 {
	bits := 0.0
	for _, c := range counts {
		if c > 0 {
			p := float64(c) / float64(n)
			bits -= p * math.Log2(p)
		}
	}
	return bits
}

var harmlessText = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + strings.Join([]string{
		`(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})`, // a UUID
		`(?i:sha[0-9]+[:=-].*)`, `.*@sha256:[0-9a-f]{64}`, // digests
		`v?[0-9]+(?:\.[0-9]+)+(?:[-+][0-9A-Za-z.-]*)?`,                                       // versions
		`[A-Za-z]+[0-9]{0,4}(?:[-_./: ,=@][A-Za-z]*[0-9]{0,4})*`,                             // words
		`[0-9]+(?:[-_./:TZ ][0-9]*)*`,                                                        // numbers, dates, times
		`(?:[a-z0-9_-]+\.)+[a-z]{2,}(?::[0-9]+)?(?:/[A-Za-z0-9._/-]*)?(?::[A-Za-z0-9._-]+)?`, // hosts and images
		`[a-z][a-z0-9+.-]*://.*`,                                                             // addresses, which are judged by their account
		`\.{0,2}(?:/[a-z0-9._-]+)+/?`,                                                        // files
	}, "|") + `)$`)
})

// harmless tells whether a text is of a sort that is no secret.
func harmless(s string) bool { return harmlessText().MatchString(s) }
