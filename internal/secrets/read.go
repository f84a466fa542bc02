package secrets

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// reader is the secret whose mark is text[at:end]; empty if there is none.
type reader = func(text string, at, end int) string

// readSections reads sections of at least these lengths behind the mark.
func readSections(of class, separator string, lengths ...int) reader {
	return func(text string, at, end int) string {
		for i, least := range lengths {
			if i > 0 {
				if !strings.HasPrefix(text[end:], separator) {
					return ""
				}
				end += len(separator)
			}
			n := of.run(text[end:])
			if n < least {
				return ""
			}
			end += n
		}
		return text[at:end]
	}
}

// readWebhook reads the path of an address that is a secret as a whole.
func readWebhook(least int) reader {
	return func(text string, _, end int) string {
		value := text[end : end+pathClass.run(text[end:])]
		if len(value) < least || !strings.ContainsAny(value, digits) && plain(value[strings.LastIndex(value, "/")+1:]) {
			return ""
		}
		return value
	}
}

func readAzure(text string, at, end int) string {
	of := &azureClass
	if at < 4 || !digitClass.has(text[at-1]) || of.runBack(text[:at], 5) != 4 {
		return ""
	}
	if n := of.run(text[end:]); n >= 31 && n <= 36 {
		return text[at-4 : end+n]
	}
	return ""
}

func readTelegram(text string, at, end int) string {
	n := digitClass.runBack(text[:at], 12)
	if after := dashClass.run(text[end:]); n >= 8 && after >= 32 && after <= 34 {
		return text[at-n : end+after]
	}
	return ""
}

func readMailchimp(text string, at, end int) string {
	if hexClass.runBack(text[:at], 33) != 32 {
		return ""
	}
	if n := digitClass.run(text[end:]); n == 1 || n == 2 {
		return text[at-32 : end+n]
	}
	return ""
}

func readNewRelic(text string, at, end int) string {
	if hexClass.runBack(text[:at], 37) != 36 || end < len(text) && wordClass.has(text[end]) {
		return ""
	}
	return text[at-36 : end]
}

func readMaxMind(text string, at, end int) string {
	n := wordClass.runBack(text[:at], 37)
	if n != 36 || text[at-n+6] != '_' {
		return ""
	}
	return text[at-n : end]
}

func readJWT(text string, at, end int) string {
	of := &jwtClass
	head := of.run(text[end:])
	rest, ok := strings.CutPrefix(text[end+head:], ".eyJ")
	if !ok || head < 8 {
		return ""
	}
	claims := of.run(rest)
	signature, ok := strings.CutPrefix(rest[claims:], ".")
	if n := of.run(signature); ok && claims >= 8 && n >= 8 {
		return text[at : len(text)-len(signature)+n]
	}
	return ""
}

func readPEM(text string, at, end int) string {
	n := pemClass.run(text[end:])
	head := text[end : end+n]
	if !strings.HasSuffix(head, "PRIVATE KEY") && !strings.HasSuffix(head, "PRIVATE KEY BLOCK") || !strings.HasPrefix(text[end+n:], "-----") {
		return ""
	}
	return upTo(text[at:], "-----END ")
}

func readPuTTY(text string, at, _ int) string { return upTo(text[at:], "Private-MAC") }

// upTo is a text up to what ends it; the whole if nothing does.
func upTo(text, end string) string {
	before, _, _ := strings.Cut(text, end)
	return before
}

// urlSafe makes the one alphabet of base64 the other.
var urlSafe = strings.NewReplacer("-", "+", "_", "/", "\n", "", "\r", "")

// decoded is what a text in base64, of either alphabet, stands for, if that is a
// text again.
func decoded(s string) (string, bool) {
	s = strings.TrimRight(urlSafe.Replace(s), "=")
	data, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil || len(data) == 0 || !utf8.Valid(data) {
		return "", false
	}
	for _, b := range data {
		if b < ' ' && b != '\n' && b != '\t' && b != '\r' {
			return "", false
		}
	}
	return string(data), true
}
