package prove

import (
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/model"
)

func TestNames(t *testing.T) {
	configMap := func(name, key string) *corev1.ConfigMap {
		return &corev1.ConfigMap{
			TypeMeta:   kinds.ConfigMap,
			ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: "cluster-services"},
			Data:       map[string]string{key: "x"},
		}
	}
	add := func(t tree, component string, o model.Object) {
		c := t.component(component)
		c.Objects = append(c.Objects, o)
	}
	seed(t, names, map[string]fault{
		"object twice": {
			reason: "Two units would apply one over the other for ever.",
			do: with(func(t tree) {
				add(t, "rules", configMap("settings", "a"))
				add(t, "monitors", configMap("settings", "b"))
			}),
			want: []string{
				`pkg/components/monitors/monitors.go: ConfigMap cluster-services/settings: "settings": ConfigMap cluster-services/settings on the cluster of blue is also made by environments/blue/2-cluster/resources/rules/configmap-settings.yaml; rename one, or leave one out; in environments/blue/3-environment/resources/monitors/configmap-settings.yaml [names-duplicate-object]`,
			},
		},
		"object that Crossplane delivers": {
			reason: "The same Secret from a Composition and from a file.",
			do: with(func(t tree) {
				add(t, "monitors", &corev1.Secret{
					TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Secret"},
					ObjectMeta: metav1.ObjectMeta{Name: "loki-spaces", Namespace: "cluster-services"},
				})
			}),
			want: []string{
				`pkg/components/monitors/monitors.go: Secret cluster-services/loki-spaces: "loki-spaces": Secret cluster-services/loki-spaces on the cluster of blue is also made by control-plane/apis/apis/composition-objectstores.seamark.dev.yaml; rename one, or leave one out; in environments/blue/3-environment/resources/monitors/secret-loki-spaces.yaml [names-duplicate-object]`,
			},
		},
		"release twice": {
			reason: "Also in another namespace: on the hub both are objects of one name.",
			do: with(func(t tree) {
				r := *t.release("alloy")
				r.Namespace = "demo"
				c := t.component("redis-exporter")
				c.Releases = append(c.Releases, r)
			}),
			want: []string{
				`pkg/components/redisexporter/redisexporter.go: release alloy: name: "alloy": a release of this name is also in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml; give one of them another name; in environments/blue/3-environment/releases/redis-exporter/helmrelease-alloy.yaml [names-duplicate-release]`,
			},
		},
		"no namespace": {
			reason: "The engine would not know where to put it.",
			do:     with(func(t tree) { find[*networkingv1.NetworkPolicy](t, "loki").Namespace = "" }),
			want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io loki: metadata.namespace: "loki": an object of this kind lives in a namespace, and none is given; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [names-no-namespace]`,
			},
		},
		"long release": {
			reason: "Helm allows 53 characters.",
			do:     with(func(t tree) { t.release("demo").Name = strings.Repeat("demo", 14) }),
			want: []string{
				`pkg/components/demo/demo.go: release demodemodemodemodemodemodemodemodemodemodemodemodemodemo: name: "demodemodemodemodemodemodemodemodemodemodemodemodemodemo": the name of a release must be no more than 53 characters; in environments/blue/3-environment/releases/demo/helmrelease-demodemodemodemodemodemodemodemodemodemodemodemodemodemo.yaml [names-illegal]`,
			},
		},
		"name": {
			reason: "Kubernetes allows no upper case.",
			do:     with(func(t tree) { find[*networkingv1.NetworkPolicy](t, "loki").Name = "Loki" }),
			want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-services/Loki: metadata.name: "Loki": the name of such an object must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-Loki.yaml [names-illegal]`,
			},
		},
		"Service": {
			reason: "A Service's name begins with a letter.",
			do:     with(func(t tree) { find[*corev1.Service](t, "alloy-syslog").Name = "0-syslog" }),
			want: []string{
				`pkg/components/syslog/syslog.go: Service cluster-services/0-syslog: metadata.name: "0-syslog": the name of such an object must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character; in environments/blue/2-cluster/resources/syslog/service-0-syslog.yaml [names-illegal]`,
			},
		},
		"namespace": {
			reason: "A namespace is a label: no dots.",
			do:     with(func(t tree) { find[*corev1.Namespace](t, "crossplane-system").Name = "crossplane.system" }),
			want: []string{
				`pkg/components/crossplane/crossplane.go: Namespace crossplane.system: metadata.name: "crossplane.system": the name of such an object must not contain dots; in control-plane/crossplane/crossplane/namespace-crossplane.system.yaml [names-illegal]`,
			},
		},
		"XR": {
			reason: "Crossplane puts the name of an XR into a label.",
			do:     with(func(t tree) { find[*seamark.LogSink](t, "adservice").Name = strings.Repeat("s", 64) }),
			want: []string{
				`pkg/components/logsink/logsink.go: LogSink.seamark.dev blue/ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss: metadata.name: "ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss": the name of such an object must be no more than 63 characters: Crossplane makes a label of it; in environments/blue/3-environment/log-sinks/logsink/logsink-ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss.yaml [names-illegal]`,
			},
		},
		"label": {
			reason: "A label has 63 characters and few signs.",
			do: with(func(t tree) {
				find[*networkingv1.NetworkPolicy](t, "loki").Labels = map[string]string{"team": "on call"}
			}),
			want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-services/loki: metadata.labels.team: "on call": a label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [names-illegal]`,
			},
		},
		"annotation": {
			reason: "A key of an annotation has one slash at most.",
			do: with(func(t tree) {
				find[*networkingv1.NetworkPolicy](t, "loki").Annotations = map[string]string{"a/b/c": ""}
			}),
			want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-services/loki: metadata.annotations["a/b/c"]: "a/b/c": a key in annotations must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [names-illegal]`,
			},
		},
		"key": {
			reason: "A key of a ConfigMap becomes the name of a file.",
			do:     with(func(t tree) { add(t, "monitors", configMap("settings", "a b")) }),
			want: []string{
				`pkg/components/monitors/monitors.go: ConfigMap cluster-services/settings: data: "a b": a key must consist of alphanumeric characters, '-', '_' or '.'; in environments/blue/3-environment/resources/monitors/configmap-settings.yaml [names-illegal]`,
			},
		},
	})
}
