package manifest

import "strings"

// indicated tells whether a one-line text, written plain, would be taken for
// structure: a comment, a key, a list, an anchor, a quoted text …
func indicated(s string) bool {
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' || s[len(s)-1] == ':' {
		return true
	}
	// A dash is harmless before a letter: people write `- --flag=x`.
	if s[0] == '-' && (len(s) == 1 || s[1] == ' ') || documentMarker(s) {
		return true
	}
	return strings.IndexByte("?:,[]{}#&*!|>'\"%@`", s[0]) >= 0 ||
		strings.Contains(s, ": ") || strings.Contains(s, " #")
}

func documentMarker(s string) bool {
	return (strings.HasPrefix(s, "---") || strings.HasPrefix(s, "...")) && (len(s) == 3 || s[3] == ' ')
}

// misread tells whether some reader, of YAML 1.1 or 1.2, takes a plain text for
// something else than a string. Where readers differ the answer is yes.
func misread(s string) bool {
	switch c := s[0]; {
	case c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.':
		return isDate(s) || isNumber(s)
	case len(s) > len("false"):
		return false
	}
	switch strings.ToLower(s) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", // booleans, most of them in 1.1
		"null", "~", "<<", "=": // nothing, merge, default value
		return true
	}
	return false
}

// isDate finds 2026-01-31, alone or before a time of day.
func isDate(s string) bool {
	year, rest := digits(s)
	rest, hasMonth := strings.CutPrefix(rest, "-")
	month, rest := digits(rest)
	rest, hasDay := strings.CutPrefix(rest, "-")
	day, rest := digits(rest)
	return year == 4 && hasMonth && month > 0 && hasDay && day > 0 &&
		(rest == "" || strings.IndexByte("Tt ", rest[0]) >= 0)
}

// isNumber finds whole numbers in any base, numbers in base 60 (12:30:45),
// decimals with or without exponent, infinities and NaN, all with an optional
// sign and with underscores between digits, which YAML 1.1 passes over.
func isNumber(s string) bool {
	if s[0] == '+' || s[0] == '-' {
		s = s[1:]
	}
	s = strings.ReplaceAll(s, "_", "")
	switch strings.ToLower(s) {
	case "":
		return false
	case ".inf", ".nan":
		return true
	}
	if len(s) > 1 && s[0] == '0' && strings.IndexByte("xXoObB", s[1]) >= 0 {
		return strings.Trim(s[2:], "0123456789abcdefABCDEF") == ""
	}
	return isDecimal(s) || isBase60(s)
}

func isDecimal(s string) bool {
	whole, rest := digits(s)
	fraction := 0
	if strings.HasPrefix(rest, ".") {
		fraction, rest = digits(rest[1:])
	}
	if whole+fraction == 0 {
		return false
	}
	if rest == "" {
		return true
	}
	if rest[0] != 'e' && rest[0] != 'E' {
		return false
	}
	rest = rest[1:]
	if rest != "" && (rest[0] == '+' || rest[0] == '-') {
		rest = rest[1:]
	}
	_, rest = digits(rest)
	return rest == ""
}

func isBase60(s string) bool {
	whole, fraction, _ := strings.Cut(s, ".")
	return s[0] != ':' && strings.Contains(whole, ":") &&
		strings.Trim(whole, "0123456789:") == "" && strings.Trim(fraction, "0123456789") == ""
}

// digits counts the digits a text begins with and is what follows them.
func digits(s string) (int, string) {
	rest := strings.TrimLeft(s, "0123456789")
	return len(s) - len(rest), rest
}
