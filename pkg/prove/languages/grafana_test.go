package languages

import "testing"

// rightOfGrafana are queries as dashboards have them.
var rightOfGrafana = []string{
	`rate(x{job=~"$job", ns=~"${namespace:regex}"}[$__rate_interval])`,
	`increase(x[${__range_s}s:]) / $__range_s`,
	`avg_over_time(x[$__interval:$resolution] offset $offset)`,
	`topk($n, sum by ($group, pod) (x)) > $threshold`,
	`$aggregation(${metric}_total{a="[[b]]"})`,
	`$function(x[5m])`,
	`$expression`,
	`label_replace(x, "a", "$1-${2}", "b", "(.*)$")`,
	`x{a="$"} == 1`,
	`$a + $b + $c + $d +`, // four: anybody's guess
}

func TestRightOfGrafana(t *testing.T) {
	for _, text := range rightOfGrafana {
		if found := stable.grafana(text); len(found) > 0 {
			t.Errorf("%s: got %v, want nothing", text, found)
		}
	}
}

func TestWrongOfGrafana(t *testing.T) {
	cases := map[string]struct{ reason, text string }{
		"Bracket":  {"None of the variables closes it.", `sum(rate(x{job="$job"}[$__rate_interval])`},
		"Function": {"No variable is it.", `rte(x[$__rate_interval])`},
		"Range":    {"Nor is it a range.", `rate(x{job="$job"})`},
		"Unit":     {"A variable, and a unit that does not exist.", `rate(x[${__range_s}q])`},
		"Grouping": {"By whom?", `sum by $group (x)`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if found := stable.grafana(tc.text); len(found) != 1 {
				t.Errorf("got %v, want one finding\nreason: %s", found, tc.reason)
			}
		})
	}
}
