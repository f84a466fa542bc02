package alloy

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/alloytest"
	"seamark.dev/seamark/pkg/components/loki"
)

// Loki refuses a stream with more labels than its limit, as it did with the
// pods that had many when all of a pod's labels were mapped.
func TestLabelsAreWithinLokisLimit(t *testing.T) {
	external := object(t, find(t, `loki.write "default"`).Attributes["external_labels"])
	listener := find(t, `loki.source.syslog "databases"`).In("listener")
	cases := map[string]struct {
		reason string
		labels []string
		want   []string
	}{
		"Pods": {
			reason: "stage.cri adds stream; filename is dropped",
			labels: append(targets(t, `discovery.relabel "pods"`), "stream"),
			want:   []string{"app", "container", "environment", "job", "namespace", "node", "pod", "stream"},
		},
		"Events": {
			reason: "the source sets three labels by itself",
			labels: []string{"namespace", "job", "instance"},
			want:   []string{"environment", "instance", "job", "namespace"},
		},
		"Databases": {
			reason: "labels of the listener, and what rules and stages take out of the message",
			labels: slices.Concat(targets(t, `loki.relabel "syslog"`),
				slices.Collect(maps.Keys(object(t, listener.Attributes["labels"]))), added(t, "stage.labels")),
			want: []string{"app", "database_cluster", "environment", "host", "job", "level"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := map[string]bool{}
			want := strings.Join(slices.DeleteFunc(slices.Clone(tc.want), func(l string) bool { return l == "environment" }), ", ")
			if !regexp.MustCompile(`(?m)^//   \w+ +` + want + `$`).MatchString(configuration) {
				t.Errorf("the head of the configuration does not list %s", want)
			}
			for _, label := range append(tc.labels, slices.Collect(maps.Keys(external))...) {
				got[label] = true
			}
			if diff := cmp.Diff(tc.want, slices.Sorted(maps.Keys(got))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
			if len(got)+1 > loki.MaxLabelNames { // Loki adds service_name
				t.Errorf("%d labels and service_name, but Loki takes %d", len(got), loki.MaxLabelNames)
			}
		})
	}
}

// TestMetadataIsNoLabel: a label that has the name of what becomes structured
// metadata would be taken from the stream.
func TestMetadataIsNoLabel(t *testing.T) {
	labels := append(targets(t, `loki.relabel "syslog"`), "environment", "job")
	got := added(t, "stage.structured_metadata")
	if diff := cmp.Diff([]string{"code", "db", "duration_ms", "pid", "query_time", "role", "severity", "user"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, name := range got {
		if slices.Contains(labels, name) {
			t.Errorf("%s is a label too", name)
		}
		if !strings.Contains(configuration, `P<`+name+`>`) {
			t.Errorf("nothing takes %s out of a line", name)
		}
	}
}

// added are the names that a stage gives to lines of databases, sorted.
func added(t *testing.T, stage string) []string {
	t.Helper()
	return slices.Sorted(maps.Keys(object(t, find(t, `loki.process "syslog"`).In(stage).Attributes["values"])))
}

// targets are the labels that rules set and that are sent.
func targets(t *testing.T, name string) []string {
	t.Helper()
	var all []string
	for _, r := range parse(t).Rules(name) {
		if r.Target != "" && !strings.HasPrefix(r.Target, "__") {
			all = append(all, r.Target)
		}
	}
	return all
}

func TestPodLabels(t *testing.T) {
	pod := map[string]string{
		"__meta_kubernetes_namespace":          "demo",
		"__meta_kubernetes_pod_name":           "cart-0",
		"__meta_kubernetes_pod_uid":            "8a5e",
		"__meta_kubernetes_pod_container_name": "server",
		"__meta_kubernetes_pod_node_name":      "node-1",
	}
	const name, short = "__meta_kubernetes_pod_label_app_kubernetes_io_name", "__meta_kubernetes_pod_label_app"
	cases := map[string]struct {
		reason      string
		set         map[string]string
		label, want string
	}{
		"Path":     {"the folder of one container of one pod", nil, "__path__", "/var/log/pods/*8a5e/server/*.log"},
		"Job":      {"namespace/container", nil, "job", "demo/server"},
		"Node":     {"the node", nil, "node", "node-1"},
		"NoApp":    {"a pod without either label has no app", nil, "app", ""},
		"AppShort": {"the old label serves where the new one is missing", map[string]string{short: "cart"}, "app", "cart"},
		"AppBoth":  {"the new label wins", map[string]string{name: "cart", short: "c"}, "app", "cart"},
		"AppNew":   {"the new label alone", map[string]string{name: "cart"}, "app", "cart"},
	}
	for test, tc := range cases {
		t.Run(test, func(t *testing.T) {
			labels := maps.Clone(pod)
			maps.Copy(labels, tc.set)
			if got := alloytest.Relabel(parse(t).Rules(`discovery.relabel "pods"`), labels)[tc.label]; got != tc.want {
				t.Errorf("%s = %q, want %q: %s", tc.label, got, tc.want, tc.reason)
			}
		})
	}
}

func TestDatabasesAreToldApart(t *testing.T) {
	cases := map[string]struct{ reason, host, want string }{
		"Public":      {"the host's full name", "blue-adservice-pg-do-user-1234567-0.b.db.ondigitalocean.com", "adservice"},
		"Private":     {"its name within the VPC", "private-blue-adservice-pg-do-user-1234567-0.b.db.ondigitalocean.com", "adservice"},
		"Short":       {"the first part of the name", "blue-cartservice-valkey-do-user-1234567-0", "cartservice"},
		"Node":        {"the name of a node", "blue-adservice-pg-1", "adservice"},
		"Generation":  {"a node that replaced another", "blue-adservice-pg-1-17", "adservice"},
		"Cluster":     {"the name of the cluster", "blue-cartservice-valkey", "cartservice"},
		"Dashes":      {"a database's name may hold dashes and digits", "blue-orders-2-pg-1", "orders-2"},
		"Other":       {"another environment's cluster keeps its whole name", "green-adservice-pg-do-user-1-0.b.db.ondigitalocean.com", "green-adservice-pg"},
		"LongerName":  {"an environment whose name ends alike is another one", "deep-blue-adservice-pg-1", "deep-blue-adservice-pg"},
		"Address":     {"an address is no name", "10.201.0.5", ""},
		"None":        {"a message may lack the host", "", ""},
		"Unspeakable": {"what is no host name is left out", "host name", ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := alloytest.Relabel(parse(t).Rules(`loki.relabel "syslog"`), map[string]string{
				"__syslog_message_hostname": tc.host,
				"__syslog_message_app_name": "postgres",
				"__syslog_message_severity": "error",
			})
			if got["database_cluster"] != tc.want {
				t.Errorf("database_cluster of %q is %q, want %q: %s", tc.host, got["database_cluster"], tc.want, tc.reason)
			}
			if got["host"] != tc.host || got["app"] != "postgres" || got["level"] != "error" {
				t.Errorf("host %q, app %q, level %q are not as sent", got["host"], got["app"], got["level"])
			}
		})
	}
}
