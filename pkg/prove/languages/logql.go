package languages

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// readLogQL reads LogQL by its tokens: strings and brackets, selectors, stages,
// filters, functions and ranges. Loki's own parser is under the AGPL, and
// Grafana's grammar is for Node: e2e/logql has it, for what we write, and holds
// this against it.
func readLogQL(text string) diag.List {
	if found := logQL().scan(text); found != nil {
		return found
	}
	q := logQuery{text: text, tokens: logTokens(text)}
	q.read()
	return queryFindings(text, q.fault)
}

// logToken is a word, a string, a number, a variable of Grafana's or an operator.
type logToken struct {
	kind     byte // w, s, n, $, or that of an operator: o
	text     string
	from, to int
}

var logPattern = regexp.MustCompile("(?s)^(?:" +
	`(?P<space>\s+|#[^\n]*)` +
	`|(?P<variable>\$\{[^}]*\}|\$[A-Za-z_]\w*|\[\[\w+\]\])` +
	`|(?P<word>[A-Za-z_]\w*)` +
	"|(?P<string>\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|`[^`]*`)" +
	`|(?P<number>\.?[0-9][\w.]*)` +
	`|(?P<operator>\|=|\|~|\|>|!=|!~|!>|=~|==|>=|<=|.))`)

func logTokens(text string) []logToken {
	var tokens []logToken
	for at := 0; at < len(text); {
		m := logPattern.FindStringSubmatchIndex(text[at:])
		if m == nil {
			return tokens
		}
		for i, kind := range " $wsno" {
			if m[2*i+2] >= 0 && kind != ' ' {
				tokens = append(tokens, logToken{byte(kind), text[at : at+m[1]], at, at + m[1]})
			}
		}
		at += m[1]
	}
	return tokens
}

// logQuery reads the tokens of a query up to the first fault.
type logQuery struct {
	text    string
	tokens  []logToken
	at      int
	calls   []logCall // that are open
	streams int       // selectors so far
	fault   *fault
}

// logCall is a function whose brackets are open, or only brackets.
type logCall struct {
	name              logToken
	ranged, unwrapped bool
}

func (q *logQuery) wrong(t logToken, message, remedy string) {
	if q.fault == nil {
		q.fault = &fault{from: t.from, to: t.to, message: message, remedy: remedy}
	}
}

// peek is a token from here on; the zero token behind the end.
func (q *logQuery) peek(n int) logToken {
	if i := q.at + n; i >= 0 && i < len(q.tokens) {
		return q.tokens[q.at+n]
	}
	return logToken{from: len(q.text), to: len(q.text)}
}

func (q *logQuery) read() {
	for q.fault == nil && q.at < len(q.tokens) {
		t := q.peek(0)
		q.at++
		switch {
		case t.text == "{":
			q.selector(t)
		case t.text == "[":
			q.ranged(t)
		case t.text == "|":
			q.stage()
		case t.kind == 'o' && (t.text == "|~" || t.text == "!~" || t.text == "|=" || t.text == "!=" || t.text == "|>" || t.text == "!>"):
			q.filter(t)
		case t.text == "(":
			q.calls = append(q.calls, logCall{})
		case t.text == ")":
			q.closed(t)
		case t.kind == 'w' && q.peek(0).text == "(" && !slices.Contains(logWords, t.text):
			q.call(t)
		}
	}
	if first := q.peek(-q.at); q.fault == nil && q.streams == 0 && first.kind != '$' && !strings.Contains(q.text, "vector") && first.kind != 'n' {
		q.wrong(first, "a log query selects streams first, such as {app=\"x\"}", "")
	}
}

// selector reads matchers: at least one of them wants something.
func (q *logQuery) selector(open logToken) {
	q.streams++
	selects := false
	for q.fault == nil {
		name, sign, value := q.peek(0), q.peek(1), q.peek(2)
		switch {
		case name.text == "}":
			q.at++
			if !selects {
				q.wrong(open, "a selector needs a matcher that an empty value does not match", "")
			}
			return
		case name.kind == '$' || name.text == ",":
			selects = selects || name.kind == '$'
			q.at++
			continue
		case name.kind != 'w':
			q.wrong(name, "a label was expected", "")
		case !slices.Contains([]string{"=", "!=", "=~", "!~"}, sign.text):
			q.wrong(sign, "=, !=, =~ or !~ was expected", "")
		case value.kind != 's' && value.kind != '$':
			q.wrong(value, "a value in quotes was expected", "")
		default:
			selects = q.matcher(sign, value) || selects
		}
		q.at += 3
	}
}

// matcher reads one, and tells whether it does not match an empty value.
func (q *logQuery) matcher(sign, value logToken) bool {
	text, known := unquoted(value)
	if !known {
		return true
	}
	empty := text == ""
	if strings.HasSuffix(sign.text, "~") {
		pattern := q.regexp(value, "^(?:"+text+")$")
		if pattern == nil {
			return true
		}
		empty = pattern.MatchString("")
	}
	return empty == (sign.text[0] == '!')
}

// regexp compiles a text, if it is known.
func (q *logQuery) regexp(at logToken, text string) *regexp.Regexp {
	pattern, err := regexp.Compile(text)
	if err != nil {
		q.wrong(at, "the regular expression does not compile: "+strings.TrimPrefix(err.Error(), "error parsing regexp: "), "")
	}
	return pattern
}

// unquoted is the text of a string, unless a variable of Grafana's is in it.
func unquoted(t logToken) (string, bool) {
	if t.kind != 's' || variable.MatchString(t.text) {
		return "", false
	}
	if t.text[0] == '\'' {
		return t.text[1 : len(t.text)-1], true
	}
	text, err := strconv.Unquote(t.text)
	return text, err == nil
}
