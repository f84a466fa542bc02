package observability

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"seamark.dev/seamark/pkg/components/dokscluster"
)

// unmeasured are the queries about Loki that an hour of it could answer and
// this test cannot, each with the reason.
var unmeasured = map[string]string{}

// lokiJob is the job label that the chart gives to the part that writes.
const lokiJob = dokscluster.NamespaceClusterServices + "/loki-write"

// measured wants every panel about Loki answered, by Loki's own metrics while
// it is written to and read from.
func (l *loki) measured(t *testing.T, pushed []stream) {
	t.Helper()
	p := startPrometheus(t, "of-loki", job{
		"job_name": "serviceMonitor/" + dokscluster.NamespaceClusterServices + "/loki/0",
		"static_configs": []discovery{{
			Targets: []string{strings.TrimPrefix(l.url, "http://")},
			Labels: map[string]string{
				"namespace": dokscluster.NamespaceClusterServices, "job": lokiJob,
				"service": "loki-write", "pod": "loki-write-0", "container": "loki", "endpoint": "http-metrics",
			},
		}},
	})
	p.expect(t, "up", "1", 1)
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(500 * time.Millisecond):
				_ = l.send(pushed, time.Now())                       // what is missing the panels show
				_ = l.send(pushed, time.Now().Add(-60*24*time.Hour)) // too old: refused
				_ = l.call(http.MethodPost, "/flush", nil, nil)
				_, _ = l.query(`{job=~".+"}`, false)
			}
		}
	}()
	everyPanelAnswers(t, p, ofLogs, unmeasured)
	everyNameIsExported(t, p, "loki", lokiJob)
}

// send pushes lines with time stamps from a time on, a millisecond apart.
func (l *loki) send(all []stream, at time.Time) error {
	var sent []anyMap
	for _, s := range all {
		var values [][]any
		for _, line := range s.lines {
			at = at.Add(time.Millisecond)
			value := []any{strconv.FormatInt(at.UnixNano(), 10), line.text}
			if line.metadata != nil {
				value = append(value, line.metadata)
			}
			values = append(values, value)
		}
		sent = append(sent, anyMap{"stream": s.labels, "values": values})
	}
	return l.post("/loki/api/v1/push", anyMap{"streams": sent})
}
