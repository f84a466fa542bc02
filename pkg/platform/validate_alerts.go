package platform

import (
	"fmt"
	"net/mail"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"seamark.dev/seamark/internal/secrets"
	"seamark.dev/seamark/pkg/manifest"
)

// channelPattern is a channel of Slack by name or by ID.
var channelPattern = regexp.MustCompile(`^(#[\pL\pN][\pL\pN._-]{0,79}|[CG][A-Z0-9]{8,})$`)

// mailPattern are the addresses that are taken: all that people have, and none
// that means something to a shell or to Markdown.
var mailPattern = regexp.MustCompile(`^[A-Za-z0-9._%+=~-]+@[A-Za-z0-9.-]+$`)

// usernamePattern is a name to log in to a mail server with.
var usernamePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._%+=~@/-]{0,253}$`)

func (c *checker) receiver(at manifest.Path, r Receiver) {
	if s := r.Slack; s != nil {
		c.channel(at.Field("slack").Field("channel"), s.Channel)
		c.receiverSecret(at.Field("slack").Field("secret"), s.Secret)
	}
	if e := r.Email; e != nil {
		c.mail(at.Field("email"), *e)
	}
	if w := r.Webhook; w != nil {
		c.receiverSecret(at.Field("webhook").Field("secret"), w.Secret)
	}
	if p := r.PagerDuty; p != nil {
		c.receiverSecret(at.Field("pagerDuty").Field("secret"), p.Secret)
	}
}

func (c *checker) channel(at manifest.Path, channel string) {
	if !c.required(at, channel, `name one, for example "#alerts"`) || channelPattern.MatchString(channel) {
		return
	}
	remedy := `for example "#alerts", in quotes because of the #`
	if strings.Contains(channel, "://") {
		c.add("config-invalid-channel", at, secrets.Redact(channel), "must be a channel of Slack, and no address: whoever knows the webhook can post",
			"write the channel here, and put the webhook into the Secret that slack.secret names; SECRETS.md tells how")
		return
	}
	if channelPattern.MatchString("#" + channel) {
		remedy = fmt.Sprintf("write %q", "#"+channel)
	}
	c.add("config-invalid-channel", at, channel, "must be a channel of Slack: its name with a #, or its ID", remedy)
}

func (c *checker) mail(at manifest.Path, e Email) {
	c.mailAddress(at.Field("to"), e.To, "for example ops@example.com")
	c.mailAddress(at.Field("from"), e.From, "for example alerts@example.com")
	c.smarthost(at.Field("smarthost"), e.Smarthost)
	if e.Username != "" && !usernamePattern.MatchString(e.Username) {
		c.add("config-invalid-username", at.Field("username"), e.Username, "must be a name to log in with: letters, digits and . _ % + = ~ @ / -", "for example alerts@example.com")
	}
	c.receiverSecret(at.Field("secret"), e.Secret)
}

func (c *checker) mailAddress(at manifest.Path, address, example string) {
	if !c.required(at, address, example) {
		return
	}
	if parsed, err := mail.ParseAddress(address); err != nil || parsed.Address != address || !mailPattern.MatchString(address) {
		c.add("config-invalid-email", at, address, "must be an e-mail address", example)
	}
}

// smarthost checks the address of a mail server.
func (c *checker) smarthost(at manifest.Path, address string) {
	const example = "for example smtp.example.com:587"
	if !c.required(at, address, example) {
		return
	}
	host, port, _ := strings.Cut(address, ":")
	number, err := strconv.ParseUint(port, 10, 16)
	switch {
	case !isHost(host) || err != nil || number == 0:
		c.add("config-invalid-smarthost", at, address, "must be HOST:PORT of a mail server", example)
	case number == 25:
		c.add("config-invalid-smarthost", at, address, "must not be port 25, which DigitalOcean blocks", fmt.Sprintf("for example %q", host+":587"))
	}
}

// isHost tells whether something is a host name or an IPv4 address.
func isHost(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil || len(validation.IsDNS1123Subdomain(host)) == 0
}

// receiverSecret keeps the Secrets of receivers apart from all others in the
// namespaces that they are in, on the hub and beside Alertmanager.
func (c *checker) receiverSecret(at manifest.Path, name string) {
	c.secretOf(at, name, defaultReceiverSecret)
}

// secretOf keeps the Secrets of a purpose, which begin with a name, apart from
// all others of their namespace.
func (c *checker) secretOf(at manifest.Path, name, begin string) {
	if name == begin || strings.HasPrefix(name, begin+"-") && len(validation.IsDNS1123Label(name)) == 0 {
		return
	}
	remedy := fmt.Sprintf("for example %q", begin)
	if suffix := asLabel(strings.TrimPrefix(name, begin)); suffix != "" && len(suffix) < 40 {
		remedy = fmt.Sprintf("for example %q", begin+"-"+suffix)
	}
	c.add("config-invalid-name", at, name,
		fmt.Sprintf("must be a DNS label that begins with %s: other Secrets of the namespace have a purpose of their own", begin), remedy)
}
