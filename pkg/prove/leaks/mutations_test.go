package leaks

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// made is a secret of a mark and characters of an alphabet, put together here:
// no scanner must take this file for one that leaks.
func made(mark, alphabet string, n int) string {
	return mark + strings.Repeat(alphabet, 1+n/len(alphabet))[:n]
}

// shaped are secrets that any place gives away. That every shape is known is
// the test of package secrets.
var shaped = map[string]string{
	"DigitalOcean":          token,
	"DigitalOcean database": made("AVNS_", "k7Qx2Zp9Vb", 19),
	"Spaces":                made("DO00", "AB12CD34", 16),
	"AWS":                   made("AKIA", "AB34CD56", 16),
	"GitHub":                made("ghp_", "k7Qx2Zp9Vb", 36),
	"web token":             jwt,
	"private key":           keyPEM + "\n",
	"address":               "postgres://u:p%40$s{w}@db.example.com/x",
	"address without user":  "rediss://:" + made("", "k7Qx2", 10) + "@db.example.com:25061",
	"Slack":                 "https://hooks.slack.com/services/" + "T0000AAAA/B0000AAAA/" + made("", "k7Qx2Zp9Vb", 24),
}

// plain are secrets that only their names give away.
var plain = map[string]string{
	"word":     "opensesame",
	"password": "hunter2" + "hunter2",
	"hex":      made("", "0123456789abcdef", 32),
	"key":      made("", "k7Qx2Zp9/Vb+", 40),
	"dollar":   "$ecret-123!",
	"percent":  "100%opensesame9",
	"braces":   "pa{ss}word1",
}

// anywhere are places in overrides in which every secret with a shape is found.
var anywhere = map[string]func(string) any{
	"value":          func(s string) any { return given{"a": s} },
	"item":           func(s string) any { return given{"a": list{"x", s}} },
	"variable":       func(s string) any { return given{"env": list{given{"name": "FOO", "value": s}}} },
	"annotation":     func(s string) any { return given{"podAnnotations": given{"note": "see " + s + " there"}} },
	"argument":       func(s string) any { return given{"extraArgs": list{"--foo=" + s}} },
	"key":            func(s string) any { return given{"a": given{s: "x"}} },
	"INI":            func(s string) any { return given{"a": "[a]\nb = " + s + "\n"} },
	"YAML":           func(s string) any { return given{"a": "b:\n  c: |\n    " + indented(s) + "\n"} },
	"Alloy":          func(s string) any { return given{"a": "x {\n  y = `" + s + "`\n}\n"} },
	"comment":        func(s string) any { return given{"a": "b: 1 # " + strings.TrimSpace(s) + "\n"} },
	"base64":         func(s string) any { return given{"a": encoded(s)} },
	"base64 in YAML": func(s string) any { return given{"a": "data:\n  b: " + encoded(s) + "\n"} },
	"base64, twice":  func(s string) any { return given{"a": encoded(encoded(s))} },
	"template":       func(s string) any { return given{"a": "{{ if .x }}\nb: " + fmt.Sprintf("%q", s) + "\n{{ end }}\n"} },
	"object":         func(s string) any { return given{"extraObjects": list{configMap(given{"a": s})}} },
	"object as text": func(s string) any {
		return given{"extraObjects": list{"kind: ConfigMap\ndata:\n  a: |\n    " + indented(s) + "\n"}}
	},
	"deep":            func(s string) any { return given{"a": given{"b": list{given{"c": given{"d": list{list{s}}}}}}} },
	"beside template": func(s string) any { return given{"a": "{{ .x }} " + s} },
}

// underNames are places in which a secret is given away by a name.
var underNames = map[string]func(string) any{
	"field":          func(s string) any { return given{"grafana": given{"adminPassword": s}} },
	"setting":        func(s string) any { return given{"grafana.ini": given{"security": given{"secret_key": s}}} },
	"variable":       func(s string) any { return given{"env": list{given{"name": "AWS_SECRET_ACCESS_KEY", "value": s}}} },
	"variables":      func(s string) any { return given{"env": given{"DO_TOKEN": s}} },
	"argument":       func(s string) any { return given{"extraArgs": list{"--web.token=" + s}} },
	"two arguments":  func(s string) any { return given{"extraArgs": list{"--pihole-password", s}} },
	"arguments":      func(s string) any { return given{"extraArgs": given{"pihole-password": s}} },
	"header":         func(s string) any { return given{"headers": list{given{"name": "X-Api-Key", "value": s}}} },
	"set":            func(s string) any { return given{"set": list{given{"name": "db.password", "value": s}}} },
	"patch":          func(s string) any { return given{"p": list{given{"op": "add", "path": "/spec/password", "value": s}}} },
	"INI":            func(s string) any { return given{"a": "[smtp]\nuser = x\npassword = " + s + "\n"} },
	"TOML":           func(s string) any { return given{"a": "[smtp]\npassword = '" + s + "'\n"} },
	"Alloy":          func(s string) any { return given{"a": "basic_auth {\n  password = \"" + s + "\"\n}\n"} },
	"data source":    func(s string) any { return given{"a": "host=h user=u password=" + s + " dbname=x"} },
	"query":          func(s string) any { return given{"a": "https://example.com/?api_key=" + s} },
	"YAML":           func(s string) any { return given{"a": "b:\n  token: " + fmt.Sprintf("%q", s) + "\n"} },
	"JSON":           func(s string) any { return given{"a": fmt.Sprintf(`{"b":{"token":%q}}`, s)} },
	"kubeconfig":     func(s string) any { return given{"a": "users:\n- user:\n    token: " + s + "\n"} },
	"variable, text": func(s string) any { return given{"a": fmt.Sprintf("env:\n- name: X_PASSWORD\n  value: %q\n", s)} },
	"argument, text": func(s string) any { return given{"a": fmt.Sprintf("args:\n- --password\n- %q\n", s)} },
	"base64":         func(s string) any { return given{"a": encoded("password=" + s)} },
	"base64 YAML":    func(s string) any { return given{"a": encoded("a:\n  password: " + fmt.Sprintf("%q", s) + "\n")} },
	"Secret":         func(s string) any { return given{"extraObjects": list{secret(given{"a": s})}} },
	"Secret in list": func(s string) any {
		return given{"extraObjects": list{given{"kind": "List", "items": list{secret(given{"a": s})}}}}
	},
	"Secret as text": func(s string) any {
		return given{"extraObjects": list{fmt.Sprintf("apiVersion: v1\nkind: Secret\nstringData:\n  a: %q\n", s)}}
	},
	"Secret, in data": func(s string) any {
		return given{"extraObjects": list{"apiVersion: v1\nkind: Secret\ndata:\n  a: " + encoded(s) + "\n"}}
	},
	"Secret, second": func(s string) any {
		return given{"extraObjects": list{fmt.Sprintf("a: 1\n---\napiVersion: v1\nkind: Secret\nstringData: {a: %q}\n", s)}}
	},
	"Secret, template": func(s string) any {
		return given{"extraObjects": list{fmt.Sprintf("{{- if .x }}\napiVersion: v1\nkind: Secret\nmetadata: {name: '{{ .y }}'}\nstringData:\n  a: %q\n{{- end }}\n", s)}}
	},
	"ConfigMap":    func(s string) any { return given{"extraObjects": list{configMap(given{"password": s})}} },
	"beside a ref": func(s string) any { return given{"datasource": given{"name": "x", "password": s}} },
}

type (
	given = map[string]any
	list  = []any
)

func encoded(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func indented(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n    ") }

func configMap(data given) any {
	return given{"apiVersion": "v1", "kind": "ConfigMap", "metadata": given{"name": "x"}, "data": data}
}

func secret(data given) any {
	return given{"apiVersion": "v1", "kind": "Secret", "metadata": given{"name": "x"}, "stringData": data}
}

// overridden is what is found in the overrides of a release that has no values
// of its own.
func overridden(values any) []string {
	r := &model.Release{Name: "x", Overrides: values.(given)}
	merged, err := r.MergedValues()
	if err != nil {
		return nil
	}
	place := inventory.Place{Place: model.Place{Component: &model.Component{}, Release: r}}
	var told []string
	for _, f := range Check(&inventory.Inventory{Releases: []inventory.Release{{Place: place, Values: merged}}}).Masked() {
		told = append(told, f.String())
	}
	return told
}

// TestEveryPlace: every secret is found in every place, and none is told.
func TestEveryPlace(t *testing.T) {
	recall := func(kind string, places map[string]func(string) any, secrets map[string]string, excused map[string]bool) {
		found, all := 0, 0
		for place, put := range places {
			for name, s := range secrets {
				if excused[place+", "+name] {
					continue
				}
				all++
				told := overridden(put(s))
				switch {
				case len(told) == 0:
					t.Errorf("%s, %s: nothing is found in %v", place, name, put(s))
				case strings.Contains(strings.Join(told, ""), s[len(s)/2:]):
					t.Errorf("%s, %s: %s", place, name, told)
				default:
					found++
				}
			}
		}
		t.Logf("%s: %d of %d", kind, found, all)
	}
	recall("by their shape", anywhere, shaped, nil)
	recall("by their shape, under names", underNames, shaped, nil)
	recall("by the name", underNames, plain, map[string]bool{
		"beside a ref, word": true, // which may be the name of a key
	})
}

// TestHarmlessValues: values that are no secrets, wherever they stand.
func TestHarmlessValues(t *testing.T) {
	digest := made("", "0123456789abcdef", 64)
	for reason, values := range map[string]any{
		"digests":       given{"image": given{"sha": digest, "digest": "sha256:" + digest, "tag": "1.2.3@sha256:" + digest}},
		"checksums":     given{"podAnnotations": given{"checksum/config": digest, "checksum/secret": digest}},
		"UUIDs":         given{"id": "123e4567-e89b-12d3-a456-426614174000", "clientId": "123e4567-e89b-12d3-a456-426614174000"},
		"key names":     given{"admin": given{"existingSecret": "grafana-admin", "userKey": "admin-user", "passwordKey": "admin-password"}},
		"references":    given{"env": list{given{"name": "TOKEN", "valueFrom": given{"secretKeyRef": given{"name": "a", "key": "token"}}}}},
		"reference":     given{"auth": given{"secret": given{"name": "cartservice-database", "token": "redis-password"}}},
		"files":         given{"bearer_token_file": "/var/run/secrets/kubernetes.io/serviceaccount/token", "password": "/etc/secrets/password"},
		"file of a key": given{"env": list{given{"name": "PASSWORD_FILE", "value": "/etc/secrets/hunter2"}}},
		"variables":     given{"password": "$PASSWORD", "token": "${TOKEN}", "secretKey": "$__file{/etc/secrets/a}", "apiKey": "{{ .Values.key }}"},
		"switches":      given{"automountServiceAccountToken": false, "token": "true", "tokens": 3, "password": ""},
		"names":         given{"secretName": "wildcard-tls-2026", "imagePullSecret": "regcred-2", "tlsSecret": "app1-tls", "secret": "loki-s3-1"},
		"Alloy": given{"content": "remote.kubernetes.secret \"a\" {\n  name = \"b\"\n}\nx \"y\" {\n  basic_auth {\n    username = \"u\"\n" +
			"    password = remote.kubernetes.secret.a.data[\"password\"]\n  }\n  bearer_token_file = \"/a/b\"\n  password = sys.env(\"P\")\n}\n"},
		"queries":     given{"expr": `sum by (token) (rate(http_requests_total{token!="", password=~".+"}[5m]))`},
		"redaction":   given{"stage": `expression = "password=(\\S+)"` + "\n" + `replace = "****"` + "\n"},
		"a Secret":    given{"extraObjects": list{"apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: kubernetes.io/service-account-token\n"}},
		"templated":   given{"extraObjects": list{"apiVersion: v1\nkind: Secret\nstringData:\n  a: '{{ .Values.x }}'\n"}},
		"external":    given{"extraObjects": list{given{"apiVersion": "external-secrets.io/v1", "kind": "ExternalSecret", "spec": given{"data": list{given{"secretKey": "password", "remoteRef": given{"key": "prod/db", "property": "password"}}}}}}},
		"tolerations": given{"tolerations": list{given{"key": "token", "operator": "Equal", "value": "true"}}},
		"prose":       given{"description": "The token: see the handbook. Set password: it is asked for once."},
		"projected":   given{"sources": list{given{"serviceAccountToken": given{"path": "token", "audience": "vault", "expirationSeconds": 3600}}}},
		"hosts":       given{"auth": "auth.example.com:443", "credentials": "credentials.example.com/a/b", "cookie": "session_id"},
		"certificate": given{"ca": certPEM + "\n-----END CERTIFICATE-----", "caBundle": encoded(certPEM)},
		"accounts":    given{"url": "postgres://$(USER):$(PASSWORD)@db/x", "git": "ssh://git@example.com/a", "fmt": "https://%s:%s@x"},
	} {
		if told := overridden(values); len(told) > 0 {
			t.Errorf("%s: %v", reason, told)
		}
	}
}

// TestNumberAsPassword: YAML makes a number of digits.
func TestNumberAsPassword(t *testing.T) {
	if told := overridden(given{"adminPassword": 12345678}); len(told) != 1 || strings.Contains(told[0], "12345678") {
		t.Error(told)
	}
}

func FuzzText(f *testing.F) {
	f.Add("apiVersion: v1\nkind: Secret\nstringData: {a: b}\n")
	f.Add("{{ if x }}\na: &a [*a]\n{{ end }}")
	f.Fuzz(func(t *testing.T, text string) {
		overridden(given{"a": text, "b": list{text}, text: "c"})
	})
}
