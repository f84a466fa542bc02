package leaks

import (
	"regexp"
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// pattern is the shape of a secret.
type pattern struct {
	code    diag.Code
	message string
	// marks are texts of which one is in every secret of this shape. Looking
	// for them costs next to nothing, an expression does.
	marks []string
	// shape matches the secret from a mark on; group 1, if there is one, is
	// the secret itself.
	shape *regexp.Regexp
}

const (
	codeToken diag.Code = "secret-token"
	codeURL   diag.Code = "secret-url"
	codeKey   diag.Code = "secret-private-key"
)

// patterns are compiled once: they never change.
var patterns = []pattern{
	{codeToken, "this looks like a token of DigitalOcean", []string{"dop_v1_", "doo_v1_", "dor_v1_"},
		regexp.MustCompile(`^do[opr]_v1_[0-9a-f]{64}`)},
	{codeToken, "this looks like a Spaces access key", []string{"DO00", "DO80"},
		regexp.MustCompile(`^DO[08]0[0-9A-Z]{16}(?:[^0-9A-Za-z]|$)`)},
	{codeToken, "this looks like an access key of AWS", []string{"AKIA", "ASIA"},
		regexp.MustCompile(`^A[KS]IA[0-9A-Z]{16}(?:[^0-9A-Za-z]|$)`)},
	{codeToken, "this looks like a token of GitHub", []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"},
		regexp.MustCompile(`^(?:gh[oprsu]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{22})`)},
	{codeToken, "this looks like a token of GitLab", []string{"glpat-"}, regexp.MustCompile(`^glpat-[0-9A-Za-z_-]{20}`)},
	{codeToken, "this looks like a token of Slack", []string{"xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "xapp-"},
		regexp.MustCompile(`^(?:xox[abprs]|xapp)-[0-9A-Za-z-]{10,}`)},
	{codeToken, "this looks like a webhook of Slack, which anybody can post with", []string{"hooks.slack.com/services/"},
		regexp.MustCompile(`^hooks\.slack\.com/services/(T[0-9A-Z]+/B[0-9A-Z]+/[0-9A-Za-z]{16,})`)},
	{codeToken, "this looks like a token of Grafana", []string{"glsa_", "glc_"}, regexp.MustCompile(`^gl(?:sa|c)_[0-9A-Za-z_=]{32,}`)},
	{codeToken, "this looks like a JSON Web Token", []string{"eyJ"},
		regexp.MustCompile(`^eyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}`)},
	{codeToken, "this is an Authorization header with its token", []string{"Bearer ", "bearer "},
		regexp.MustCompile(`^[Bb]earer ([0-9A-Za-z_.~+/=-]{16,})`)},
	{codeURL, "the address holds a user and a password", []string{"://"},
		regexp.MustCompile(`^://([^\s/?#@:"'<>]*:[^\s/?#@"'<>]+)@`)},
	{codeKey, "this is a private key", []string{"-----BEGIN "}, regexp.MustCompile(`^-----BEGIN (?:[0-9A-Z]+ )*PRIVATE KEY-----`)},
}

// hasLeak tells whether a text may hold a secret: whether a mark is in it.
func hasLeak(s string) bool {
	const shortest = len("ftp://a:b@c") // of all shapes, and longer than most texts
	if len(s) < shortest {
		return false
	}
	for i := range patterns {
		if patterns[i].marked(s) {
			return true
		}
	}
	return false
}

func (p *pattern) marked(s string) bool {
	for _, mark := range p.marks {
		if strings.Contains(s, mark) {
			return true
		}
	}
	return false
}

// find is the first secret of this shape in a text; empty if there is none.
func (p *pattern) find(s string) string {
	for _, mark := range p.marks {
		for rest := s; ; {
			i := strings.Index(rest, mark)
			if i < 0 {
				break
			}
			rest = rest[i:]
			if m := p.shape.FindStringSubmatch(rest); m != nil {
				found := m[len(m)-1]
				if p.code != codeURL || !placeholder(found) {
					return found
				}
			}
			rest = rest[len(mark):]
		}
	}
	return ""
}

// placeholder tells whether the password of user:password only stands for one:
// $(PASSWORD), ${PASSWORD}, {{ .password }}, %s, <password>.
func placeholder(userinfo string) bool {
	_, password, _ := strings.Cut(userinfo, ":")
	return strings.ContainsAny(password, "${}%<>*") || strings.EqualFold(password, "password")
}
