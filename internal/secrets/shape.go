package secrets

import (
	"iter"
	"strings"
)

// shape is what a sort of secret looks like: a mark, and what follows it.
type shape struct {
	kind Kind
	what string
	// marks are texts of which one is in every secret of this shape.
	marks []string
	// of are the characters that follow the mark.
	of class
	// least is how many follow at least.
	least int
	// exactly tells that no more follow.
	exactly bool
	// read is the secret whose mark is text[at:end], where it takes more to tell
	// than to count; empty if there is none.
	read func(text string, at, end int) string
	// back is how far before the mark the secret may begin.
	back int
}

// boundary is the length below which a mark counts at the beginning of a word
// only: a longer one is in no other text.
const boundary = 6

// longest is how much of a text is looked at for one secret, so that many marks
// in a long text cost no more than its length.
const longest = 4096

// secret is the secret of the mark in its text; empty if there is none.
func (c candidate) secret(text string) string {
	s, mark, at := c.shape, c.mark, c.at
	text = text[:min(len(text), at+longest)]
	if len(mark) < boundary && wordClass.has(mark[0]) && s.back == 0 && at > 0 && wordClass.has(text[at-1]) {
		return ""
	}
	if s.read != nil {
		return s.read(text, at, at+len(mark))
	}
	n := s.of.run(text[at+len(mark):])
	if n < s.least || s.exactly && n != s.least {
		return ""
	}
	value := text[at : at+len(mark)+n]
	if plain(value[len(mark):]) {
		return ""
	}
	return value
}

// plain tells that what follows a mark stands for a secret: one character
// over and over, as in dop_v1_xxxxxxxx.
func plain(s string) bool {
	return s != "" && strings.Count(s, s[:1]) == len(s)
}

// class is a set of ASCII characters.
type class [128]bool

func (c *class) has(b byte) bool { return b < 128 && c[b] }

// run is how many characters of the set a text begins with.
func (c *class) run(text string) int {
	for i := range len(text) {
		if !c.has(text[i]) {
			return i
		}
	}
	return len(text)
}

// runBack is how many characters of the set a text ends with, as far as most.
func (c *class) runBack(text string, most int) int {
	n := 0
	for n < most && n < len(text) && c.has(text[len(text)-1-n]) {
		n++
	}
	return n
}

func classOf(sets ...string) class {
	var c class
	for _, set := range sets {
		for i := range len(set) {
			c[set[i]] = true
		}
	}
	return c
}

const (
	digits = "0123456789"
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lower  = "abcdefghijklmnopqrstuvwxyz"
)

// The sets that secrets are made of.
var (
	digitClass  = classOf(digits)
	hexClass    = classOf(digits, "abcdefABCDEF")
	upperClass  = classOf(digits, upper)
	letterClass = classOf(lower, upper)
	alnumClass  = classOf(digits, lower, upper)
	wordClass   = classOf(digits, lower, upper, "_")
	dashClass   = classOf(digits, lower, upper, "_-")
	dotClass    = classOf(digits, lower, upper, "_-.=")
	base64Class = classOf(digits, lower, upper, "+/=")
	pemClass    = classOf(digits, upper, " ")
	pathClass   = classOf(digits, lower, upper, "_-/@.")
	jwtClass    = classOf(digits, lower, upper, "_-=")
	bearerClass = classOf(digits, lower, upper, "_.~+/=-")
	azureClass  = classOf(digits, lower, upper, "_~.-")
)

// index finds marks by their first two bytes.
type index struct {
	pairs [1 << 16 / 64]uint64
	slots [1 << 16]uint8 // of lists, by pair
	lists [][]entry
}

// entry is a mark of a shape.
type entry struct {
	mark string
	*shape
}

// marks is the index of the shapes. It is made once, and never changes.
var marks = indexed(shapes)

func indexed(all []shape) *index {
	x := &index{}
	for i := range all {
		for _, mark := range all[i].marks {
			pair := pairOf(mark[0], mark[1])
			if !x.has(pair) {
				x.pairs[pair>>6] |= 1 << (pair & 63)
				x.slots[pair] = uint8(len(x.lists))
				x.lists = append(x.lists, nil)
			}
			list := &x.lists[x.slots[pair]]
			*list = append(*list, entry{mark, &all[i]})
		}
	}
	return x
}

func (x *index) has(pair uint16) bool { return x.pairs[pair>>6]&(1<<(pair&63)) != 0 }

func pairOf(a, b byte) uint16 { return uint16(a)<<8 | uint16(b) }

// shortest is shorter than every secret: most texts are, too.
const shortest = len("ftp://a:b@c")

// candidate is a mark in a text.
type candidate struct {
	entry
	at int
}

// candidates are the marks in a text, from left to right.
func candidates(text string) iter.Seq[candidate] {
	return func(yield func(candidate) bool) {
		if len(text) < shortest {
			return
		}
		for i := range len(text) - 1 {
			pair := pairOf(text[i], text[i+1])
			if !marks.has(pair) {
				continue
			}
			for _, e := range marks.lists[marks.slots[pair]] {
				if strings.HasPrefix(text[i:], e.mark) && !yield(candidate{e, i}) {
					return
				}
			}
		}
	}
}
