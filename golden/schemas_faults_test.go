package golden

import (
	"strings"
	"testing"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/manifest/fieldpath"
)

// TestSchemaFaults breaks rendered objects and wants each fault found, and
// nothing else. A nil value takes the field away.
func TestSchemaFaults(t *testing.T) {
	set := schemas.Load(t, "that faults in rendered objects are found")
	r := defaultTree(t)
	for _, data := range r.files {
		if err := set.AddDefinition(data); err != nil {
			t.Fatal(err)
		}
	}
	const base = "spec.pipeline[0].input.resources[0].base."
	cases := map[string]struct {
		reason, file, path string
		value              any
		code               diag.Code
		at, rule           string
	}{
		"UnknownField": {
			"An API server would drop the misspelt field in silence.",
			"gateway-demo.yaml", "spec.gatewayClasName", "cilium",
			schemas.CodeUnknownField, "spec.gatewayClasName", "unknown field",
		},
		"UnknownMetadata": {
			"Metadata is not in the CRD's schema.",
			"gateway-demo.yaml", "metadata.lables", map[string]any{"a": "b"},
			schemas.CodeUnknownField, "metadata.lables", "unknown field",
		},
		"Enum": {
			"Key algorithms are listed.",
			"certificate-syslog-ca.yaml", "spec.privateKey.algorithm", "DSA",
			schemas.CodeEnum, "spec.privateKey.algorithm", `supported values: "RSA", "ECDSA", "Ed25519"`,
		},
		"Required": {
			"A Gateway without a class.",
			"gateway-demo.yaml", "spec.gatewayClassName", nil,
			schemas.CodeRequired, "spec.gatewayClassName", "Required value",
		},
		"RequiredWithDefault": {
			"What has a default is not missing.",
			"gateway-demo.yaml", "spec.listeners[0].allowedRoutes", nil,
			"", "", "",
		},
		"GatewayRule": {
			"HTTP and TLS on one listener contradict each other.",
			"gateway-demo.yaml", "spec.listeners[0].protocol", "HTTP",
			schemas.CodeRule, "spec.listeners", "tls must not be specified for protocols",
		},
		"RouteRule": {
			"A route that redirects has no backends.",
			"httproute-redirect-to-https.yaml", "spec.rules[0].backendRefs", []any{map[string]any{"name": "a", "port": int64(80)}},
			schemas.CodeRule, "spec.rules[0]", "RequestRedirect filter must not be used together with backendRefs",
		},
		"DefinitionRule": {
			"A rule of our own XRD, in the CRD that Crossplane makes of it.",
			"dokscluster-my-observability.yaml", "spec.nodePool.max", int64(1),
			schemas.CodeRule, "spec.nodePool", "max must not be less",
		},
		"Type": {
			"YAML's oldest trap: a number where a string must be.",
			"manageddatabase-adservice.yaml", "spec.version", int64(17),
			schemas.CodeType, "spec.version", "must be of type string",
		},
		"NumberFormat": {
			"A port has 32 bits, and the limit of one.",
			"gateway-demo.yaml", "spec.listeners[0].port", int64(70000),
			schemas.CodeInvalid, "spec.listeners[0].port", "should be less than or equal to 65535",
		},
		"Int32": {
			"More than 32 bits hold.",
			"certificate-syslog-ca.yaml", "spec.revisionHistoryLimit", int64(5_000_000_000),
			schemas.CodeType, "spec.revisionHistoryLimit", "must be of type integer with format int32",
		},
		"Fraction": {
			"Half a node.",
			"dokscluster-my-observability.yaml", "spec.nodePool.min", 2.5,
			schemas.CodeType, "spec.nodePool.min", "must be of type integer",
		},
		"Pattern": {
			"An interval without a unit.",
			"helmrelease-loki.yaml", "spec.interval", "10",
			schemas.CodeInvalid, "spec.interval", "should match",
		},
		"Scope": {
			"A cluster-wide object in a namespace.",
			"clusterissuer-letsencrypt.yaml", "metadata.namespace", "demo",
			schemas.CodeInvalid, "metadata.namespace", "not allowed on this type",
		},
		"Name": {
			"A name with an underscore.",
			"gateway-demo.yaml", "metadata.name", "the_demo",
			schemas.CodeInvalid, "metadata.name", "RFC 1123",
		},
		"Version": {
			"A version that the CRD does not serve.",
			"gateway-demo.yaml", "apiVersion", "gateway.networking.k8s.io/v9",
			schemas.CodeVersion, "apiVersion", "has no version v9",
		},
		"BaseField": {
			"The base of a composed resource, three objects deep.",
			"composition-doksclusters.seamark.dev.yaml", base + "spec.forProvider.ipRnage", "10.0.0.0/16",
			schemas.CodeUnknownField, base + "spec.forProvider.ipRnage", "unknown field",
		},
		"BaseType": {
			"The same, of the wrong type.",
			"composition-doksclusters.seamark.dev.yaml", base + "spec.forProvider.name", int64(5),
			schemas.CodeType, base + "spec.forProvider.name", "must be of type string",
		},
		"Manifest": {
			"The manifest in a composed Object is of a built-in kind.",
			"composition-secretcopies.seamark.dev.yaml", base + "spec.forProvider.manifest.stringDtaa", map[string]any{},
			schemas.CodeUnknownField, base + "spec.forProvider.manifest.stringDtaa", "unknown field",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			object, err := schemas.Decode([]byte(r.text(tc.file)))
			if err != nil {
				t.Fatal(err)
			}
			segments, err := fieldpath.Parse(tc.path)
			if err != nil {
				t.Fatal(err)
			}
			put(t, object, segments, tc.value)
			problems, _ := set.Check(object)
			if tc.code == "" {
				if len(problems) > 0 {
					t.Errorf("got %v, want nothing\nreason: %s", problems, tc.reason)
				}
				return
			}
			if len(problems) == 0 {
				t.Fatalf("nothing was found\nreason: %s", tc.reason)
			}
			got := problems[0]
			if len(problems) > 1 || got.Code != tc.code || got.Path != tc.at || !strings.Contains(got.Message, tc.rule) {
				t.Errorf("got %q, want [%s] at %s: %s\nreason: %s", problems, tc.code, tc.at, tc.rule, tc.reason)
			}
		})
	}
}

// put sets a field that may be missing, in objects and lists that are there.
func put(t *testing.T, node any, path manifest.Path, value any) {
	t.Helper()
	for i, s := range path {
		last := i == len(path)-1
		switch at := node.(type) {
		case map[string]any:
			switch {
			case last && value == nil:
				delete(at, s.Name)
			case last:
				at[s.Name] = value
			default:
				node = at[s.Name]
			}
		case []any:
			node = at[s.Index]
		default:
			t.Fatalf("there is nothing at %v", path[:i+1])
		}
	}
}
