package rules

import (
	"fmt"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/pkg/components/alert"
)

// What visitors may expect over 30 days: errorBudget is the share of answers
// that may fail, slowBudget the share that may take longer than a second.
const (
	errorBudget = 0.005
	slowBudget  = 0.05
)

// visitors are the components by which anything is known of visitors.
var visitors = []string{"gateway", "monitors"}

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
func gatewayAlerts() []alert.Alert {
	return []alert.Alert{
		{
			Name: "GatewayErrorsHigh", Severity: alert.Critical, For: "2m",
			Expr:        burning(gatewayErrors, gatewayRequests, errorBudget, fastBurns),
			Summary:     "Visitors get errors from the Gateway",
			Description: "{{ $value | humanizePercentage }} of the answers have a 5xx status. At this pace the errors allowed for 30 days are used up within days.",
		},
		{
			Name: "GatewayErrorsPersist", Severity: alert.Warning, For: "1h",
			Expr:        burning(gatewayErrors, gatewayRequests, errorBudget, slowBurns),
			Summary:     "Some visitors get errors from the Gateway",
			Description: "{{ $value | humanizePercentage }} of the answers have had a 5xx status for a long time: more than half a percent, which is what is allowed.",
		},
		{
			Name: "GatewaySlow", Severity: alert.Critical, For: "2m",
			Expr:        burning(gatewaySlow, gatewayUpstream, slowBudget, fastBurns),
			Summary:     "The demo answers slowly",
			Description: "{{ $value | humanizePercentage }} of the answers take longer than a second.",
		},
		{
			Name: "GatewaySlowPersists", Severity: alert.Warning, For: "1h",
			Expr:        burning(gatewaySlow, gatewayUpstream, slowBudget, slowBurns),
			Summary:     "The demo answers slowly now and then",
			Description: "{{ $value | humanizePercentage }} of the answers have taken longer than a second for a long time; five percent are allowed.",
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
