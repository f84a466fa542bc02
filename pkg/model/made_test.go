package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/manifest"
)

func TestMade(t *testing.T) {
	type values = map[string]any
	r := &Release{Name: "loki-logs", Namespace: "a", Chart: charts.Chart{Name: "loki"}}
	service := Made{
		Kind: "Service", Name: "*-gateway", When: On("gateway.enabled"),
		Ports:     []MadePort{{Name: "http", Number: 80, NumberAt: "port", NameAt: "portName"}, {Name: "more", Number: 1, When: On("more")}},
		MorePorts: "extra",
	}
	cases := map[string]struct {
		reason string
		made   Made
		values any
		want   string
		ports  []Port
	}{
		"Contained":   {"A release's name that holds the chart's is the full name.", service, nil, "a/loki-logs-gateway", []Port{{"http", 80}, {"more", 1}}},
		"NotInIt":     {"Else the chart's name follows it.", service, values{"nameOverride": "web"}, "a/loki-logs-web-gateway", []Port{{"http", 80}, {"more", 1}}},
		"Full":        {"A full name is one.", service, values{"fullnameOverride": "x", "namespaceOverride": "b"}, "b/x-gateway", []Port{{"http", 80}, {"more", 1}}},
		"Template":    {"What a template gives, the chart alone knows.", service, values{"fullnameOverride": "{{ .Release.Name }}"}, "a/loki-logs-gateway", []Port{{"http", 80}, {"more", 1}}},
		"Off":         {"A switch takes it away.", service, values{"gateway": values{"enabled": false}}, "", nil},
		"Null":        {"Helm takes the default away with null, above it too.", service, values{"gateway": nil}, "", nil},
		"Ports":       {"Ports follow values, and lists add some.", service, values{"port": 8080, "portName": "web", "more": false, "extra": []any{values{"name": "y", "port": 2}}}, "a/loki-logs-gateway", []Port{{"web", 8080}, {"y", 2}}},
		"Part":        {"A subchart has its values, and its name.", Made{Kind: "Service", Name: "*", By: Naming{Chart: "board", At: "board"}}, values{"fullnameOverride": "x", "board": values{"namespaceOverride": "c"}}, "c/loki-logs-board", nil},
		"Long":        {"What is too long is cut, without a dash at the end.", Made{Kind: "Service", Name: "*", By: Naming{Max: 5}}, nil, "a/loki", nil},
		"Named":       {"A name of its own comes first.", Made{Kind: "ServiceAccount", Name: "*", Named: []string{"a.name", "b.name"}}, values{"b": values{"name": "z"}}, "a/z", nil},
		"ClusterWide": {"Some are in no namespace.", Made{Kind: "CustomResourceDefinition", Name: "x.y", ClusterWide: true}, nil, "/x.y", nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			node, err := manifest.Of(tc.values)
			if err != nil {
				t.Fatal(err)
			}
			var got string
			p, ok := tc.made.Provided(r, node)
			if ok {
				got = p.Ref.Namespace + "/" + p.Ref.Name
			}
			if got != tc.want {
				t.Errorf("%s\ngot %q, want %q", tc.reason, got, tc.want)
			}
			if diff := cmp.Diff(tc.ports, p.Ports); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
