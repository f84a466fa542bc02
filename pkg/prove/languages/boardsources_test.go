package languages

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDataSources(t *testing.T) {
	known := []string{"", "prometheus", "loki", "-- Grafana --"}
	cases := map[string]struct {
		reason string
		text   string
		known  []string
		want   []string
	}{
		"Known":     {"By uid, by name, or the default.", `{"panels": [{"datasource": {"uid": "loki"}, "targets": [{"datasource": "prometheus"}, {"datasource": null}]}], "annotations": {"list": [{"datasource": {"uid": "-- Grafana --"}}]}}`, known, nil},
		"Variable":  {"A variable of the dashboard.", `{"templating": {"list": [{"name": "ds", "type": "datasource"}]}, "panels": [{"datasource": {"uid": "${ds}"}}, {"datasource": "$ds"}]}`, known, nil},
		"Exported":  {"One that only an import asks for.", `{"panels": [{"datasource": {"uid": "${DS_X}"}}, {"panels": [{"datasource": {"uid": "${DS_X}"}}]}]}`, known, []string{"${DS_X}"}},
		"Unknown":   {"In a variable's query, too.", `{"templating": {"list": [{"name": "a", "datasource": {"uid": "mimir"}}]}}`, known, []string{"mimir"}},
		"Elsewhere": {"In a Grafana of which nobody knows.", `{"panels": [{"datasource": {"uid": "mimir"}}]}`, nil, nil},
		"Broken":    {"What is no dashboard is told elsewhere.", `{"panels": `, known, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range dataSources(tc.known)(tc.text) {
				got = append(got, f.Value)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}
