package objects

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/prove/inventory"
)

const (
	app     = `metadata: {name: a, namespace: cluster-services}`
	inDemo  = `metadata: {name: a, namespace: demo}`
	labels  = `selector: {matchLabels: {app: a}}`
	service = `{apiVersion: v1, kind: Service, metadata: {name: a, namespace: cluster-services, labels: {app: a}}, spec: {selector: {app: a}, ports: [{name: web, port: 80, targetPort: http}]}}`
	working = `{apiVersion: apps/v1, kind: Deployment, ` + app + `, spec: {` + labels + `, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a, ports: [{name: http, containerPort: 8080}]}]}}}}`
)

// deployment is a Deployment with fields in the spec of its pods.
func deployment(fields string) string {
	return `{apiVersion: apps/v1, kind: Deployment, ` + app + `, spec: {` + labels + `, template: {metadata: {labels: {app: a}}, spec: {` + fields + `}}}}`
}

func route(fields string) string {
	return `{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, ` + inDemo + `, spec: {` + fields + `}}`
}

func TestObjects(t *testing.T) {
	cases := map[string]struct {
		reason string
		values string
		// want are codes, fields below values.extraObjects, and remedies.
		want []string
	}{
		"Working": {"What is right is left alone.", working + ", " + service, nil},
		"Field":   {"A word that no field is called.", deployment(`containers: [{name: a, image: a, prots: []}]`), []string{`objects-unknown-field [0].spec.template.spec.containers[0].prots: did you mean "ports"?`}},
		"Type":    {"ConfigMaps hold texts.", `{apiVersion: v1, kind: ConfigMap, ` + app + `, data: {a: 1}}`, []string{`objects-wrong-type [0].data.a: write it in quotes`}},
		"Word":    {"Kubernetes knows a few words only.", deployment(`containers: [{name: a, image: a, imagePullPolicy: Alwys}]`), []string{`objects-wrong-type [0].spec.template.spec.containers[0].imagePullPolicy: did you mean "Always"?`}},
		"Quantity": {
			"Megabytes are M.", deployment(`containers: [{name: a, image: a, resources: {requests: {memory: 10MB}}}]`),
			[]string{`objects-wrong-type [0].spec.template.spec.containers[0].resources.requests.memory: `},
		},
		"Template": {"What the chart fills in is nobody's yet.", deployment(`containers: [{name: a, image: "{{ .Values.image }}", imagePullPolicy: "{{ .Values.policy }}"}]`), nil},
		"Text": {
			"Charts take objects as texts as well.", `"apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: cluster-services}\nspec: {selectors: {a: b}}\n"`,
			[]string{`objects-unknown-field [0].spec.selectors: did you mean "selector"?`},
		},
		"Removed": {
			"The API server does not know it.", `{apiVersion: batch/v1beta1, kind: CronJob, ` + app + `}`,
			[]string{
				`objects-refused [0].apiVersion: write batch/v1`, `objects-refused [0].spec.jobTemplate.spec.template.spec.containers: write it`,
				`objects-refused [0].spec.jobTemplate.spec.template.spec.restartPolicy: write OnFailure or Never`,
			},
		},
		"Kind":     {"Near to one that there is.", `{apiVersion: apps/v1, kind: Deploymnt, ` + app + `}`, []string{`objects-refused [0].kind: did you mean "Deployment"?`}},
		"Stranger": {"Nothing brings it.", `{apiVersion: example.com/v1, kind: Widget, ` + app + `}`, []string{`objects-unknown-kind [0].apiVersion: bring its CustomResourceDefinition first, or leave the object out`}},
		"Cilium":   {"DigitalOcean brings it.", `{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, ` + app + `, spec: {}}`, nil},
		"Headless": {"By these an object is known.", `{kind: ConfigMap, data: {}}`, []string{`objects-refused [0]: write it`, `objects-refused [0]: write it`}},

		"Image": {"Nothing to run.", deployment(`containers: [{name: a}]`), []string{`objects-refused [0].spec.template.spec.containers[0].image: write it`}},
		"Twice": {
			"Names are unique.", deployment(`containers: [{name: a, image: a}, {name: a, image: b}], volumes: [{name: v}, {name: v}]`),
			[]string{`objects-refused [0].spec.template.spec.containers[1].name: give it another name`, `objects-refused [0].spec.template.spec.volumes[1].name: give it another name`},
		},
		"Mount": {
			"A volume that there is not.", deployment(`containers: [{name: a, image: a, volumeMounts: [{name: dta, mountPath: /}]}], volumes: [{name: data}]`),
			[]string{`objects-refused [0].spec.template.spec.containers[0].volumeMounts[0].name: did you mean "data"?`},
		},
		"Claim": {
			"A StatefulSet makes volumes of its own.", `{apiVersion: apps/v1, kind: StatefulSet, ` + app + `, spec: {serviceName: a, ` + labels + `, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a, ` +
				`ports: [{name: http, containerPort: 80}], volumeMounts: [{name: data, mountPath: /}]}]}}, volumeClaimTemplates: [{metadata: {name: data}}]}}, ` + service, nil,
		},
		"Probe": {
			"A port that the container does not have.", deployment(`containers: [{name: a, image: a, ports: [{name: http, containerPort: 80}], livenessProbe: {httpGet: {port: htp}}}]`),
			[]string{`objects-refused [0].spec.template.spec.containers[0].livenessProbe.httpGet.port: did you mean "http"?`},
		},
		"Number": {
			"There are 65535 ports.", deployment(`containers: [{name: a, image: a, ports: [{containerPort: 0}]}]`),
			[]string{`objects-refused [0].spec.template.spec.containers[0].ports[0].containerPort: `},
		},
		"Limit": {
			"More than is allowed.", deployment(`containers: [{name: a, image: a, resources: {requests: {cpu: "1"}, limits: {cpu: 500m}}}]`),
			[]string{`objects-refused [0].spec.template.spec.containers[0].resources.requests.cpu: raise the limit, or ask for less`},
		},
		"Selector": {
			"It would not find its own pods.", strings.Replace(working, "matchLabels: {app: a}", "matchLabels: {app: b}", 1),
			[]string{`objects-refused [0].spec.selector.matchLabels.app: give the template the same labels`},
		},
		"Restart": {"Pods of a Deployment are restarted always.", deployment(`restartPolicy: Never, containers: [{name: a, image: a}]`), []string{`objects-refused [0].spec.template.spec.restartPolicy: leave it out`}},
		"Job":     {"A Job says what comes after a failure.", `{apiVersion: batch/v1, kind: Job, ` + app + `, spec: {template: {spec: {containers: [{name: a, image: a}]}}}}`, []string{`objects-refused [0].spec.template.spec.restartPolicy: write OnFailure or Never`}},

		"Nothing":   {"Nothing has the label.", service, []string{`objects-selects-nothing [0].spec.selector: correct them; leave it if something else makes the pod`}},
		"Elsewhere": {"A Service selects in its own namespace.", working + ", " + strings.Replace(service, "cluster-services", "demo", 1), []string{`objects-selects-nothing [1].spec.selector: correct them; leave it if something else makes the pod`}},
		"Charts":    {"What a chart makes is known by its name alone.", strings.Replace(service, "{app: a}, ports", "{app.kubernetes.io/name: grafana}, ports", 1), nil},
		"Cluster":   {"What is in kube-system, nobody here knows.", `{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, ` + app + `, spec: {namespaceSelector: {matchNames: [kube-system]}, selector: {matchLabels: {k8s-app: kube-dns}}, endpoints: [{port: metrics}]}}`, nil},
		"Everywhere": {
			"A monitor that looks anywhere.", `{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, ` + app + `, spec: {namespaceSelector: {any: true}, selector: {matchLabels: {app: none}}, podMetricsEndpoints: [{port: metrics}]}}`, nil,
		},
		"TargetPort": {"No pod has it.", working + ", " + strings.Replace(service, "targetPort: http", "targetPort: htp", 1), []string{`objects-wrong-port [1].spec.ports[0].targetPort: did you mean "http"?`}},
		"Monitor": {
			"Monitors go by the ports of Services.", working + ", " + service + `, {apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, ` + app + `, spec: {` + labels + `, endpoints: [{port: http}]}}`,
			[]string{`objects-wrong-port [2].spec.endpoints[0].port: there are web`},
		},
		"Unmonitored": {
			"No Service has the label.", `{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, ` + app + `, spec: {` + labels + `, endpoints: [{port: http}]}}`,
			[]string{`objects-selects-nothing [0].spec.selector.matchLabels: correct them; leave it if something else makes the Service`},
		},

		"Zone":    {"ExternalDNS makes no record of it.", `{apiVersion: v1, kind: Service, metadata: {name: a, namespace: demo, annotations: {external-dns.alpha.kubernetes.io/hostname: "a.example.com,a.example.net"}}, spec: {ports: [{port: 80}]}}`, []string{`objects-outside-zone [0].metadata.annotations["external-dns.alpha.kubernetes.io/hostname"]: use a name in the zone`}},
		"ACME":    {"Let's Encrypt asks the zone.", `{apiVersion: cert-manager.io/v1, kind: Certificate, ` + inDemo + `, spec: {secretName: a, issuerRef: {kind: ClusterIssuer, name: letsencrypt}, dnsNames: [example.com, a.example.net]}}`, []string{`objects-outside-zone [0].spec.dnsNames[1]: use a name in the zone`}},
		"Private": {"Another authority takes any name.", `{apiVersion: cert-manager.io/v1, kind: Certificate, ` + app + `, spec: {secretName: a, issuerRef: {name: syslog-ca}, dnsNames: [a.local]}}`, nil},
		"Route":   {"A name that no listener has.", route(`parentRefs: [{name: demo}], hostnames: [b.example.com]`), []string{`objects-not-admitted [0].spec.hostnames: its names are demo.example.com`}},
		"Taken":   {"The listener's own name.", route(`parentRefs: [{name: demo, sectionName: https}], hostnames: ["*.example.com"]`), nil},
		"Apart":   {"The Gateway admits its own namespace.", strings.Replace(route(`parentRefs: [{name: demo, namespace: demo}]`), "namespace: demo}, spec", "namespace: cluster-services}, spec", 1), []string{`objects-not-admitted [0].spec.parentRefs[0]: put the route there`}},
		"Granted": {
			"The other namespace allows it.", route(`parentRefs: [{name: demo}], rules: [{backendRefs: [{name: loki-gateway, namespace: cluster-services, port: 80}]}]`) +
				`, {apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, ` + app + `, spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: demo}], to: [{group: "", kind: Service}]}}`, nil,
		},
		"NotGranted": {
			"The other namespace does not.", route(`parentRefs: [{name: demo}], rules: [{backendRefs: [{name: loki-gateway, namespace: cluster-services, port: 80}]}]`),
			[]string{`objects-not-granted [0].spec.rules[0].backendRefs[0].namespace: make a ReferenceGrant in cluster-services for HTTPRoute of demo, or put the route there`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			inv := inventory.Read(provetest.Overriding(t, "loki: {extraObjects: ["+tc.values+"]}"))
			var got []string
			for _, f := range Check(inv).Sorted() {
				if f.Where.String() != "platform.yaml:10" {
					t.Errorf("the place is not the user's: %s", f)
				}
				path := strings.TrimPrefix(f.Subject.Path, "values.extraObjects")
				got = append(got, fmt.Sprintf("%s %s: %s", f.Code, path, f.Remedy))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestLibrary: what a component brings as a map of anything is asked the same as
// what a user writes, and told at the component.
func TestLibrary(t *testing.T) {
	in := provetest.Configured(t, "platform.yaml", provetest.Small)
	for i := range in.Units {
		if u := &in.Units[i]; u.ID.Name() == "2-cluster-resources" || strings.HasSuffix(u.ID.Dir(), "2-cluster/resources") {
			u.Components[0].Objects = append(u.Components[0].Objects, &unstructured.Unstructured{Object: map[string]any{
				"apiVersion": "v1", "kind": "Service", "metadata": map[string]any{"name": "a", "namespace": "cluster-services"},
				"spec": map[string]any{"selecter": map[string]any{"a": "b"}},
			}})
		}
	}
	found := Check(inventory.Read(in))
	if len(found) != 1 || found[0].Code != "objects-unknown-field" || found[0].Subject.Object != "Service cluster-services/a" {
		t.Errorf("found %v", found)
	}
}

// TestTypes: what we render ourselves, of every kind that is known here, has no
// field or word that the types do not take.
func TestTypes(t *testing.T) {
	seen := map[string]bool{}
	for name, in := range provetest.Goldens(t, "../../..") {
		for _, o := range inventory.Read(in).Objects {
			kind := o.Node.TextAt("apiVersion") + " " + o.Ref.Kind
			of, ok := kinds[kind]
			if !ok || o.XR.Name != "" {
				continue // Crossplane fills in what is composed
			}
			seen[kind] = true
			for _, f := range charts.CheckObject(of, o.Node) {
				t.Errorf("%s: %s: %s: %s", name, o.Ref, f.Path, f.Message)
			}
		}
	}
	if len(seen) < 12 {
		t.Errorf("only %d kinds are rendered: %v", len(seen), seen)
	}
}

// TestRemoved: no version is both served and removed.
func TestRemoved(t *testing.T) {
	for old := range removed {
		if kinds[old] != nil {
			t.Errorf("%s is served", old)
		}
	}
}
