package platform

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// mirrorSchemes are the schemes that a mirror may have, by that of what it
// stands in for. Packages have none.
var mirrorSchemes = map[string][]string{
	"oci":   {"oci"},
	"https": {"https", "http"},
	"":      {""},
}

// mirrors checks each mirror and what they must not share. Whether anything is
// published below a prefix is judged later, when all charts are known.
func (c *checker) mirrors(at manifest.Path, mirrors []Mirror) {
	first := map[string]manifest.Path{}
	hosts := map[string]string{}
	for i, m := range mirrors {
		entry := at.Item(i)
		from := c.mirrorAddress(entry.Field("from"), m.From, []string{"oci", "https", ""}, "for example oci://ghcr.io")
		if owner, taken := first[m.From]; taken && from {
			c.add("config-duplicate-mirror", entry.Field("from"), m.From, "is mirrored already by "+owner.String(), "keep one")
		} else {
			first[m.From] = entry
		}
		if !c.mirrorAddress(entry.Field("to"), m.To, []string{"oci", "https", "http", ""}, "for example oci://registry.example.com/ghcr.io") {
			continue
		}
		if from {
			c.mirrorScheme(entry.Field("to"), m)
		}
		c.mirrorTransport(entry, m)
		if m.Secret != "" && c.label(entry.Field("secret"), m.Secret) {
			if other, taken := hosts[m.Secret]; taken && other != m.Host() {
				c.add("config-shared-secret", entry.Field("secret"), m.Secret, "holds the account at "+other+" already", fmt.Sprintf("for example %q", m.Secret+"-"+strconv.Itoa(i+1)))
			} else {
				hosts[m.Secret] = m.Host()
			}
		}
	}
}

var (
	registryPath   = regexp.MustCompile(`^(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$`)
	repositoryPath = regexp.MustCompile(`^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$`)
)

// mirrorAddress checks the beginning of addresses and tells whether it is one.
func (c *checker) mirrorAddress(at manifest.Path, text string, schemes []string, example string) bool {
	if !c.required(at, text, example) {
		return false
	}
	if strings.Contains(text, "@") && !strings.Contains(text, "@sha256:") {
		c.add("config-credentials-in-url", at, withoutUserinfo(text), "must not hold credentials", "remove what is before the @ and name a Secret in secret")
		return false
	}
	if goodAddress(addressOf(text), schemes) {
		return true
	}
	remedy := example
	if better := betterAddress(text); goodAddress(addressOf(better), schemes) {
		remedy = fmt.Sprintf("write %q", better)
	}
	c.add("config-invalid-mirror", at, withoutUserinfo(text),
		"must be the beginning of addresses, without a slash at its end and without a tag: oci://HOST/PATH or https://HOST/PATH for charts, HOST/PATH for packages", remedy)
	return false
}

var notInAddress = regexp.MustCompile(`(@sha256:.*|:[^/:]*[^/:0-9][^/:]*|\?.*|#.*|/+)$`)

// betterAddress is an address without what does not belong to one: a tag or
// digest, a query, slashes at the end; and in lower case, as registries want it.
func betterAddress(text string) string {
	if strings.HasPrefix(text, "http") {
		return notInAddress.ReplaceAllString(text, "")
	}
	return strings.ToLower(notInAddress.ReplaceAllString(text, ""))
}

// goodAddress tells whether an address is well-formed. Without a dot, a port or
// the name localhost, registries would take the first part for a folder.
func goodAddress(a address, schemes []string) bool {
	pattern := registryPath
	if strings.HasPrefix(a.scheme, "http") {
		pattern = repositoryPath
	}
	host, port, hasPort := strings.Cut(a.host, ":")
	number, err := strconv.ParseUint(port, 10, 16)
	return slices.Contains(schemes, a.scheme) && isHost(host) && pattern.MatchString(a.path) &&
		(!hasPort || err == nil && number > 0) &&
		(hasPort || strings.Contains(host, ".") || host == "localhost")
}

// mirrorScheme keeps kinds of registries apart: a mirror is of the kind of what
// it stands in for.
func (c *checker) mirrorScheme(at manifest.Path, m Mirror) {
	from, to := addressOf(m.From), addressOf(m.To)
	fitting := mirrorSchemes[from.scheme]
	if slices.Contains(fitting, to.scheme) {
		return
	}
	rest, want := to.host+to.path, "be without a scheme, as from is: it is of packages"
	if from.scheme != "" {
		want = "begin with " + strings.Join(fitting, ":// or ") + "://, as from does"
		rest = fitting[0] + "://" + rest
	}
	c.add("config-mirror-scheme", at, m.To, "must "+want, fmt.Sprintf("write %q", rest))
}

// mirrorTransport judges what goes over the network in the clear. What is
// installed on a hub may do everything there, so that is said even if allowed.
func (c *checker) mirrorTransport(at manifest.Path, m Mirror) {
	to := addressOf(m.To)
	if m.Insecure && to.scheme != "oci" {
		remedy := "remove it; to do without TLS, write http:// in to"
		switch to.scheme {
		case "http":
			remedy = "remove it: http:// says so already"
		case "":
			remedy = "remove it: Crossplane does without TLS by itself, at loopback and private addresses and names below .local, and nowhere else"
		}
		c.add("config-mirror-insecure", at.Field("insecure"), "true", "is for oci:// registries only", remedy)
		return
	}
	clear := to.scheme == "http" || m.Insecure
	switch {
	case !clear || isLoopback(to.host):
	case m.Secret != "":
		c.add("config-mirror-unencrypted", at.Field("secret"), m.Secret, "the password would cross the network unencrypted", "give the mirror TLS, or take the Secret away")
	default:
		c.warn("config-mirror-unencrypted", at.Field("to"), m.To, "charts come unencrypted: whoever is on their way can change what is installed", "give the mirror TLS, outside of a lab")
	}
}

func isLoopback(host string) bool {
	host, _, _ = strings.Cut(host, ":")
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}
