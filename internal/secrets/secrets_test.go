package secrets

import (
	"encoding/base64"
	"strings"
	"testing"
)

// made is a secret of a mark and so many characters of an alphabet, put
// together here: no scanner must take this file for one that leaks.
func made(mark, alphabet string, n int) string {
	return mark + strings.Repeat(alphabet, 1+n/len(alphabet))[:n]
}

const (
	mixedText = "k7Qx2Zp9Vb4Rt6WmaB3"
	hexText   = "0f3a9c5e7b1d8264"
	upperText = "K7QX2ZP9VB4RT6WM"
	wordText  = "k7Qx2Zp9_Vb4Rt6Wm"
)

// shapeOf is a secret as each entry of the table describes it.
func shapeOf(s *shape, mark string) string {
	alphabet := mixedText
	switch {
	case s.read != nil:
		return ""
	case !s.of.has('g') && s.of.has('a'):
		alphabet = hexText
	case !s.of.has('a') && s.of.has('A'):
		alphabet = upperText
	case !s.of.has('a'):
		alphabet = digits
	}
	return made(mark, alphabet, s.least)
}

// read are secrets of the shapes that take more than counting.
func read() map[string]string {
	pair := base64.StdEncoding.EncodeToString([]byte("user:" + made("", mixedText, 12)))
	header := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256"}`))
	claims := base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"1234567890"}`))
	return map[string]string{
		"Azure":        made("", "a", 3) + "8Q~" + made("", mixedText, 34),
		"Cloudflare":   "v1.0-" + made("", hexText, 24) + "-" + made("", hexText, 146),
		"Harness":      "pat." + made("", mixedText, 22) + "." + made("", mixedText, 24) + "." + made("", mixedText, 20),
		"Slack":        "https://hooks.slack.com/services/" + "T" + made("", upperText, 8) + "/B" + made("", upperText, 8) + "/" + made("", mixedText, 24),
		"Discord":      "https://discord.com/api/webhooks/" + made("", digits, 18) + "/" + made("", mixedText, 60),
		"Teams":        "https://a.webhook.office.com/webhookb2/" + made("", hexText, 36) + "/IncomingWebhook/" + made("", hexText, 32),
		"Zapier":       "https://hooks.zapier.com/hooks/catch/" + "1234567/" + made("", mixedText, 7),
		"Telegram":     made("", digits, 10) + ":AA" + made("", mixedText, 33),
		"Mailchimp":    made("", hexText, 32) + "-us19",
		"New Relic":    made("", hexText, 36) + "NRAL",
		"1Password":    "A3-" + made("", upperText, 6) + "-" + made("", upperText, 6) + "-" + made("", upperText, 5) + "-" + made("", upperText, 5) + "-" + made("", upperText, 5),
		"Airtable":     "pat" + made("", mixedText, 14) + "." + made("", hexText, 64),
		"MaxMind":      made("", mixedText, 6) + "_" + made("", mixedText, 29) + "_mmk",
		"web token":    header + "." + claims + "." + made("", mixedText, 43),
		"Bearer":       "Bearer " + made("", mixedText, 24),
		"Basic":        "Authorization: Basic " + pair,
		"curl":         "curl -s -u admin:" + made("", mixedText, 12) + " https://example.com",
		"PEM":          "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIE\n",
		"PGP":          "-----BEGIN " + "PGP PRIVATE KEY BLOCK-----\nMIIE\n",
		"PuTTY":        "PuTTY-User-Key-File-3: ssh-ed25519\n",
		"URL":          "postgres://user:" + made("", mixedText, 8) + "@db.example.com/x",
		"URL, %":       "postgres://user:p%40ss%2Fword@db.example.com/x",
		"URL, $":       "postgres://user:pa$$word$1@db.example.com/x",
		"URL, dollar":  "postgres://user:$ecret-123@db.example.com/x",
		"URL, braces":  "postgres://user:pa{ss}word@db.example.com/x",
		"URL, slash":   "postgres://user:pa/ss#wo@db.example.com/x",
		"URL, @":       "postgres://user:p@ss@db.example.com/x",
		"URL, no user": "redis://:" + made("", mixedText, 8) + "@db.example.com:6379",
		"URL, key":     "https://" + made("", hexText, 32) + "@o1.ingest.example.com/2",
		"MySQL":        "user:" + made("", mixedText, 8) + "@tcp(db.example.com:3306)/x",
	}
}

// every are secrets of all shapes, by a name for each.
func every(t *testing.T) map[string]string {
	t.Helper()
	all := read()
	readers := 0
	for i := range shapes {
		s := &shapes[i]
		if s.read != nil {
			readers++
		}
		for _, mark := range s.marks {
			if secret := shapeOf(s, mark); secret != "" {
				all[s.what+" "+mark] = secret
			}
		}
	}
	if len(marks.lists) > 255 {
		t.Error("more beginnings of marks than a slot can count")
	}
	if len(read()) < readers {
		t.Errorf("%d shapes have a reader, %d examples", readers, len(read()))
	}
	return all
}

// wrappings are the ways in which a secret stands in a text.
var wrappings = map[string]func(string) string{
	"alone":     func(s string) string { return s },
	"quoted":    func(s string) string { return `x = "` + s + `"` },
	"prose":     func(s string) string { return "use " + s + " here" },
	"lines":     func(s string) string { return "a: 1\nb: " + s + "\nc: 2\n" },
	"argument":  func(s string) string { return "--x=" + s },
	"JSON":      func(s string) string { return `{"a":["` + s + `"]}` },
	"base64":    func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"URL-safe":  func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte("x: " + s)) },
	"in a list": func(s string) string { return "A=" + base64.StdEncoding.EncodeToString([]byte("a "+s+"\n")) + ",b" },
	"twice": func(s string) string {
		return base64.StdEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(s))))
	},
	"wrapped": func(s string) string {
		var b strings.Builder
		for i, r := range base64.StdEncoding.EncodeToString([]byte(strings.Repeat("filler ", 12) + s)) {
			if b.WriteRune(r); i%76 == 75 {
				b.WriteByte('\n')
			}
		}
		return b.String()
	},
}

// TestEveryShape: a secret of every shape is found in every wrapping.
func TestEveryShape(t *testing.T) {
	all := every(t)
	for wrapping, wrap := range wrappings {
		found := 0
		for name, secret := range all {
			if len(Written(wrap(secret))) > 0 {
				found++
				continue
			}
			t.Errorf("%s, %s: %q", name, wrapping, wrap(secret))
		}
		t.Logf("%-10s %3d of %3d", wrapping, found, len(all))
	}
}

// TestMask: what is printed tells none of them.
func TestMask(t *testing.T) {
	for name, secret := range every(t) {
		masked := Mask(`"` + secret + `" is wrong`)
		tail := secret[max(0, len(secret)-6):]
		if name == "curl" || name == "PEM" || name == "PGP" || name == "PuTTY" || strings.HasPrefix(name, "URL") || name == "MySQL" {
			tail = "" // ends in what is no secret
		}
		if masked == `"`+secret+`" is wrong` || tail != "" && strings.Contains(masked, tail) {
			t.Errorf("%s: %s", name, masked)
		}
	}
	for reason, text := range map[string]string{
		"a mail server with an account":       "user:opensesame@smtp.example.com:587",
		"a webhook of whatever host":          "https://hooks.chat.example/services/T0/B0/opensesame",
		"a webhook by the name of its folder": "https://chat.example/webhooks/opensesame",
	} {
		if masked := Mask(text); strings.Contains(masked, "opensesame") || !Suspicious(text) {
			t.Errorf("%s: %s", reason, masked)
		}
	}
	for _, text := range []string{"registry.example.com/a:1@sha256:" + made("", hexText, 64), "https://github.com/acme/platform", "a b@example.com"} {
		if masked := Mask(text); masked != text || Suspicious(text) {
			t.Errorf("%s became %s", text, masked)
		}
	}
}

// TestHeld: values under names.
func TestHeld(t *testing.T) {
	password := made("", mixedText, 14)
	for _, name := range []string{
		"password", "adminPassword", "admin_password", "PGPASSWORD", "DB_PASS", "dbPass", "smtp_auth_password", "passphrase", "pwd",
		"AWS_SECRET_ACCESS_KEY", "secretAccessKey", "secret_key", "apiKey", "API_KEY", "api-token", "DO_TOKEN", "bearerToken", "clientSecret",
		"client-key-data", "encryption_key", "requirepass", "--pihole-password", "opsgenie_api_key", "bot_token", "connectionString", "htpasswd",
		"CREDENTIALS", "my_secret", "datadog", "SENTRY_ADMIN", "cookie", "PASSWORD_OLD", "aws.secret",
	} {
		if !Held(name, password) {
			t.Errorf("%s: %s is no secret", name, Redact(password))
		}
	}
	for _, name := range []string{"bypass", "secretName", "passwordFile", "tokenPath", "existingSecret", "name", "sha", "image", "id", "checksum", "username", "tokenTTL", "compass", "apiKeyRef"} {
		if Held(name, password) {
			t.Errorf("%s holds a secret", name)
		}
	}
	for _, value := range []string{
		"", "$PASSWORD", "${PASSWORD}", "$(PASSWORD)", "$__file{/etc/secrets/x}", "$__env{X}", "{{ .Values.x }}", "<password>", "%s", "%(x)s", "***", "xxxxxxxx",
		"/etc/secrets/password", "REDACTED", "true",
	} {
		if Held("password", value) {
			t.Errorf("%q is a password", value)
		}
	}
	if !Held("password", "${PASSWORD:-opensesame}") || !Held("password", "opensesame") || !Held("password", "$ecret!") {
		t.Error("what only looks like a variable is a password")
	}
}

// TestAssigned: values in texts of other languages.
func TestAssigned(t *testing.T) {
	p := made("", mixedText, 14)
	for reason, text := range map[string]string{
		"INI":          "[smtp]\nuser = a\npassword = " + p + "\n",
		"INI, quoted":  "[smtp]\npassword = \"\"\"" + p + "\"\"\"\npassword=`" + p + "`",
		"TOML":         "[auth]\ntoken = '" + p + "'\n",
		"Alloy":        "endpoint {\n  basic_auth {\n    username = \"a\"\n    password = \"" + p + "\"\n  }\n}",
		"YAML":         "users:\n- user:\n    token: " + p + "\n",
		"JSON":         `{"user":"a","password":"` + p + `"}`,
		"JSON in JSON": `"{\"password\":\"` + p + `\"}"`,
		"libpq":        "host=h user=u password=" + p + " sslmode=require",
		"ADO":          "Server=h;User Id=u;Password=" + p + ";",
		"query":        "https://example.com/x?a=b&api_key=" + p + "&c=d",
		"argument":     "run --token=" + p + " --x",
		"argument, 2":  "run --token " + p + " --x",
		"variable":     "export API_TOKEN=" + p,
		"properties":   "spring.datasource.password=" + p,
		"Ruby":         "'secret_key' => '" + p + "'",
		"words":        "password: opensesame\n",
		"XML":          `<a><Password>` + p + `</Password></a>`,
	} {
		if len(Assigned(text)) == 0 {
			t.Errorf("%s: nothing in %q", reason, text)
		}
	}
}

// TestHarmless: texts in which there is no secret.
func TestHarmless(t *testing.T) {
	for _, text := range []string{
		"sha256:" + made("", hexText, 64), made("", hexText, 64), made("", hexText, 40), "123e4567-e89b-12d3-a456-426614174000",
		"checksum: " + made("", hexText, 64), "registry.example.com/team/app:1.2.3@sha256:" + made("", hexText, 64),
		"secretName: wildcard-tls", "existingSecret: grafana-admin", "passwordKey: admin-password", "secretKeyRef: {name: a, key: password}",
		"-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----",
		"ssh://git@example.com/x", "http://example.com:80/a@b", "redis://:$(PASSWORD)@db", "https://user:%s@x", "https://user:<password>@x",
		"TOKYOAKIASASIA eyJ Bearer token", "Bearer %s", "Authorization: Bearer ${TOKEN}", "dop" + "_v1_0123",
		"dop" + "_v1_" + strings.Repeat("x", 64), "password = sys.env(\"X\")", "password = local.file.p.content", "password = remote.kubernetes.secret.a.data[\"p\"]",
		"# the token: see the handbook for where to get one", "Set the password: it is asked for once.", `expression = ".*token=(?P<t>[^ ]+).*"`,
		"password: ''", "password:", "password: null", "token: ${TOKEN}", "password = $__file{/etc/secrets/p}", "automountServiceAccountToken: false",
		"bearer_token_file: /var/run/secrets/kubernetes.io/serviceaccount/token", "--web.auth-token-file=/etc/t", "curl -u $USER:$PASS https://x",
		"rate(http_requests_total{token=\"\"}[5m])", "pat.tern.of.dots", "key-value", "SK and keys", "API-FIRST", "us-east-1", "latest-us1",
		"s-1vcpu-2gb", "2026-11-28T04:00:12Z", "10.0.0.0/8", "a@example.com", "kubernetes.io/tls", "sum by (token) (rate(x[5m]))",
		"tokenizer: standard", "secretsmanager.amazonaws.com", "api_key_header: X-Api-Key", "auth: {type: token}",
	} {
		if found := Written(text); len(found) > 0 {
			t.Errorf("%q holds %+v", text, found)
		}
	}
}

// TestBounded: however long a text, little of it is looked at for one secret, so
// that a text full of marks costs no more than its length.
func TestBounded(t *testing.T) {
	for i := range shapes {
		for _, mark := range shapes[i].marks {
			for _, fill := range []string{mixedText, hexText, upperText, digits, mark, "a:b@"} {
				text := made("curl user:"+mark, fill, 10*longest)
				for _, found := range In(text) {
					if len(found.Value) > longest+shapes[i].back {
						t.Errorf("%s: a secret of %d characters in %.20q…", found.What, len(found.Value), text)
					}
				}
			}
		}
	}
	for _, text := range []string{made("password=", mixedText, 10*longest), made(`password="`, mixedText, 10*longest) + `"`, made("--token ", mixedText, 10*longest)} {
		for _, found := range Assigned(text) {
			if len(found.Value) > longest {
				t.Errorf("a secret of %d characters in %.20q…", len(found.Value), text)
			}
		}
	}
}

func FuzzWritten(f *testing.F) {
	for _, seed := range read() {
		f.Add(seed)
	}
	f.Add("token: x\n--password y z=\"\\\"")
	f.Fuzz(func(t *testing.T, text string) {
		for _, found := range Written(text) {
			if found.Value == "" || found.What == "" {
				t.Errorf("%+v in %q", found, text)
			}
		}
		for _, found := range In(text) {
			if !strings.Contains(text, found.Value) {
				t.Errorf("%q is not in %q", found.Value, text)
			}
			if masked := Mask(text); masked == text {
				t.Errorf("%q is not masked in %q", found.Value, text)
			}
		}
	})
}

func BenchmarkIn(b *testing.B) {
	text := strings.Repeat("a dashboard with {job=\"x\"} and more of what is usual: https://example.com/x\n", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		In(text)
	}
}
