package secrets

import "strings"

// Mask is a text with every secret in it redacted that is known by its shape,
// every account in front of an @, and the path of every webhook.
func Mask(text string) string {
	text = replaced(text, func(yield func(from, to int)) {
		end := 0
		for c := range candidates(text) {
			if c.at < end {
				continue
			}
			start := max(c.at-c.back, 0)
			if value := c.secret(text); value != "" {
				from := start + strings.Index(text[start:], value)
				end = from + len(value)
				yield(from, end)
			}
		}
	})
	text = replaced(text, func(yield func(from, to int)) { accounts(text, yield) })
	return replaced(text, func(yield func(from, to int)) { hooks(text, yield) })
}

// replaced is a text with ranges redacted, which come from left to right; one
// within another is left out.
func replaced(text string, ranges func(yield func(from, to int))) string {
	var b strings.Builder
	end := 0
	ranges(func(from, to int) {
		if from < end || to <= from {
			return
		}
		b.WriteString(text[end:from] + Redact(text[from:to]))
		end = to
	})
	if end == 0 {
		return text
	}
	return b.String() + text[end:]
}

// accounts are the ranges of user:password in front of an @ that is no digest's.
func accounts(text string, yield func(from, to int)) {
	for i := range len(text) {
		if text[i] != '@' || strings.HasPrefix(text[i:], "@sha") {
			continue
		}
		from := i
		for from > 0 && i-from < longest/8 && strings.IndexByte(" \t\r\n\"'/=(", text[from-1]) < 0 {
			from--
		}
		if strings.Contains(text[from:i], ":") {
			yield(from, i)
		}
	}
}

// hooks are the ranges of paths of webhooks: whoever knows one can post.
func hooks(text string, yield func(from, to int)) {
	for from := 0; ; {
		i := strings.Index(text[from:], "://")
		if i < 0 {
			return
		}
		from += i + len("://")
		end := from
		for end < len(text) && strings.IndexByte(" \t\r\n\"'<>`", text[end]) < 0 {
			end++
		}
		address := text[from:end]
		slash := strings.IndexByte(address, '/')
		if slash > 0 && (strings.Contains(address, "hook") || strings.Contains(address[slash:], "/services/")) {
			yield(from+slash+1, end)
		}
		from = end
	}
}

// Suspicious tells whether a text that stands in the wrong place may be a
// secret, so that it is better not shown.
func Suspicious(text string) bool {
	const least = 20
	return len(text) >= least && Random(text) || Mask(text) != text
}
