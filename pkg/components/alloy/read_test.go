package alloy

import (
	"testing"
	"time"

	"github.com/grafana/alloy/syntax/ast"

	"seamark.dev/seamark/internal/alloytest"
)

// combinedPEM is a file as cert-manager writes it: the key first.
const combinedPEM = "-----BEGIN EC PRIVATE KEY-----\nkey\n-----END EC PRIVATE KEY-----\n\n" + certificates

const certificates = "-----BEGIN CERTIFICATE-----\nleaf\n-----END CERTIFICATE-----\n" +
	"-----BEGIN CERTIFICATE-----\nauthority\n-----END CERTIFICATE-----\n"

// parse reads the configuration in a pod of the environment blue.
func parse(t *testing.T) alloytest.Configuration {
	t.Helper()
	return alloytest.Parse(t, configuration, alloytest.World{
		// What the values and the chart give the pods.
		Variables: map[string]string{"ENVIRONMENT": "blue", "LOKI_PUSH_URL": "http://loki/push", "K8S_NODE_NAME": "node-1"},
		Files:     map[string]string{"/etc/alloy-tls/tls-combined.pem": combinedPEM},
	})
}

func find(t *testing.T, name string) alloytest.Component {
	t.Helper()
	return parse(t).Find(name)
}

func eval[T any](t *testing.T, expr ast.Expr) T {
	t.Helper()
	return alloytest.Eval[T](parse(t), expr)
}

func object(t *testing.T, expr ast.Expr) map[string]string {
	t.Helper()
	return parse(t).Object(expr)
}

// process runs a line with labels through components, which are listed in the
// order in which it passes them.
func process(t *testing.T, line string, labels map[string]string, components ...string) alloytest.Entry {
	t.Helper()
	e := alloytest.Entry{Line: line, Labels: labels}
	for _, name := range components {
		e = parse(t).Process(e, name)
	}
	return e
}

// joined are lines of one stream behind stage.multiline.
func joined(t *testing.T, lines []string) []string {
	t.Helper()
	const name = `loki.process "syslog"`
	c := parse(t)
	before, _ := c.AroundMultiline(name)
	joiner, now := c.Joiner(name), time.Unix(0, 0)
	var entries []alloytest.Entry
	for _, line := range lines {
		entries = append(entries, joiner.Add(c.Through(alloytest.Begin(alloytest.Entry{Line: line}), before), now)...)
	}
	entries = append(entries, joiner.Flush(now.Add(time.Hour))...)
	var all []string
	for _, e := range entries {
		all = append(all, e.Line)
	}
	return all
}
