package platform

import (
	"fmt"
	"net/mail"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"seamark.dev/seamark/pkg/manifest"
)

func (c *checker) domain(at manifest.Path, d Domain) {
	zone := c.required(at.Field("zone"), d.Zone, "name a DNS zone that DigitalOcean serves, for example example.com") &&
		c.domainName(at.Field("zone"), d.Zone)
	for _, host := range []struct{ field, name string }{{"demo", d.Demo}, {"logs", d.Logs}} {
		if host.name == "" || (!zone && strings.HasSuffix(host.name, "."+d.Zone)) {
			continue // it follows from the zone, of which all is said already
		}
		if c.domainName(at.Field(host.field), host.name) && zone {
			c.inZone(at.Field(host.field), host.name, d.Zone)
		}
	}
	if d.Demo != "" && d.Demo == d.Logs {
		c.add("config-duplicate-domain", at.Field("logs"), d.Logs, "must differ from domain.demo: one is public, the other private", fmt.Sprintf("for example %q", "logs."+d.Zone))
	}
	c.email(at.Field("acmeEmail"), d.ACMEEmail)
}

// domainName checks a host or zone name of at least two labels.
func (c *checker) domainName(at manifest.Path, name string) bool {
	if len(validation.IsDNS1123Subdomain(name)) == 0 && strings.Contains(name, ".") && labelsFit(name) {
		return true
	}
	remedy := ""
	if lower := strings.TrimSuffix(strings.ToLower(name), "."); lower != name && len(validation.IsDNS1123Subdomain(lower)) == 0 {
		remedy = fmt.Sprintf("write %q", lower)
	}
	c.add("config-invalid-domain", at, name, "must be a domain name of at least two parts, in lower case, without a dot at the end", remedy)
	return false
}

func labelsFit(name string) bool {
	for label := range strings.SplitSeq(name, ".") {
		if len(label) > 63 {
			return false
		}
	}
	return true
}

func (c *checker) inZone(at manifest.Path, name, zone string) {
	if name == zone || strings.HasSuffix(name, "."+zone) {
		return
	}
	host, _, _ := strings.Cut(name, ".")
	c.add("config-outside-zone", at, name, fmt.Sprintf("must lie in the zone %s: nobody could publish it", zone), fmt.Sprintf("for example %q", host+"."+zone))
}

func (c *checker) email(at manifest.Path, email string) {
	if !c.required(at, email, "it is the contact of the Let's Encrypt account") {
		return
	}
	parsed, err := mail.ParseAddress(email)
	_, host, _ := strings.Cut(email, "@")
	if err != nil || parsed.Address != email || !mailPattern.MatchString(email) || len(validation.IsDNS1123Subdomain(strings.ToLower(host))) > 0 || !strings.Contains(host, ".") {
		c.add("config-invalid-email", at, email, "must be an e-mail address", "for example ops@example.com")
	}
}
