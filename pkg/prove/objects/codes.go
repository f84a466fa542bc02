package objects

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "objects-not-admitted", Severity: diag.Warning, Meaning: "The Gateway does not take the route: its listeners have other names, or let other namespaces in.", Example: extra(`{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: a, namespace: demo}, spec: {parentRefs: [{name: demo}], hostnames: [b.example.com]}}`)},
		{Code: "objects-not-granted", Severity: diag.Warning, Meaning: "A route leads to a Service in another namespace, which does not allow it.", Example: extra(`{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: a, namespace: demo}, spec: {parentRefs: [{name: demo}], rules: [{backendRefs: [{name: loki-gateway, namespace: cluster-services, port: 80}]}]}}`)},
		{Code: outsideZone, Severity: diag.Warning, Meaning: "A name in the DNS is outside of the environment's zone.", Example: extra(`{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: a, namespace: demo}, spec: {secretName: a, issuerRef: {kind: ClusterIssuer, name: letsencrypt}, dnsNames: [a.example.net]}}`)},
		{Code: "objects-refused", Meaning: "The API server refuses the object.", Example: extra(`{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: cluster-services}, spec: {containers: [{name: a}]}}`)},
		{Code: selectsNothing, Severity: diag.Warning, Meaning: "Labels select nothing that is rendered here.", Example: extra(`{apiVersion: v1, kind: Service, metadata: {name: a, namespace: cluster-services}, spec: {selector: {app: none}, ports: [{port: 80}]}}`)},
		{Code: "objects-unknown-field", Meaning: "An object has a field that its kind does not.", Example: extra(`{apiVersion: v1, kind: Service, metadata: {name: a, namespace: cluster-services}, spec: {selecter: {a: b}}}`)},
		{Code: "objects-unknown-kind", Severity: diag.Warning, Meaning: "Nothing brings the kind of an object to its cluster.", Example: extra(`{apiVersion: example.com/v1, kind: Widget, metadata: {name: a, namespace: cluster-services}}`)},
		{Code: "objects-wrong-port", Severity: diag.Warning, Meaning: "What labels select has no port of such a name.", Example: extra(`{apiVersion: v1, kind: Service, metadata: {name: a, namespace: cluster-services}, spec: {selector: {app: a}, ports: [{port: 80, targetPort: web}]}}, {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: cluster-services, labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}`)},
		{Code: "objects-wrong-type", Meaning: "A field of an object is of another type than its kind wants, or none of the few words that it knows.", Example: extra(`{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: cluster-services}, data: {a: 1}}`)},
	}
}

func extra(object string) string { return "    overrides: {loki: {extraObjects: [" + object + "]}}" }
