package rules

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// recording is a rule that keeps the result of an expression under a name of
// its own: level:metric:operations.
type recording struct{ name, expr string }

// The series that the Gateway's alerts and panels read in place of Envoy's own,
// of which there are hundreds: windows of up to three days over those would
// take seconds for every evaluation.
const (
	gatewayRequests = "gateway:requests:rate5m"          // answers per second
	gatewayErrors   = "gateway:errors:rate5m"            // of these, with a 5xx status
	gatewayUpstream = "gateway:upstream_requests:rate5m" // answers of Services per second
	gatewaySlow     = "gateway:slow:rate5m"              // of these, slower than slowAnswer
)

// slowAnswer is a bucket of Envoy's histogram, in milliseconds.
const slowAnswer = "1000"

// answers are those of Envoy's connection managers that serve a Gateway: Cilium
// calls them listener-insecure and listener-secure. Envoy's own pages, which
// Prometheus asks for all the time, are not among them.
const answers = `envoy_listener_http_downstream_rq_xx{envoy_http_conn_manager_prefix=~"listener-.+"`

func gatewayRecordings() []recording {
	const times = "envoy_cluster_external_upstream_rq_time"
	return []recording{
		{gatewayRequests, `sum(rate(` + answers + `}[5m]))`},
		// Envoy has no series for a class of answers that it never gave.
		{gatewayErrors, `sum(rate(` + answers + `, envoy_response_code_class="5"}[5m])) or ` + gatewayRequests + ` * 0`},
		{gatewayUpstream, `sum(rate(` + times + `_count[5m]))`},
		{gatewaySlow, `sum(rate(` + times + `_count[5m])) - sum(rate(` + times + `_bucket{le="` + slowAnswer + `"}[5m]))`},
	}
}

func (r recording) rule() monitoringv1.Rule {
	return monitoringv1.Rule{Record: r.name, Expr: intstr.FromString(r.expr)}
}
