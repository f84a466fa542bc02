package controlplane

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"seamark.dev/seamark/e2e/internal/timeline"
)

// told are the kinds of the hub that a reader of the timeline wants to see.
var told = map[string]bool{
	"Kustomization": true, "HelmRelease": true, "Application": true, "Provider": true, "Function": true,
	"DOKSCluster": true, "ManagedDatabase": true, "ObjectStore": true, "LogSink": true, "SecretCopy": true, "NodePool": true,
	"VPC": true, "Cluster": true, "Bucket": true, "Firewall": true, "LogSinkRsyslog": true,
}

// report writes the timeline: when each object came, how long it took to be
// ready, and when it went. It is logged, and kept where REPORT says.
func (w *world) report(t *testing.T) {
	t.Helper()
	var text strings.Builder
	fmt.Fprintf(&text, "# %s\n\n| at | cluster | object | ready after | gone at |\n|---:|---|---|---:|---:|\n", t.Name())
	rows := w.rows()
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.created, b.created) })
	for _, r := range rows {
		fmt.Fprintf(&text, "| %s | %s | %s | %s | %s |\n", seconds(r.created), r.cluster, r.object, seconds(r.ready-r.created), seconds(r.gone))
	}
	t.Logf("\n%s", text.String())
	if dir := os.Getenv("REPORT"); dir != "" {
		must(t, os.MkdirAll(dir, 0o755))
		must(t, os.WriteFile(filepath.Join(dir, strings.ToLower(t.Name())+".md"), []byte(text.String()), 0o644))
	}
}

type row struct {
	cluster              string
	object               timeline.Object
	created, ready, gone time.Duration
}

// rows are one for each object.
func (w *world) rows() []row {
	first := index(w.recorder.Events())
	var rows []row
	for o, created := range first {
		if o.what != timeline.Created || !told[o.object.Kind] {
			continue
		}
		r := row{cluster: o.cluster, object: o.object, created: created.At}
		if e, ok := first[occasion{o.cluster, o.object, timeline.Ready}]; ok {
			r.ready = e.At
		}
		if e, ok := first[occasion{o.cluster, o.object, timeline.Deleted}]; ok {
			r.gone = e.At
		}
		rows = append(rows, r)
	}
	return rows
}

// seconds of a duration; nothing for what never was.
func seconds(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}
