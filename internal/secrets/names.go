package secrets

import "strings"

// Strength is how much a name says of what it holds.
type Strength uint8

// How much a name says.
const (
	// Silent names say nothing.
	Silent Strength = iota
	// Weak names may hold a secret, or something about one: secret, credentials,
	// datadog. What looks made up by a machine is one.
	Weak
	// Strong names hold a secret: password, apiToken, secret_key.
	Strong
)

// strong are endings of names that hold secrets; separators and case are of no
// meaning.
var strong = []string{
	"password", "passwd", "passphrase", "passwort", "htpasswd", "token", "connectionstring", "webhookurl", "keydata",
	"apikey", "secretkey", "accesskey", "privatekey", "authkey", "encryptionkey", "signingkey", "masterkey", "accountkey",
	"sharedkey", "hmackey", "licensekey", "licencekey", "routingkey", "integrationkey", "servicekey", "appkey", "applicationkey",
	"ingestkey", "storagekey", "adminkey", "presharedkey", "sshkey", "deploykey", "sessionkey", "cookiekey",
	"clientsecret", "apisecret", "appsecret", "authsecret", "consumersecret", "cookiesecret", "jwtsecret", "sharedsecret",
	"sessionsecret", "oauthsecret", "slackapiurl", "requirepass", "secretaccesskey", "masterauth",
}

// strongWords end a name only as a word of their own: DB_PASS, but not bypass.
var strongWords = []string{"pass", "pwd", "pw", "jwt", "psk"}

// weak are parts of names that may hold a secret.
var weak = []string{"secret", "passw", "token", "credential", "apikey", "privatekey", "accesskey", "cookie", "signature", "authorization", "bearer", "masterkey"}

// weakWords are such parts as words of their own.
var weakWords = []string{"key", "auth", "creds", "sig", "salt", "pin", "otp", "psk", "seed", "webhook", "dsn", "pass", "pwd", "login"}

// providers are services whose keys have no mark, and are known by their name
// beside them.
var providers = []string{
	"adafruit", "adobe", "airtable", "algolia", "alibaba", "asana", "atlassian", "confluence", "jira", "beamer", "bitbucket", "bittrex",
	"meraki", "cloudflare", "codecov", "cohere", "coinbase", "confluent", "contentful", "datadog", "digitalocean", "discord", "droneci",
	"dropbox", "etsy", "facebook", "fastly", "finicity", "finnhub", "flickr", "freshbooks", "gitter", "gocardless", "heroku", "honeycomb",
	"hubspot", "intercom", "jfrog", "artifactory", "kraken", "kucoin", "launchdarkly", "linkedin", "looker", "mailchimp", "mailgun",
	"mapbox", "mattermost", "messagebird", "netlify", "newrelic", "nytimes", "okta", "opsgenie", "pagerduty", "plaid", "privateai",
	"pushover", "rapidapi", "sendbird", "sentry", "snyk", "sonar", "splunk", "squarespace", "sumologic", "telegram", "travis", "twilio",
	"twitch", "twitter", "typeform", "victorops", "yandex", "zendesk",
}

// about are endings of names that tell something about a secret, a name or a
// place, and hold none.
var about = []string{
	"name", "ref", "file", "path", "dir", "mount", "mountpath", "namespace", "username", "user", "id", "uid", "url", "uri", "host", "address", "addr",
	"endpoint", "type", "kind", "policy", "ttl", "expiry", "expiration", "lifetime", "interval", "timeout", "audience", "issuer", "header",
	"enabled", "method", "algorithm", "format", "version", "tag", "digest", "sha", "sha256", "hash", "checksum", "revision", "commit", "image",
	"prefix", "suffix", "field", "label", "selector", "template", "regex", "expression", "description", "region", "class", "scope", "scopes",
	"annotation", "annotations", "existingsecret", "pullsecret", "secretstore", "fingerprint", "thumbprint", "pubkey", "publickey", "cert", "certificate", "ca", "crt",
}

// digests are parts of names that hold what is no secret of anything.
var digests = []string{"checksum", "digest", "hash"}

// Name is how much a name says. It may be a key, a variable of the environment,
// an argument, or a setting of any language.
func Name(name string) Strength {
	const most = 200
	if len(name) < 2 || len(name) > most {
		return Silent
	}
	var buffer [most]byte
	bare := squeezed(buffer[:0], name)
	switch {
	case ends(bare, strong), endsWord(name, bare, strongWords):
		return Strong
	case ends(bare, about), holds(bare, digests):
		return Silent
	case holds(bare, weak), holds(bare, providers), endsWord(name, bare, weakWords):
		return Weak
	}
	return Silent
}

// squeezed is a name in lower case, without separators.
func squeezed(into []byte, name string) []byte {
	for i := range len(name) {
		switch b := name[i]; {
		case b == '-' || b == '_' || b == '.' || b == ' ':
		case b >= 'A' && b <= 'Z':
			into = append(into, b+'a'-'A')
		default:
			into = append(into, b)
		}
	}
	return into
}

func ends(bare []byte, endings []string) bool {
	for _, e := range endings {
		if len(bare) >= len(e) && string(bare[len(bare)-len(e):]) == e {
			return true
		}
	}
	return false
}

func holds(bare []byte, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(string(bare), p) {
			return true
		}
	}
	return false
}

// endsWord tells whether a name ends in one of the words, as a word.
func endsWord(name string, bare []byte, words []string) bool {
	for _, w := range words {
		if !ends(bare, []string{w}) {
			continue
		}
		before := len(name) - len(w) - 1
		if before < 0 || !letterClass.has(name[before]) {
			return true
		}
		if first := name[before+1]; first < 'a' && name[before] >= 'a' { // dbPass
			return true
		}
	}
	return false
}

// Given tells whether a value is a secret that is given to a name as its value, so
// that it is no name of a key: of a variable, an argument, a header.
func Given(name, value string) bool {
	return Held(name, value) || Name(name) == Strong && nameOfKey(name, value)
}

// Held tells whether a value that stands under a name, or beside it, is a
// secret.
func Held(name, value string) bool {
	if value == "" || len(value) > 1<<16 {
		return false
	}
	switch Name(name) {
	case Strong:
		return !Placeholder(value) && !templated(value) && !isFile(value) && !nameOfKey(name, value)
	case Weak:
		return Random(value) && !Placeholder(value) && !templated(value)
	}
	return false
}

// templated tells whether a text is one that a template fills in, at least in
// part.
func templated(s string) bool {
	return strings.Contains(s, "{{") || strings.HasPrefix(s, "${") && strings.HasSuffix(s, "}") && !strings.Contains(s, ":-")
}

// isFile tells whether a text is the path of a file.
func isFile(s string) bool {
	return strings.HasPrefix(s, "/") && strings.Count(s, "/") > 1 && harmless(s)
}

// nameOfKey tells whether a value under a name that may hold a secret key, or as
// well the name of a key of a Secret, is a name: words without a digit, several
// or one that says so.
func nameOfKey(name, value string) bool {
	if !strings.HasSuffix(strings.ToLower(name), "key") || len(value) > 60 {
		return false
	}
	for i := range len(value) {
		if b := value[i]; !letterClass.has(b) && b != '-' && b != '_' && b != '.' {
			return false
		}
	}
	return !mixed(value) && (strings.ContainsAny(value, "-_.") || Name(value) != Silent)
}

// Words tells whether a value beside the name of a Secret is the name of one of
// its keys: words, or one with a number at its end.
func Words(value string) bool {
	numbers := false
	for i := range len(value) {
		switch b := value[i]; {
		case digitClass.has(b):
			numbers = true
		case !letterClass.has(b) && b != '-' && b != '_' && b != '.':
			return false
		}
	}
	return len(value) <= 60 && !mixed(value) && (!numbers || strings.ContainsAny(value, "-_.") && harmless(value))
}
