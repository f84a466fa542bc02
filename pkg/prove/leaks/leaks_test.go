package leaks

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// The secrets below are put together, so that no scanner takes this file for
// one that leaks.
var (
	token   = "dop" + "_v1_" + strings.Repeat("0123456789abcdef", 4)
	jwt     = "ey" + "JhbGciOiJIUzI1NiJ9." + "ey" + "JzdWIiOiIxMjM0NTY3ODkwIn0." + "dozjgNryP4J3jVmNHl0w5N"
	keyPEM  = "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIE"
	certPEM = "-----BEGIN " + "CERTIFICATE-----\nMIIE"
)

func TestSecretsOfObjects(t *testing.T) {
	annotate := func(value string) func(provetest.Tree) {
		return func(t provetest.Tree) {
			provetest.Find[*networkingv1.NetworkPolicy](t, "loki").Annotations = map[string]string{"note": value}
		}
	}
	provetest.Seed(t, Check, map[string]provetest.Fault{
		"Secret in a Composition": {
			Reason: "The base of a composed resource.",
			Do: func(t provetest.Tree) {
				object := t.Composed("objectstores.seamark.dev", "secret").Base.(*providerkubernetes.Object)
				object.Spec.ForProvider.Manifest.(*corev1.Secret).Data = map[string][]byte{"key": []byte("0123456789")}
			},
			Want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io objectstores.seamark.dev: spec.pipeline[0].input.resources[3].base.spec.forProvider.manifest.data.key: "… (16 characters)": a Secret with values would be in the repository for everybody to read; let a person or Crossplane make the Secret, and refer to it by name; in control-plane/apis/apis/composition-objectstores.seamark.dev.yaml [secret-data]`,
			},
		},
		"token": {Reason: "A token of DigitalOcean, anywhere in a text.", Do: annotate("use " + token + " here"),
			Want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-services/loki: metadata.annotations.note: "… (71 characters)": this looks like a token of DigitalOcean; take it out, replace it where it is valid, and refer to a Secret instead; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [secret-token]`,
			},
		},
		"private key": {Reason: "A key of any sort.", Do: annotate(keyPEM),
			Want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-services/loki: metadata.annotations.note: "… (36 characters)": this is a private key; take it out, replace it where it is valid, and refer to a Secret instead; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [secret-private-key]`,
			},
		},
		"address": {Reason: "A password in an address.", Do: annotate("postgres://admin:hunter2hunter2@db.example.com/x"),
			Want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-services/loki: metadata.annotations.note: "… (20 characters)": the address holds a user and a password; take it out, replace it where it is valid, and refer to a Secret instead; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [secret-url]`,
			},
		},
		"certificate": {Reason: "A certificate is no secret.", Do: annotate(certPEM)},
		"placeholder": {Reason: "Nor is what stands for a password.", Do: annotate("redis://:$(PASSWORD)@db and https://user:%s@x")},
		"ID of a key": {
			Reason: "The ID of a key that is taken over opens nothing; anywhere else it may be half of a pair.",
			Do: func(t provetest.Tree) {
				xr := provetest.Find[*seamark.ObjectStore](t, "loki")
				xr.Spec.ExistingKeyID = "DO00" + strings.Repeat("AB12", 4)
			},
		},
		"repository": {
			Reason: "The address of the chart is delivered as it is.",
			Do: func(t provetest.Tree) {
				t.Release("alloy").Chart.Repository = "https://user:hunter2hunter2@example.com/charts"
			},
			Want: []string{
				`pkg/components/alloy/alloy.go: release alloy: chart.repository: "… (19 characters)": the address holds an account; take it out, replace it where it is valid, and name a Secret with it: spec.mirrors[].secret; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [secret-url]`,
			},
		},
		"token in a repository": {
			Reason: "The name of the user is the secret, and what stands for a password is none.",
			Do: func(t provetest.Tree) {
				t.Release("alloy").Chart.Repository = "oci://0123456789abcdef:$(X)@example.com/a"
			},
			Want: []string{
				`pkg/components/alloy/alloy.go: release alloy: chart.repository: "… (21 characters)": the address holds an account; take it out, replace it where it is valid, and name a Secret with it: spec.mirrors[].secret; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [secret-url]`,
			},
		},
		"patch of a release": {
			Reason: "A patch is delivered as it is.",
			Do: func(t provetest.Tree) {
				r := t.Release("alloy")
				r.Patches = append(r.Patches, model.Patch{Patch: "value: " + token})
			},
			Want: []string{
				`pkg/components/alloy/alloy.go: release alloy: patches[0]: "… (71 characters)": this looks like a token of DigitalOcean; take it out, replace it where it is valid, and refer to a Secret instead; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [secret-token]`,
			},
		},
	})
}

func TestSecretsOfOverrides(t *testing.T) {
	cases := map[string]struct {
		reason, overrides string
		want              []string
	}{
		"password": {
			reason:    "A field of this name with a literal value.",
			overrides: "kube-prometheus-stack: {grafana: {adminPassword: correct-horse-battery}}",
			want: []string{
				`platform.yaml:10: release kube-prometheus-stack: values.grafana.adminPassword: "… (21 characters)": the field holds a secret in clear text; use the chart's way to refer to a Secret (existingSecret, secretKeyRef …); in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [secret-literal]`,
			},
		},
		"secret key": {
			reason:    "However it is spelt.",
			overrides: "loki: {loki: {storage: {object_store: {s3: {secret_access_key: abcdefgh12345678}}}}}",
			want: []string{
				`platform.yaml:10: release loki: values.loki.storage.object_store.s3.secret_access_key: "… (16 characters)": the field holds a secret in clear text; use the chart's way to refer to a Secret (existingSecret, secretKeyRef …); in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [secret-literal]`,
			},
		},
		"Secret": {
			reason:    "A whole Secret among the values.",
			overrides: "kube-prometheus-stack: {extraManifests: [{apiVersion: v1, kind: Secret, metadata: {name: x}, stringData: {a: opensesame}}]}",
			want: []string{
				`platform.yaml:10: release kube-prometheus-stack: values.extraManifests[0].stringData.a: "… (10 characters)": a Secret with values would be in the repository for everybody to read; let a person or Crossplane make the Secret, and refer to it by name; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [secret-data]`,
			},
		},
		"header": {
			reason:    "A header with its token.",
			overrides: "alloy: {alloy: {extraEnv: [{name: H, value: Bearer abcdefghijklmnopqrstuvwxyz}]}}",
			want: []string{
				`platform.yaml:10: release alloy: values.alloy.extraEnv[0].value: "… (26 characters)": this looks like an Authorization header with its token; take it out, replace it where it is valid, and refer to a Secret instead; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [secret-token]`,
			},
		},
		"web token": {
			reason:    "A JSON Web Token.",
			overrides: "alloy: {alloy: {extraEnv: [{name: H, value: " + jwt + "}]}}",
			want: []string{
				`platform.yaml:10: release alloy: values.alloy.extraEnv[0].value: "… (71 characters)": this looks like a JSON Web Token; take it out, replace it where it is valid, and refer to a Secret instead; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [secret-token]`,
			},
		},
		"variable": {
			reason:    "What the program takes from its environment is no secret.",
			overrides: "loki: {loki: {storage: {object_store: {s3: {secret_access_key: '${KEY}'}}}}}",
		},
		"reference": {
			reason:    "Beside the name of a Secret, the fields are names of keys.",
			overrides: "redis-exporter-cartservice: {auth: {enabled: true, secret: {name: cartservice-database, token: redis-password}}}",
		},
		"name of a key": {
			reason:    "Words are the name of a key; a key has digits.",
			overrides: "loki: {x: {passwordSecretKey: admin-password}}",
		},
		"key of a reference": {
			reason:    "passwordKey names a key.",
			overrides: "kube-prometheus-stack: {grafana: {admin: {passwordKey: admin-password}}}",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, provetest.Told(Check(inventory.Read(provetest.Overriding(t, tc.overrides))))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestNothingIsShown: a finding is printed in the logs of a pipeline.
func TestNothingIsShown(t *testing.T) {
	found := Check(inventory.Read(provetest.Overriding(t, "alloy: {alloy: {extraEnv: [{name: T, value: "+token+"}]}}")))
	if len(found) != 1 || strings.Contains(found[0].String(), token[:4]) || found[0].Where.String() != "platform.yaml:10" {
		t.Errorf("want one finding that points at line 10 and does not tell the token, got %v", found)
	}
}

func BenchmarkLeaks(b *testing.B) {
	inv := inventory.Read(provetest.Configured(b, "platform.yaml", provetest.Small))
	b.ReportAllocs()
	for b.Loop() {
		Check(inv)
	}
}
