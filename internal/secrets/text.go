package secrets

import "strings"

// Assigned are the secrets that a text gives to names: settings of INI, TOML,
// YAML or Alloy, arguments, variables, parts of a data source or of an address.
// It knows no language: a name, a sign, a value.
func Assigned(text string) []Found {
	var found []Found
	for i := 0; i < len(text); i++ {
		var value string
		switch b := text[i]; {
		case b == '=' || b == ':':
			name := nameBefore(text[:i])
			if name == "" || Name(name) == Silent {
				continue
			}
			if value = valueAfter(text, i); value == "" || !Held(name, value) {
				continue
			}
		case b == '>' && i+1 < len(text):
			if value = element(text, i); value == "" {
				continue
			}
		case b == '-' && strings.HasPrefix(text[i:], "--") && (i == 0 || !dashClass.has(text[i-1])):
			if value = argument(text[i+2:]); value == "" {
				continue
			}
		default:
			continue
		}
		found = append(found, Found{Literal, "a secret in clear text", value})
		if len(found) == most {
			break
		}
	}
	return found
}

// most is how many secrets one text is told to hold.
const most = 20

// nameBefore is the name that ends a text, but for spaces and a quote.
func nameBefore(text string) string {
	const longest = 80
	end := len(text)
	for end > 0 && (text[end-1] == ' ' || text[end-1] == '\t') {
		end--
	}
	if end > 0 && (text[end-1] == '"' || text[end-1] == '\'') {
		end--
	}
	if end > 0 && text[end-1] == '\\' { // a quote within a quoted text
		end--
	}
	from := end
	for from > 0 && end-from < longest && nameClass.has(text[from-1]) {
		from--
	}
	return text[from:end]
}

var nameClass = classOf(digits, lower, upper, "_-.")

// valueAfter is the value behind a sign at a place in a text; empty if what
// follows is an expression, prose, or nothing.
func valueAfter(text string, at int) string {
	sign := text[at]
	rest := text[at+1 : min(len(text), at+longest)]
	if strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, "~") {
		return ""
	}
	rest = strings.TrimPrefix(rest, ">") // name => value
	trimmed := strings.TrimLeft(rest, " \t")
	escaped := strings.HasPrefix(trimmed, `\"`)
	switch {
	case trimmed == "":
		return ""
	case escaped:
		value, _, _ := strings.Cut(trimmed[2:], `\"`)
		return value
	case strings.IndexByte("\"'`", trimmed[0]) >= 0:
		value, _, closed := strings.Cut(trimmed[1:], trimmed[:1])
		if !closed || strings.Contains(value, "\n") {
			return ""
		}
		return value
	}
	end := strings.IndexAny(trimmed, " \t\r\n;&,\"'`|)]")
	if end < 0 {
		end = len(trimmed)
	}
	value := trimmed[:end]
	if !strings.Contains(value, "{") {
		value = strings.TrimRight(value, "}")
	}
	line, _, _ := strings.Cut(trimmed[end:], "\n")
	line = strings.TrimLeft(line, " \t\r;&,\"'`|)}]")
	switch {
	case len(value) < 4 || strings.ContainsAny(value[:1], `([{\.?<>`):
		return "" // an expression, or a pattern
	case sign == ':' && line != "" && !strings.HasPrefix(line, "#") && !Random(value):
		return "" // prose
	case sign == '=' && expression(value):
		return ""
	}
	return value
}

// expression tells whether what an assignment has on its right is something of a
// language: sys.env("X"), local.file.token.content.
func expression(value string) bool {
	if i := strings.IndexAny(value, "(["); i > 0 {
		return true
	}
	parts := strings.Split(value, ".")
	for _, p := range parts {
		if p == "" || !letterClass.has(p[0]) || wordClass.run(p) != len(p) {
			return false
		}
	}
	return len(parts) > 1
}

// argument is the secret behind an argument, --token secret; the text begins
// with the argument's name.
func argument(text string) string {
	n := dashClass.run(text[:min(len(text), longest/8)])
	if n == 0 || n >= len(text) || text[n] != ' ' || Name(text[:n]) != Strong {
		return ""
	}
	value := strings.TrimLeft(text[n:min(len(text), n+longest/8)], ` "'`)
	if i := strings.IndexAny(value, " \t\r\n\"'"); i >= 0 {
		value = value[:i]
	}
	if strings.HasPrefix(value, "-") || !Held(text[:n], value) || len(value) < 6 || Words(value) {
		return ""
	}
	return value
}

// element is the secret in an element of XML, whose start tag ends at a place.
func element(text string, at int) string {
	name := nameBefore(text[:at])
	value, _, closed := strings.Cut(text[at+1:min(len(text), at+longest)], "</"+name+">")
	if name == "" || !closed || !strings.HasSuffix(text[:at-len(name)], "<") || !Held(name, value) {
		return ""
	}
	return value
}
