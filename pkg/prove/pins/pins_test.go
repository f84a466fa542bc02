package pins

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func TestPins(t *testing.T) {
	cases := map[string]struct {
		reason         string
		chart, version string
		want           []string
	}{
		"Pinned": {"The pinned version may be written down.", "alloy", "1.11.1", nil},
		"Patch":  {"A patch is judged by what is known of the pinned version.", "kube-prometheus-stack", "88.5.4", []string{`spec.environments[0].charts.kube-prometheus-stack.version: warning: "88.5.4": nobody here has read this version of kube-prometheus-stack: its values are judged by those of 88.5.3; read what its authors say of the change, and look at the difference of what Helm makes of both [chart-other]`}},
		"Minor":  {"So is a minor one, with the v that this chart has.", "cert-manager", "v1.22.0", []string{`spec.environments[0].charts.cert-manager.version: warning: "v1.22.0": nobody here has read this version of cert-manager: its values are judged by those of v1.21.1; read what its authors say of the change, and look at the difference of what Helm makes of both [chart-other]`}},
		"V":      {"Whose registry has no other tags.", "cert-manager", "1.22.0", []string{`spec.environments[0].charts.cert-manager.version: "1.22.0": the versions of this chart are written otherwise; as in "v1.21.1" [chart-version]`}},
		"Major":  {"A major version changes what values mean.", "loki", "19.0.0", []string{`spec.environments[0].charts.loki.version: "19.0.0": is another major version than 18.11.0, which the values here are for; stay within 18 [chart-version]`}},
		"Lost":   {"A minor version can lose what the platform needs.", "external-dns", "1.21.1", []string{`spec.environments[0].charts.external-dns.version: "1.21.1": Pinned to the last chart whose program still has the DigitalOcean provider: ExternalDNS 0.21 (chart 1.21) removed it, and the newer chart renders without complaint but cannot start; stay before 1.21.0 [chart-version]`}},
		"Demo":   {"One way to say it.", "microservices-demo", "1.2.3", []string{`spec.environments[0].charts.microservices-demo.version: "1.2.3": the version of this chart has a field of its own; set demo.chartVersion [chart-version]`}},
		"Typo":   {"A name that is near one.", "lokki", "18.11.1", []string{`spec.environments[0].charts.lokki: nothing is installed from a chart of this name; did you mean "loki"? [chart-unknown]`}},
		"Hub":    {"Another one's release.", "crossplane", "2.3.5", []string{`spec.environments[0].charts.crossplane: nothing is installed from a chart of this name; there are alloy, cert-manager, external-dns, kube-prometheus-stack, loki, metrics-server, microservices-demo, prometheus-postgres-exporter, prometheus-redis-exporter [chart-unknown]`}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := provetest.Environments(t, 1).Platform
			p.Spec.Environments[0].Charts = map[string]platform.ChartVersion{tc.chart: {Version: tc.version}}
			got := provetest.Lines(Check(inventory.Read(provetest.Built(t, p, nil))))
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

// TestHub: the releases that all environments share have versions of their own.
func TestHub(t *testing.T) {
	p := provetest.Environments(t, 1).Platform
	p.Spec.Charts = map[string]platform.ChartVersion{"crossplane": {Version: "2.4.0"}}
	in := provetest.Built(t, p, nil)
	inv := inventory.Read(in)
	if got := Check(inv); len(got) != 1 || got[0].Code != "chart-other" {
		t.Errorf("found %v", got)
	}
	for _, r := range inv.Releases {
		if r.Release.Name == "crossplane" && (r.Release.Chart.Version != "2.4.0" || r.Release.Pinned != "2.3.4") {
			t.Errorf("Crossplane is of version %s, pinned %s", r.Release.Chart.Version, r.Release.Pinned)
		}
	}
}
