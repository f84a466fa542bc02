package names

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func TestNames(t *testing.T) {
	configMap := func(name, key string) *corev1.ConfigMap {
		return &corev1.ConfigMap{
			TypeMeta:   kinds.ConfigMap,
			ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: "cluster-services"},
			Data:       map[string]string{key: "x"},
		}
	}
	add := func(t provetest.Tree, component string, o model.Object) {
		c := t.Component(component)
		c.Objects = append(c.Objects, o)
	}
	const asked = `pkg/components/monitors/monitors.go: Secret a b/x'; rm -rf /: `
	provetest.Seed(t, Check, map[string]provetest.Fault{
		"object twice": {
			Reason: "Two units would apply one over the other for ever.",
			Do: func(t provetest.Tree) {
				add(t, "rules", configMap("settings", "a"))
				add(t, "monitors", configMap("settings", "b"))
			},
			Want: []string{
				`pkg/components/monitors/monitors.go: ConfigMap cluster-services/settings: "settings": ConfigMap cluster-services/settings on the cluster of blue is also made by environments/blue/2-cluster/resources/rules/configmap-settings.yaml; rename one, or leave one out; in environments/blue/3-environment/resources/monitors/configmap-settings.yaml [names-duplicate-object]`,
			},
		},
		"object that Crossplane delivers": {
			Reason: "The same Secret from a Composition and from a file.",
			Do: func(t provetest.Tree) {
				add(t, "monitors", &corev1.Secret{
					TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Secret"},
					ObjectMeta: metav1.ObjectMeta{Name: "loki-spaces", Namespace: "cluster-services"},
				})
			},
			Want: []string{
				`pkg/components/monitors/monitors.go: Secret cluster-services/loki-spaces: "loki-spaces": Secret cluster-services/loki-spaces on the cluster of blue is also made by control-plane/apis/apis/composition-objectstores.seamark.dev.yaml; rename one, or leave one out; in environments/blue/3-environment/resources/monitors/secret-loki-spaces.yaml [names-duplicate-object]`,
			},
		},
		"release twice": {
			Reason: "Also in another namespace: on the hub both are objects of one name.",
			Do: func(t provetest.Tree) {
				r := *t.Release("alloy")
				r.Namespace = "demo"
				c := t.Component("redis-exporter")
				c.Releases = append(c.Releases, r)
			},
			Want: []string{
				`pkg/components/redisexporter/values.go: release alloy: name: "alloy": a release of this name is also in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml; give one of them another name; in environments/blue/3-environment/releases/redis-exporter/helmrelease-alloy.yaml [names-duplicate-release]`,
			},
		},
		"no namespace": {
			Reason: "The engine would not know where to put it.",
			Do:     func(t provetest.Tree) { provetest.Find[*networkingv1.NetworkPolicy](t, "loki").Namespace = "" },
			Want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io loki: metadata.namespace: "loki": an object of this kind lives in a namespace, and none is given; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [names-no-namespace]`,
			},
		},
		"long release": {
			Reason: "Helm allows 53 characters.",
			Do:     func(t provetest.Tree) { t.Release("demo").Name = strings.Repeat("demo", 14) },
			Want: []string{
				`pkg/components/demo/demo.go: release demodemodemodemodemodemodemodemodemodemodemodemodemodemo: name: "demodemodemodemodemodemodemodemodemodemodemodemodemodemo": the name of a release must be no more than 53 characters; in environments/blue/3-environment/releases/demo/helmrelease-demodemodemodemodemodemodemodemodemodemodemodemodemodemo.yaml [names-illegal]`,
			},
		},
		"release with a dot": {
			Reason: "Charts call Services after it.",
			Do:     func(t provetest.Tree) { t.Release("demo").Name = "demo.two" },
			Want: []string{
				`pkg/components/demo/demo.go: release demo.two: name: "demo.two": the name of a release must not contain dots; in environments/blue/3-environment/releases/demo/helmrelease-demo.two.yaml [names-illegal]`,
			},
		},
		"unit": {
			Reason: "Flux puts the name of a Kustomization into a label.",
			Do: func(t provetest.Tree) {
				t.Unit("2-cluster/collection").ID.Path = "2-cluster/" + strings.Repeat("c", 60)
			},
			Want: []string{
				`pkg/components/alloy/alloy.go: unit environments/blue/2-cluster/cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc: path: "2-cluster-cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc": the name of a unit, made of its path, must be no more than 63 characters [names-illegal]`,
			},
		},
		"kind": {
			Reason: "The file would be elsewhere.",
			Do: func(t provetest.Tree) {
				o := configMap("settings", "a")
				o.Kind = "../x"
				add(t, "monitors", o)
			},
			Want: []string{
				`pkg/components/monitors/monitors.go: ../x cluster-services/settings: kind: "../x": a kind must be letters, digits and dashes, a letter first; in environments/blue/3-environment/resources/x-settings.yaml [names-illegal]`,
			},
		},
		"role": {
			Reason: "Any name will do, if it is one segment of a path.",
			Do: func(t provetest.Tree) {
				add(t, "monitors", &rbacv1.ClusterRole{
					TypeMeta:   metav1.TypeMeta{APIVersion: "rbac.authorization.k8s.io/v1", Kind: "ClusterRole"},
					ObjectMeta: metav1.ObjectMeta{Name: "a/b"},
				})
			},
			Want: []string{
				`pkg/components/monitors/monitors.go: ClusterRole.rbac.authorization.k8s.io a/b: metadata.name: "a/b": the name of such an object may not contain '/'; in environments/blue/3-environment/resources/monitors/clusterrole-a/b.yaml [names-illegal]`,
			},
		},
		"Secret that a person creates": {
			Reason: "Its names and inputs stand in a command.",
			Do: func(t provetest.Tree) {
				c := t.Component("monitors")
				c.Secrets = append(c.Secrets, model.Secret{
					Namespace: "a b", Name: "x'; rm -rf /", Type: "$(x)", Labels: map[string]string{"a": "`x`"},
					Keys: []model.SecretKey{{Key: "a b", Inputs: []string{"A", "x; rm -rf /"}, Format: "'%s", Less: &model.LessOfKey{Inputs: []string{"$(x)"}, Format: "%s'"}}},
				})
			},
			Want: []string{
				asked + "secrets[0].keys[0].format: \"'%s\": a format must be one line without apostrophes; in SECRETS.md [names-shell]",
				asked + `secrets[0].keys[0].inputs[1]: "x; rm -rf /": an input must be the name of a shell variable: letters, digits and underscores, no digit first; in SECRETS.md [names-shell]`,
				asked + `secrets[0].keys[0].key: "a b": a key must consist of alphanumeric characters, '-', '_' or '.'; in SECRETS.md [names-illegal]`,
				asked + "secrets[0].keys[0].less.format: \"%s'\": a format must be one line without apostrophes; in SECRETS.md [names-shell]",
				asked + `secrets[0].keys[0].less.inputs[0]: "$(x)": an input must be the name of a shell variable: letters, digits and underscores, no digit first; in SECRETS.md [names-shell]`,
				asked + "secrets[0].labels.a: \"`x`\": a label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character; in SECRETS.md [names-illegal]",
				asked + `secrets[0].name: "x'; rm -rf /": the name of a Secret must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character; in SECRETS.md [names-illegal]`,
				asked + `secrets[0].namespace: "a b": the name of a namespace must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character; in SECRETS.md [names-illegal]`,
				asked + `secrets[0].type: "$(x)": the type of a Secret must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character; in SECRETS.md [names-illegal]`,
			},
		},
		"name": {
			Reason: "Kubernetes allows no upper case.",
			Do:     func(t provetest.Tree) { provetest.Find[*networkingv1.NetworkPolicy](t, "loki").Name = "Loki" },
			Want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-services/Loki: metadata.name: "Loki": the name of such an object must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-Loki.yaml [names-illegal]`,
			},
		},
		"Service": {
			Reason: "A Service's name begins with a letter.",
			Do:     func(t provetest.Tree) { provetest.Find[*corev1.Service](t, "alloy-syslog").Name = "0-syslog" },
			Want: []string{
				`pkg/components/syslog/syslog.go: Service cluster-services/0-syslog: metadata.name: "0-syslog": the name of such an object must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character; in environments/blue/2-cluster/resources/syslog/service-0-syslog.yaml [names-illegal]`,
			},
		},
		"namespace": {
			Reason: "A namespace is a label: no dots.",
			Do: func(t provetest.Tree) {
				provetest.Find[*corev1.Namespace](t, "crossplane-system").Name = "crossplane.system"
			},
			Want: []string{
				`pkg/components/crossplane/crossplane.go: Namespace crossplane.system: metadata.name: "crossplane.system": the name of such an object must not contain dots; in control-plane/crossplane/crossplane/namespace-crossplane.system.yaml [names-illegal]`,
			},
		},
		"XR": {
			Reason: "Crossplane puts the name of an XR into a label.",
			Do: func(t provetest.Tree) {
				provetest.Find[*seamark.LogSink](t, "adservice").Name = strings.Repeat("s", 64)
			},
			Want: []string{
				`pkg/components/logsink/logsink.go: LogSink.seamark.dev blue/ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss: metadata.name: "ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss": the name of such an object must be no more than 63 characters: Crossplane makes a label of it; in environments/blue/3-environment/log-sinks/logsink/logsink-ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss.yaml [names-illegal]`,
			},
		},
		"label": {
			Reason: "A label has 63 characters and few signs.",
			Do: func(t provetest.Tree) {
				provetest.Find[*networkingv1.NetworkPolicy](t, "loki").Labels = map[string]string{"team": "on call"}
			},
			Want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-services/loki: metadata.labels.team: "on call": a label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [names-illegal]`,
			},
		},
		"annotation": {
			Reason: "A key of an annotation has one slash at most.",
			Do: func(t provetest.Tree) {
				provetest.Find[*networkingv1.NetworkPolicy](t, "loki").Annotations = map[string]string{"a/b/c": ""}
			},
			Want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-services/loki: metadata.annotations["a/b/c"]: "a/b/c": a key in annotations must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [names-illegal]`,
			},
		},
		"key": {
			Reason: "A key of a ConfigMap becomes the name of a file.",
			Do:     func(t provetest.Tree) { add(t, "monitors", configMap("settings", "a b")) },
			Want: []string{
				`pkg/components/monitors/monitors.go: ConfigMap cluster-services/settings: data: "a b": a key must consist of alphanumeric characters, '-', '_' or '.'; in environments/blue/3-environment/resources/monitors/configmap-settings.yaml [names-illegal]`,
			},
		},
	})
}

// TestSecretOwners gives an account the name of a Secret that is there already.
func TestSecretOwners(t *testing.T) {
	cases := map[string]struct {
		reason, secret string
		want           []string
	}{
		"Free":     {"A name of its own.", "registry", nil},
		"Person":   {"A person would be told twice, with different keys.", "grafana-admin", []string{"a person creates two Secrets of this name, with different keys"}},
		"Composed": {"Crossplane would write over it.", "staging-000-kubeconfig", []string{"a person creates it, and environments/staging-000/1-infra makes it too"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := provetest.Environments(t, 1).Platform
			p.Spec.Mirrors = []platform.Mirror{{From: "oci://ghcr.io", To: "oci://a.example.com", Secret: tc.secret}}
			var got []string
			for _, f := range Check(inventory.Read(provetest.Built(t, p, nil))) {
				got = append(got, f.Message)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

// TestNamesThatChartsMake: what a chart's templates fill in is judged by nobody,
// and is the same as nothing else; what stands beside it is.
func TestNamesThatChartsMake(t *testing.T) {
	const extra = `extraManifests: [{apiVersion: v1, kind: ConfigMap,
      metadata: {name: '{{ .Release.Name }}-extra', namespace: '{{ .Release.Namespace }}', labels: {a: '{{ .Chart.Name }}', b: 'x y'}},
      data: {a: b}}]`
	in := provetest.Overriding(t, "redis-exporter-cartservice: {"+extra+"}\npostgres-exporter-adservice: {"+extra+"}")
	var got []string
	for _, f := range Check(inventory.Read(in)) {
		got = append(got, string(f.Code)+" "+f.Value)
	}
	if diff := cmp.Diff([]string{"names-illegal x y", "names-illegal x y"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestNamesOfCharts: what a chart makes cannot be made again beside it.
func TestNamesOfCharts(t *testing.T) {
	in := provetest.Overriding(t, "loki: {extraObjects: [{apiVersion: v1, kind: Service, metadata: {name: loki-gateway, namespace: cluster-services}}]}")
	found := Check(inventory.Read(in))
	if len(found) != 1 || found[0].Code != "names-duplicate-object" || found[0].Where.String() != "platform.yaml:10" {
		t.Errorf("found %v", found)
	}
}

// TestSameSecret: a Secret that two components ask for is one only if it is the
// same in all that a person is told.
func TestSameSecret(t *testing.T) {
	secret := model.Secret{Name: "a", Type: "t", Keys: []model.SecretKey{{Key: "k", Format: "%s"}}}
	cases := map[string]struct {
		reason string
		do     func(*model.Secret)
		want   bool
	}{
		"Purpose": {"Each says what it is for.", func(s *model.Secret) { s.Purpose = "p" }, true},
		"Type":    {"Kubernetes never changes it.", func(s *model.Secret) { s.Type = "" }, false},
		"Key":     {"Another key.", func(s *model.Secret) { s.Keys = []model.SecretKey{{Key: "l", Format: "%s"}} }, false},
		"Format":  {"Another value.", func(s *model.Secret) { s.Keys = []model.SecretKey{{Key: "k", Format: "x%s"}} }, false},
		"Joins": {"One command makes the keys of both.", func(s *model.Secret) {
			s.Joins, s.Keys = true, []model.SecretKey{{Key: "l", Format: "%s"}}
		}, true},
		"JoinsType":   {"But a Secret has one type.", func(s *model.Secret) { s.Joins, s.Type = true, "" }, false},
		"JoinsFormat": {"And a key one value.", func(s *model.Secret) { s.Joins, s.Keys = true, []model.SecretKey{{Key: "k", Format: "x%s"}} }, false},
		"JoinsShared": {"Nor is it one of others.", func(s *model.Secret) { s.Joins, s.Shared = true, true }, false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			other := secret
			tc.do(&other)
			if got := sameSecret(secret, other); got != tc.want {
				t.Errorf("%s: got %t, want %t", tc.reason, got, tc.want)
			}
		})
	}
}

// TestReleasesOfTheHub: Helm keeps releases by namespace, so that the hub may
// have two of one name.
func TestReleasesOfTheHub(t *testing.T) {
	s := provetest.Configured(t, "platform.yaml", provetest.Small)
	c := provetest.Tree{TB: t, Input: s}.Component("crossplane")
	again := c.Releases[0]
	again.Namespace = "default"
	c.Releases = append(c.Releases, again)
	if found := (&checker{inventory.Read(s)}).releaseNames(); len(found) > 0 {
		t.Errorf("two namespaces have a release each, and it is said: %v", found)
	}
}
