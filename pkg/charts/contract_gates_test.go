package charts

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPrograms(t *testing.T) {
	tag := func(text string) values { return values{"image": values{"tag": text}} }
	prometheus := func(text string) values {
		return values{"prometheus": values{"prometheusSpec": tag(text)}}
	}
	storage := func(thanos bool, s3 values) values {
		return values{"loki": values{"storage": values{"use_thanos_objstore": thanos, "s3": s3}}}
	}
	cases := map[string]struct {
		reason, chart string
		values        values
		want          []string
	}{
		"Gate":         {"One letter is missing.", "cert-manager", values{"featureGates": "ACMEUseARI=true,ExperimentalGatewayAPISuport=true"}, []string{"featureGates"}},
		"Gates":        {"Gates that there are.", "cert-manager", values{"featureGates": "ACMEUseARI=true, AllAlpha=false", "webhook": values{"featureGates": "OtherNames=true"}}, nil},
		"NoGates":      {"The chart's default.", "cert-manager", values{"featureGates": ""}, nil},
		"GateElse":     {"A gate of another program.", "cert-manager", values{"cainjector": values{"featureGates": "ACMEUseARI=true"}}, []string{"cainjector.featureGates"}},
		"GateBare":     {"On or off?", "cert-manager", values{"featureGates": "ACMEUseARI"}, []string{"featureGates"}},
		"Crossplane":   {"No composite resource has a namespace there.", "crossplane", tag("v1.20.0"), []string{"image.tag"}},
		"CrossplaneOK": {"A build of one's own may be called anything.", "crossplane", tag("main"), nil},
		"Newer":        {"A newer one is not judged.", "crossplane", tag("v2.4.0"), nil},
		"Prometheus":   {"The operator refuses it.", "kube-prometheus-stack", prometheus("v0.0.1"), []string{"prometheus.prometheusSpec.image.tag"}},
		"PrometheusOK": {"The last of another major version.", "kube-prometheus-stack", prometheus("v2.55.1"), nil},
		"Level":        {"A level that Alloy does not have.", "alloy", values{"alloy": values{"stabilityLevel": "stable"}}, []string{"alloy.stabilityLevel"}},
		"Legacy":       {"The block of the other client.", "loki", storage(true, values{"endpoint": "a.example"}), []string{"loki.storage.s3"}},
		"LegacyNull":   {"As the default values have it.", "loki", storage(true, values{"endpoint": nil, "insecure": false}), nil},
		"LegacyClient": {"The other client reads it.", "loki", storage(false, values{"endpoint": "a.example"}), nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			contract, _ := ContractOf(Chart{Name: tc.chart})
			var got []string
			for _, f := range contract.Check(node(t, tc.values)) {
				got = append(got, f.Path.String())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
