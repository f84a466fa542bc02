package rules

import (
	"fmt"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
)

// What visitors may expect over 30 days: errorBudget is the share of answers
// that may fail, slowBudget the share that may take longer than a second.
const (
	errorBudget = 0.005
	slowBudget  = 0.05
)

// burn is how fast a budget may go. At 14.4 times the even pace an hour takes 2
// % of the budget of 30 days, at 6 times six hours take 5 %, and at the even
// pace three days take 10 %. The long window says that it matters, the short
// one that it still goes on.
type burn struct {
	times       float64
	long, short monitoringv1.Duration
}

var (
	fastBurns = []burn{{14.4, "1h", "5m"}, {6, "6h", "30m"}}
	slowBurns = []burn{{3, "1d", "2h"}, {1, "3d", "6h"}}
)

// gatewayAlerts watch the two budgets. Only what burns fast is critical.
func gatewayAlerts() []alert {
	return []alert{
		{
			name: "GatewayErrorsHigh", severity: critical, duration: "2m",
			expr:        burning(gatewayErrors, gatewayRequests, errorBudget, fastBurns),
			summary:     "Visitors get errors from the Gateway",
			description: "{{ $value | humanizePercentage }} of the answers have a 5xx status. At this pace the errors allowed for 30 days are used up within days.",
		},
		{
			name: "GatewayErrorsPersist", severity: warning, duration: "1h",
			expr:        burning(gatewayErrors, gatewayRequests, errorBudget, slowBurns),
			summary:     "Some visitors get errors from the Gateway",
			description: "{{ $value | humanizePercentage }} of the answers have had a 5xx status for a long time: more than half a percent, which is what is allowed.",
		},
		{
			name: "GatewaySlow", severity: critical, duration: "2m",
			expr:        burning(gatewaySlow, gatewayUpstream, slowBudget, fastBurns),
			summary:     "The demo answers slowly",
			description: "{{ $value | humanizePercentage }} of the answers take longer than a second.",
		},
		{
			name: "GatewaySlowPersists", severity: warning, duration: "1h",
			expr:        burning(gatewaySlow, gatewayUpstream, slowBudget, slowBurns),
			summary:     "The demo answers slowly now and then",
			description: "{{ $value | humanizePercentage }} of the answers have taken longer than a second for a long time; five percent are allowed.",
		},
	}
}

// burning is true while the bad share of all exceeds the budget at one of the
// paces, in both windows. Without any request nothing is bad.
func burning(bad, all string, budget float64, burns []burn) string {
	share := func(window monitoringv1.Duration) string {
		return fmt.Sprintf("sum_over_time(%s[%s]) / sum_over_time(%s[%s])", bad, window, all, window)
	}
	expr := ""
	for i, b := range burns {
		if i > 0 {
			expr += " or "
		}
		limit := fmt.Sprintf("%.4g", b.times*budget)
		expr += fmt.Sprintf("(%s > %s and %s > %s)", share(b.long), limit, share(b.short), limit)
	}
	return expr
}
