package secrets

import "strings"

func readBearer(text string, _, end int) string {
	n := bearerClass.run(text[end:])
	if value := text[end : end+n]; n >= 16 && !plain(value) {
		return value
	}
	return ""
}

func readBasic(text string, _, end int) string {
	value := text[end : end+base64Class.run(text[end:])]
	account, ok := decoded(value)
	if user, password, pair := strings.Cut(account, ":"); ok && pair && len(user)+len(password) > 2 && !Placeholder(password) {
		return value
	}
	return ""
}

func readCurl(text string, at, end int) string {
	if !strings.Contains(text[max(0, at-longest/8):at], "curl") {
		return ""
	}
	value := strings.TrimLeft(text[end:], `"' `)
	if i := strings.IndexAny(value, "\"' \t\r\n"); i >= 0 {
		value = value[:i]
	}
	if _, password, ok := strings.Cut(value, ":"); ok && password != "" && !Placeholder(password) {
		return value
	}
	return ""
}

// readAccount reads the user and the password of an address. A password may
// hold what belongs written as %2F; a port is none.
func readAccount(text string, _, end int) string {
	rest := text[end:min(len(text), end+longest/8)]
	if i := strings.IndexAny(rest, " \t\r\n\"'<>`"); i >= 0 {
		rest = rest[:i]
	}
	authority := rest
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority = rest[:i]
	}
	at := strings.LastIndex(authority, "@")
	if at < 0 {
		_, port, colon := strings.Cut(authority, ":")
		if !colon || digitClass.run(port) == len(port) {
			return ""
		}
		authority = rest
		if at = strings.Index(rest, "@"); at < 0 {
			return ""
		}
	}
	user, password, both := strings.Cut(authority[:at], ":")
	switch {
	case both && password != "" && !Placeholder(password):
		return authority[:at]
	case !both && Random(user): // a key in the place of the user, as Sentry has it
		return user
	}
	return ""
}

// readDSN reads the account of a data source of MySQL, user:password@tcp(…).
func readDSN(text string, at, _ int) string {
	from := at
	for from > 0 && at-from < 200 && !strings.ContainsRune(" \t\r\n\"'=", rune(text[from-1])) {
		from--
	}
	if _, password, ok := strings.Cut(text[from:at], ":"); ok && password != "" && !Placeholder(password) {
		return text[from:at]
	}
	return ""
}
