package charts

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	group := func(name string, rules ...any) any { return values{"name": name, "rules": rules} }
	rules := func(groups ...any) values {
		return values{"additionalPrometheusRulesMap": values{"mine": values{"groups": groups}}}
	}
	rule := values{"alert": "A", "expr": "up == 0"}
	receivers := func(route values) values {
		return values{"alertmanager": values{"config": values{"receivers": []any{values{"name": "a"}}, "route": route}}}
	}
	cases := map[string]struct {
		reason, chart string
		values        values
		want          []string
	}{
		"Policy":       {"A word in another case is none.", "alloy", values{"image": values{"pullPolicy": "always"}}, []string{"image.pullPolicy"}},
		"PolicyRight":  {"Nothing is the default.", "alloy", values{"image": values{"pullPolicy": ""}, "configReloader": values{"image": values{"pullPolicy": "Never"}}}, nil},
		"Old":          {"A key that the chart had once.", "cert-manager", values{"installCRDs": true}, []string{"installCRDs"}},
		"OldDefault":   {"As the default values have it.", "cert-manager", values{"installCRDs": false}, nil},
		"NoExpression": {"A rule asks something.", "kube-prometheus-stack", rules(group("a", values{"alert": "A"})), []string{"additionalPrometheusRulesMap"}},
		"TwoGroups":    {"A group has a name of its own.", "kube-prometheus-stack", rules(group("a"), group("a")), []string{"additionalPrometheusRulesMap"}},
		"Rules":        {"These are rules.", "kube-prometheus-stack", rules(group("a", rule), group("b", rule)), nil},
		"Nowhere":      {"Deep below as well.", "kube-prometheus-stack", receivers(values{"receiver": "a", "routes": []any{values{"routes": []any{values{"receiver": "b"}}}}}), []string{"alertmanager.config"}},
		"Receiver":     {"A route without one has that of its parent.", "kube-prometheus-stack", receivers(values{"receiver": "a", "routes": []any{values{"continue": true}}}), nil},
		"Hidden":       {"A comment hid the keys of the subchart.", "kube-prometheus-stack", values{"grafana": values{"persistence": values{"enabeld": true}}}, []string{"grafana.persistence.enabeld"}},
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
