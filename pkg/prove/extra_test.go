package prove

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// workloads are objects that name others, as a user puts them among the values
// of a chart.
var workloads = map[string]string{
	"Deployment":     `{apiVersion: apps/v1, kind: Deployment, metadata: {name: mine}, spec: {template: {spec: {containers: [{name: a, envFrom: [{secretRef: {name: absent}}]}]}}}}`,
	"StatefulSet":    `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: mine}, spec: {template: {spec: {volumes: [{name: v, secret: {secretName: absent}}]}}}}`,
	"DaemonSet":      `{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: mine}, spec: {template: {spec: {imagePullSecrets: [{name: absent}]}}}}`,
	"CronJob":        `{apiVersion: batch/v1, kind: CronJob, metadata: {name: mine}, spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, env: [{name: A, valueFrom: {secretKeyRef: {name: absent, key: a}}}]}]}}}}}}`,
	"Pod":            `{apiVersion: v1, kind: Pod, metadata: {name: mine}, spec: {volumes: [{name: v, secret: {secretName: absent}}]}}`,
	"ServiceMonitor": `{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: mine}, spec: {selector: {}, endpoints: [{basicAuth: {password: {name: absent, key: a}}}]}}`,
	"PodMonitor":     `{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, metadata: {name: mine}, spec: {selector: {}, podMetricsEndpoints: [{tlsConfig: {ca: {secret: {name: absent, key: a}}}}]}}`,
}

// TestObjectsAmongValues: an object that a user puts among the values of any
// chart is the user's. What it names is looked up, and what is missing is told
// at the user's line, as a warning.
func TestObjectsAmongValues(t *testing.T) {
	all := releases(configured(t, "platform.yaml", []byte(small)))
	if n := len(all) * len(workloads); n < 70 {
		t.Errorf("%d combinations, want at least 70", n)
	}
	for _, at := range all {
		name, indent := at.release.Name, "    "
		if at.release.Cluster.IsHub() {
			indent = "  "
		}
		for kind, object := range workloads {
			t.Run(name+"/"+kind, func(t *testing.T) {
				config := fmt.Sprintf("%soverrides: {%s: {extraObjects: [%s], extraDeploy: {a: [{}, %s]}}}\n",
					indent, name, object, strings.Replace(object, "mine", "other", 1))
				s := configured(t, "platform.yaml", []byte(small+config))
				var got []string
				for _, f := range wiring(s) {
					path, _, _ := strings.Cut(f.Subject.Path, "].")
					got = append(got, fmt.Sprintf("%s: %s %s, %s]: %s %s", f.Severity, f.Code, f.Where, path, f.Subject.Object, f.Value))
				}
				slices.Sort(got)
				want := []string{
					"warning: reference-missing platform.yaml:9, values.extraDeploy.a[1]: release " + name + " absent",
					"warning: reference-missing platform.yaml:9, values.extraObjects[0]: release " + name + " absent",
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}
