package life

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestIncomplete(t *testing.T) {
	tests := map[string]struct {
		reason string
		object string
		want   []string
	}{
		"complete": {
			reason: "an Object with all its parts is in order, and an empty map is no hole",
			object: `{kind: Object, metadata: {name: a}, spec: {forProvider: {manifest: {kind: Secret, metadata: {name: a, namespace: b}}}, references: [{patchesFrom: {name: a, namespace: b}}], more: {}}}`,
		},
		"empty string": {
			reason: "an optional patch that was skipped leaves the seed of the base",
			object: `{kind: ConfigMap, data: {HOST: ""}}`,
			want:   []string{".data.HOST is empty"},
		},
		"null": {
			reason: "a nil slice in a base is written as null, which the API server refuses or drops",
			object: `{kind: VPC, spec: {tags: null}}`,
			want:   []string{".spec.tags is null"},
		},
		"failed formatting": {
			reason: "a number in a verb for strings arrives as Go's complaint",
			object: `{kind: ConfigMap, data: {A: "host:%!s(float64=1)", B: "host:<nil>"}}`,
			want:   []string{`.data.A is "host:%!s(float64=1)"`, `.data.B is "host:<nil>"`},
		},
		"reference without a name": {
			reason: "it refers to nothing, or with a default to something else",
			object: `{kind: VPC, spec: {providerConfigRef: {kind: ProviderConfig}, writeConnectionSecretToRef: {}}}`,
			want:   []string{".spec.providerConfigRef has no name", ".spec.writeConnectionSecretToRef has no name"},
		},
		"source without a namespace": {
			reason: "a Secret is looked for in no namespace",
			object: `{kind: Request, spec: {references: [{patchesFrom: {name: a}}]}}`,
			want:   []string{".spec.references[0].patchesFrom has no namespace"},
		},
		"manifest without name and namespace": {
			reason: "nobody knows where it would go",
			object: `{kind: Object, spec: {forProvider: {manifest: {kind: Secret}}}}`,
			want:   []string{"the manifest has no name", "the manifest has no namespace"},
		},
		"connection detail without an object": {
			reason: "the value is read from nowhere",
			object: `{kind: Object, spec: {connectionDetails: [{kind: Secret, fieldPath: a}], forProvider: {manifest: {kind: Namespace, metadata: {name: a}}}}}`,
			want: []string{
				"connectionDetails[0] has no name", "connectionDetails[0] has no namespace", "connectionDetails[0] has no toConnectionSecretKey",
			},
		},
		"no targets": {
			reason: "Prometheus would scrape nothing, in silence",
			object: `{kind: ScrapeConfig, spec: {staticConfigs: [{targets: []}]}}`,
			want:   []string{"staticConfigs[0] has no targets"},
		},
		"target that is a URL": {
			reason: "Prometheus wants host:port",
			object: `{kind: ScrapeConfig, spec: {staticConfigs: [{targets: ["https://host:9273/metrics", "host", ":1"]}]}}`,
			want: []string{
				`staticConfigs[0]: ":1" is no host:port`, `staticConfigs[0]: "host" is no host:port`, `staticConfigs[0]: "https://host:9273/metrics" is no host:port`,
			},
		},
		"status": {
			reason: "what others report is not ours",
			object: `{kind: VPC, status: {id: "", other: null}}`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			o, err := Parse([]byte(test.object))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, Incomplete(o), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", test.reason, diff)
			}
		})
	}
}

func TestStrict(t *testing.T) {
	tests := map[string]struct {
		reason, object string
		want           []string
	}{
		"complete":      {reason: "a Secret with data is in order", object: `{apiVersion: v1, kind: Secret, data: {a: eA==}}`},
		"no data":       {reason: "nobody delivers an empty Secret", object: `{apiVersion: v1, kind: Secret}`, want: []string{"no data"}},
		"unknown field": {reason: "an API server drops it without a word", object: `{apiVersion: v1, kind: ConfigMap, dta: {a: b}}`, want: []string{`json: unknown field "dta"`}},
		"not base64": {
			reason: "the API server refuses it", object: `{apiVersion: v1, kind: Secret, data: {a: "%"}}`,
			want: []string{"illegal base64 data at input byte 0"},
		},
		"another kind": {reason: "only kinds of the core are known here", object: `{apiVersion: v1, kind: Pod}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			o, err := Parse([]byte(test.object))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, strict(o), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", test.reason, diff)
			}
		})
	}
}
