package alloy

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/alloy/syntax/parser"
	"github.com/grafana/alloy/syntax/printer"

	"seamark.dev/seamark/internal/alloytest"
	"seamark.dev/seamark/pkg/components/syslog"
)

// known are the components in use, each with the blocks in use, from the
// reference of Alloy 1.18; all of them are generally available.
var known = map[string][]string{
	"logging":                                nil,
	`loki.write "default"`:                   {"endpoint"},
	`discovery.kubernetes "pods"`:            {"selectors"},
	`discovery.relabel "pods"`:               {"rule"},
	`loki.source.file "pods"`:                {"file_match"},
	`loki.process "pods"`:                    {"stage.cri", "stage.label_drop"},
	`loki.source.kubernetes_events "events"`: {"clustering"},
	`local.file "syslog"`:                    nil,
	`loki.relabel "syslog"`:                  {"rule"},
	`loki.source.syslog "databases"`:         {"listener", "listener.tls_config"},
	`loki.process "secrets"`:                 {"stage.output", "stage.regex", "stage.replace"},
	`loki.process "syslog"`: {
		"stage.labels", "stage.metrics", "stage.metrics.metric.counter", "stage.multiline", "stage.output",
		"stage.regex", "stage.replace", "stage.structured_metadata",
	},
}

func TestOnlyKnownComponentsAndBlocks(t *testing.T) {
	got := map[string][]string{}
	for _, c := range parse(t).Components {
		if _, twice := got[c.Name]; twice {
			t.Errorf("%s is defined twice", c.Name)
		}
		paths := map[string]bool{}
		for _, b := range c.Blocks {
			paths[b.Path] = true
		}
		got[c.Name] = slices.Sorted(maps.Keys(paths))
	}
	if diff := cmp.Diff(known, got); diff != "" {
		t.Errorf("-known +used:\n%s", diff)
	}
}

func TestFormatted(t *testing.T) {
	file, err := parser.ParseFile("config.alloy", []byte(configuration))
	if err != nil {
		t.Fatal(err)
	}
	var formatted bytes.Buffer
	if err := printer.Fprint(&formatted, file); err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(formatted.String(), "\t", "  ") // tabs read badly within YAML
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(strings.TrimSpace(configuration), "\n")); diff != "" {
		t.Errorf("not as `alloy fmt` writes it, -formatted +file:\n%s", diff)
	}
}

// The chart passes the configuration through tpl, and a ${NAME} may be taken
// for a variable by a GitOps engine.
func TestNoTemplatesInTheConfiguration(t *testing.T) {
	for _, forbidden := range []string{"{{", "}}", "${"} {
		if i := strings.Index(configuration, forbidden); i >= 0 {
			t.Errorf("line %d holds %q", 1+strings.Count(configuration[:i], "\n"), forbidden)
		}
	}
}

func TestEnvironmentVariablesAreAllGiven(t *testing.T) {
	given := []string{"K8S_NODE_NAME"} // by the chart
	for _, v := range valuesOf(configuration, environment()).Alloy.ExtraEnv {
		given = append(given, v.Name)
	}
	var used []string
	for _, m := range regexp.MustCompile(`sys\.env\("([^"]*)"\)`).FindAllStringSubmatch(configuration, -1) {
		if !slices.Contains(used, m[1]) {
			used = append(used, m[1])
		}
	}
	slices.Sort(given)
	slices.Sort(used)
	if diff := cmp.Diff(given, used); diff != "" {
		t.Errorf("-given +used:\n%s", diff)
	}
}

func TestSyslogListener(t *testing.T) {
	source := find(t, `loki.source.syslog "databases"`)
	listener, tls := source.In("listener"), source.In("listener.tls_config")
	if got := eval[string](t, listener.Attributes["address"]); got != "0.0.0.0:6514" || syslog.Port != 6514 {
		t.Errorf("listens on %s, but the load balancer sends to %d", got, syslog.Port)
	}
	file := find(t, `local.file "syslog"`)
	if got, want := eval[string](t, file.Attributes["filename"]), tlsPath+"/"+syslog.KeyCombinedPEM; got != want {
		t.Errorf("reads %s, but the Secret is mounted as %s", got, want)
	}
	if !eval[bool](t, file.Attributes["is_secret"]) {
		t.Error("the file with the private key is not marked secret")
	}
	if got := eval[alloytest.Secret](t, tls.Attributes["key_pem"]); string(got) != combinedPEM {
		t.Errorf("the key is %q", got)
	}
}

// Arguments that are not secret can be read by whoever reaches Alloy's page.
func TestPrivateKeyIsNotShown(t *testing.T) {
	tls := find(t, `loki.source.syslog "databases"`).In("listener.tls_config")
	got := eval[string](t, tls.Attributes["cert_pem"])
	if strings.Contains(got, "PRIVATE") || strings.TrimSpace(got) != strings.TrimSpace(certificates) {
		t.Errorf("cert_pem is %q, want the certificates and nothing else", got)
	}
}

// One file for key and certificate: two are updated one after the other, and
// the listener does not survive the pair that does not match.
func TestCertificateRenewalIsAtomic(t *testing.T) {
	files := 0
	for _, c := range parse(t).Components {
		if strings.HasPrefix(c.Name, "local.file ") {
			files++
		}
	}
	if files != 1 {
		t.Errorf("%d local.file components, want 1", files)
	}
}

func TestOnlyTheOwnNodesPodsAreWatched(t *testing.T) {
	selectors := find(t, `discovery.kubernetes "pods"`).In("selectors")
	if got := eval[string](t, selectors.Attributes["field"]); got != "spec.nodeName=node-1" {
		t.Errorf("field selector %q, want spec.nodeName of the node", got)
	}
}

func TestEventsAreCollectedOncePerCluster(t *testing.T) {
	events := find(t, `loki.source.kubernetes_events "events"`)
	if !eval[bool](t, events.In("clustering").Attributes["enabled"]) || !valuesOf(configuration, environment()).Alloy.Clustering.Enabled {
		t.Error("every node would send every event")
	}
	if got := eval[string](t, events.Attributes["job_name"]); got != "kubernetes-events" {
		t.Errorf("job %q: the documentation and the dashboards ask for kubernetes-events", got)
	}
}
