package languages

import (
	"regexp"
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// variable is one of Grafana's in a query: $name, ${name}, ${name:format},
// [[name]].
var variable = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z_0-9.]*)(?::[^}]*)?\}|\$([A-Za-z_][A-Za-z_0-9]*)|\[\[([A-Za-z_][A-Za-z_0-9]*)(?::[^\]]*)?\]\]`)

// guesses are what a variable may stand for where it could be anything: a name, a
// number, a duration, an aggregation, a function over a range.
var guesses = []string{"x", "1", "5m", "sum", "rate"}

const (
	maxGuessed = 3       // variables of one query that are guessed
	numberUnit = "smhdw" // what may follow a number that a variable stands for
)

// grafana reads a query with Grafana's variables in it: it is wrong if it is so
// whatever the variables stand for.
func (d dialect) grafana(text string) diag.List {
	q := openQuery(text)
	if len(q.guessed) > maxGuessed {
		return nil // who could tell
	}
	first := q.back(d.fault(q.with(guesses[0])))
	if first == nil || len(q.guessed) == 0 {
		return queryFindings(text, first)
	}
	choice := make([]string, len(q.guessed))
	for n := range power(len(guesses), len(choice)) {
		for i := range choice {
			choice[i], n = guesses[n%len(guesses)], n/len(guesses)
		}
		if d.fault(q.with(choice...)) == nil {
			return nil
		}
	}
	return queryFindings(text, first)
}

func power(base, exponent int) int {
	n := 1
	for range exponent {
		n *= base
	}
	return n
}

// query is one with gaps where variables stand.
type query struct {
	text    string
	gaps    []gap
	guessed []string // names of variables that must be guessed
	ends    []int    // of the gaps in what was last made
}

// gap is a variable in a query; fill is what it stands for, if that is clear.
type gap struct {
	from, to   int
	name, fill string
}

// openQuery finds the variables of a query, and what the places tell of them.
func openQuery(text string) *query {
	q := &query{text: text}
	var scanned place
	known := map[string]bool{}
	for _, m := range variable.FindAllStringSubmatchIndex(text, -1) {
		g := gap{from: m[0], to: m[1]}
		for i := 2; i < len(m); i += 2 {
			if m[i] >= 0 {
				g.name = text[m[i]:m[i+1]]
			}
		}
		scanned.advance(text, g.from)
		g.fill = scanned.fill(text[g.to:])
		if g.fill == "" && !known[g.name] {
			known[g.name] = true
			q.guessed = append(q.guessed, g.name)
		}
		q.gaps = append(q.gaps, g)
	}
	return q
}

// place is where in a query a variable stands.
type place struct {
	at       int
	quote    byte // of the string around, 0 outside of strings
	brackets int  // [ that are open
}

// advance reads on to a byte of the text.
func (p *place) advance(text string, to int) {
	for ; p.at < to; p.at++ {
		c := text[p.at]
		switch {
		case p.quote != 0 && c == '\\' && p.quote != '`':
			p.at++
		case p.quote != 0 && c == p.quote:
			p.quote = 0
		case p.quote != 0:
		case strings.IndexByte("\"'`", c) >= 0:
			p.quote = c
		case c == '[':
			p.brackets++
		case c == ']':
			p.brackets--
		}
	}
}

// fill is what a variable in this place stands for; empty if that is not clear.
// A duration may be written as a variable with its unit behind it.
func (p *place) fill(after string) string {
	switch {
	case p.quote != 0:
		return "x"
	case p.brackets <= 0:
		return ""
	case after != "" && strings.IndexByte(numberUnit, after[0]) >= 0:
		return "5"
	}
	return "5m"
}

// with is the query with variables filled in: all that are guessed alike, or each
// with its own.
func (q *query) with(guess ...string) string {
	var b strings.Builder
	end := 0
	q.ends = q.ends[:0]
	for _, g := range q.gaps {
		fill := g.fill
		for i, name := range q.guessed {
			if fill == "" && name == g.name {
				fill = guess[min(i, len(guess)-1)]
			}
		}
		b.WriteString(q.text[end:g.from])
		b.WriteString(fill)
		q.ends = append(q.ends, b.Len())
		end = g.to
	}
	b.WriteString(q.text[end:])
	return b.String()
}

// back moves a fault from what was last made to the query itself.
func (q *query) back(f *fault) *fault {
	if f != nil {
		f.from, f.to = q.origin(f.from), q.origin(f.to)
	}
	return f
}

// origin is a byte of the query, by its place in what was last made.
func (q *query) origin(at int) int {
	moved := 0
	for i, end := range q.ends {
		if at < end {
			return min(at+moved, q.gaps[i].from)
		}
		moved = q.gaps[i].to - end
	}
	return at + moved
}
