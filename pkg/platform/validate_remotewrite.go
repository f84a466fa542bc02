package platform

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"seamark.dev/seamark/internal/secrets"
	"seamark.dev/seamark/pkg/manifest"
)

// defaultRemoteWriteSecret holds the credentials of places that get metrics.
const defaultRemoteWriteSecret = "remote-write"

// tenantPattern are tenants that Mimir takes: those that mean nothing to anybody
// else.
var tenantPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]{0,149}$`)

var remoteAuths = []string{string(BasicAuth), string(BearerAuth), string(NoAuth)}

// completeRemoteWrite completes the places that get metrics.
func completeRemoteWrite(given []RemoteWrite) []RemoteWrite {
	complete := completeAll(given, RemoteWrite{Auth: BasicAuth})
	for i := range complete {
		if complete[i].Auth != NoAuth {
			fill(&complete[i], RemoteWrite{Secret: defaultRemoteWriteSecret})
		}
	}
	return complete
}

func (c *checker) remoteWrites(at manifest.Path, all []RemoteWrite) {
	urls, auths := map[string]bool{}, map[string]RemoteAuth{}
	for i, r := range all {
		at := at.Item(i)
		c.remoteURL(at.Field("url"), r.URL, urls)
		c.oneOf("config-unknown-auth", at.Field("auth"), string(r.Auth), remoteAuths)
		if r.Auth == NoAuth && r.Secret != "" {
			c.warn(changesNothing, at.Field("secret"), r.Secret, "changes nothing: with auth none there are no credentials", "leave it out")
		} else if r.Auth != NoAuth {
			c.secretOf(at.Field("secret"), r.Secret, defaultRemoteWriteSecret)
		}
		if other, shared := auths[r.Secret]; shared && r.Auth != NoAuth && other != r.Auth {
			c.add("config-shared-secret", at.Field("secret"), r.Secret, fmt.Sprintf("holds credentials for auth %s already", other), fmt.Sprintf("for example %q", r.Secret+"-"+string(r.Auth)))
		}
		if r.Auth != NoAuth {
			auths[r.Secret] = r.Auth
		}
		if r.Tenant != "" && !tenantPattern.MatchString(r.Tenant) {
			c.add("config-invalid-tenant", at.Field("tenant"), r.Tenant, "must be a tenant: at most 150 letters, digits and . _ -", "")
		}
		c.expressions(at.Field("keep"), r.Keep)
		c.expressions(at.Field("drop"), r.Drop)
	}
}

// remoteURL checks an address, which is of one place only.
func (c *checker) remoteURL(at manifest.Path, address string, seen map[string]bool) {
	const example = "for example https://mimir.example.com/api/v1/push"
	if !c.required(at, address, example) {
		return
	}
	u, err := url.Parse(address)
	switch {
	case err == nil && u.User != nil, err == nil && u.RawQuery != "":
		c.add("config-credentials-in-url", at, secrets.Redact(address), "must be without a user, a password or a query: it would be in the repository", "put them into the Secret; SECRETS.md tells how")
	case err != nil || u.Scheme != "https" || !isHost(u.Hostname()) || u.Fragment != "" || !remoteURLPattern.MatchString(address):
		c.add("config-invalid-url", at, address, "must be an address that begins with https://", example)
	case seen[address]:
		c.add("config-invalid-url", at, address, "is given twice: every sample would be sent twice", "keep one")
	}
	seen[address] = true
}

// remoteURLPattern are addresses that mean nothing to a shell, to Markdown or to
// a chart.
var remoteURLPattern = regexp.MustCompile(`^https://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~%/-]*)?$`)

// expressions checks regular expressions for names of metrics.
func (c *checker) expressions(at manifest.Path, all []string) {
	const example = "for example node_.*"
	for i, text := range all {
		_, err := regexp.Compile(text)
		switch {
		case !expressionPattern.MatchString(text):
			c.add("config-invalid-expression", at.Item(i), text, "must be the name of a metric, or a regular expression for some: letters, digits, _ : and . * + ?", example+"; one more is another item")
		case err != nil:
			c.add("config-invalid-expression", at.Item(i), text, "must be a regular expression: "+strings.TrimPrefix(err.Error(), "error parsing regexp: "), example)
		}
	}
}

// expressionPattern is all that is needed for names of metrics.
var expressionPattern = regexp.MustCompile(`^[A-Za-z_:.][A-Za-z0-9_:.*+?]*$`)
