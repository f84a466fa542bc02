package doks

import (
	"bytes"
	"encoding/base64"
	"testing"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
)

func webhookConfiguration() *admissionregistrationv1.ValidatingWebhookConfiguration {
	configuration := &admissionregistrationv1.ValidatingWebhookConfiguration{ObjectMeta: named("", "cert-manager-webhook")}
	configuration.Annotations = map[string]string{certmanagerv1.WantInjectFromSecretAnnotation: services + "/cert-manager-webhook-ca"}
	configuration.Webhooks = []admissionregistrationv1.ValidatingWebhook{{Name: "one.example.org"}, {Name: "two.example.org"}}
	return configuration
}

func TestInjection(t *testing.T) {
	secret := keyPair(t, services, "cert-manager-webhook-ca")
	c := newTestCluster(t, interceptor.Funcs{}, readyPod("cainjector", "cainjector"), webhookConfiguration(), secret)
	if settled, err := c.syncInjection(t.Context()); settled || err != nil {
		t.Errorf("settled %v, %v; want to refuse a Secret that does not allow it", settled, err)
	}
	secret.Annotations = map[string]string{certmanagerv1.AllowsInjectionFromSecretAnnotation: "true"}
	if err := c.Update(t.Context(), secret); err != nil {
		t.Fatal(err)
	}
	settle(t, c.syncInjection)
	got := read(t, c, "", "cert-manager-webhook", &admissionregistrationv1.ValidatingWebhookConfiguration{})
	for _, webhook := range got.Webhooks {
		if !bytes.Equal(webhook.ClientConfig.CABundle, secret.Data["ca.crt"]) {
			t.Errorf("%s has another caBundle", webhook.Name)
		}
	}
}

func TestInject(t *testing.T) {
	type object = map[string]any
	cases := map[string]struct {
		reason string
		object object
		path   []string
		want   bool
	}{
		"APIService": {
			"The aggregator verifies the Metrics Server with it.",
			object{"kind": "APIService", "spec": object{"group": "metrics.k8s.io"}}, []string{"spec", "caBundle"}, true,
		},
		"Conversion": {
			"A definition with a conversion webhook is called like an admission webhook.",
			object{"kind": "CustomResourceDefinition", "spec": object{"conversion": object{"webhook": object{"clientConfig": object{}}}}},
			[]string{"spec", "conversion", "webhook", "clientConfig", "caBundle"}, true,
		},
		"NoConversion": {
			"There is nothing to verify.",
			object{"kind": "CustomResourceDefinition", "spec": object{"group": "x"}}, []string{"spec", "conversion"}, false,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			target := &unstructured.Unstructured{Object: tc.object}
			inject(target, []byte("CA"))
			got, found, err := unstructured.NestedString(target.Object, tc.path...)
			if err != nil || found != tc.want || (found && got != base64.StdEncoding.EncodeToString([]byte("CA"))) {
				t.Errorf("%q, %v, %v\nreason: %s", got, found, err, tc.reason)
			}
		})
	}
}
