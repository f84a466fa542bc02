package charts

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTyped(t *testing.T) {
	spec := func(v values) values { return values{"prometheus": values{"prometheusSpec": v}} }
	claim := func(v values) values {
		return spec(values{"storageSpec": values{"volumeClaimTemplate": values{"spec": v}}})
	}
	cases := map[string]struct {
		reason, chart string
		values        values
		want          []string
	}{
		"Known":       {"What the type holds passes, whatever the default values show.", "alloy", values{"controller": values{"affinity": values{"nodeAffinity": values{}}}}, nil},
		"Field":       {"A field is looked for in the type.", "alloy", values{"controller": values{"affinity": values{"nodeAfinity": values{}}}}, []string{`controller.affinity.nodeAfinity: Kubernetes knows no such field here; did you mean "nodeAffinity"?`}},
		"Case":        {"Kubernetes tells A from a.", "alloy", values{"global": values{"podSecurityContext": values{"runAsNonroot": true}}}, []string{`global.podSecurityContext.runAsNonroot: Kubernetes knows no such field here; did you mean "runAsNonRoot"?`}},
		"OwnKey":      {"A key of the chart's among an object's fields stays known.", "loki", values{"gateway": values{"readinessProbe": values{"httpGet": values{"path": "/"}}}}, nil},
		"Items":       {"Lists are looked into.", "alloy", values{"controller": values{"tolerations": []any{values{"operator": "Exist"}}}}, []string{`controller.tolerations[0].operator: the string "Exist" where Kubernetes knows Equal, Exists, Gt, Lt; did you mean "Exists"?`}},
		"Deep":        {"At every depth.", "kube-prometheus-stack", claim(values{"accesModes": []any{"ReadWriteOnce"}}), []string{`prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.accesModes: Kubernetes knows no such field here; did you mean "accessModes"?`}},
		"ListField":   {"One item is no list.", "kube-prometheus-stack", claim(values{"accessModes": "ReadWriteOnce"}), []string{`prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.accessModes: the string "ReadWriteOnce" where Kubernetes wants a list`}},
		"Resource":    {"Resources have names.", "kube-prometheus-stack", claim(values{"resources": values{"requests": values{"storge": "10Gi"}}}), []string{`prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storge: Kubernetes knows no such resource; did you mean "storage"?`}},
		"Quantity":    {"And sizes.", "loki", values{"write": values{"persistence": values{"size": "10 Gi"}}}, []string{`write.persistence.size: the string "10 Gi" where Kubernetes wants a quantity, such as 500m or 10Gi`}},
		"Text":        {"An annotation is a text.", "alloy", values{"controller": values{"podAnnotations": values{"a": 1}}}, []string{"controller.podAnnotations.a: the number 1 where alloy 1.11.1 wants a string; write it in quotes"}},
		"Duration":    {"Durations have units.", "prometheus-postgres-exporter", values{"serviceMonitor": values{"interval": 15}}, []string{"serviceMonitor.interval: the number 15 where the Prometheus operator wants a duration, such as 30s or 1h30m"}},
		"False":       {"False stands for no limit.", "kube-prometheus-stack", spec(values{"sampleLimit": false, "enforcedSampleLimit": 1000, "queryLogFile": "/dev/stdout"}), nil},
		"NotFalse":    {"Another text is no number.", "kube-prometheus-stack", spec(values{"enforcedSampleLimit": "many"}), []string{`prometheus.prometheusSpec.enforcedSampleLimit: the string "many" where kube-prometheus-stack 88.5.3 wants a whole number`}},
		"Word":        {"The operator knows some words.", "kube-prometheus-stack", spec(values{"logLevel": "warning"}), []string{`prometheus.prometheusSpec.logLevel: the string "warning" where kube-prometheus-stack 88.5.3 knows debug, info, warn, error`}},
		"Passed":      {"An object that is passed on is the operator's.", "kube-prometheus-stack", spec(values{"thanos": values{"peers": "x"}}), []string{"prometheus.prometheusSpec.thanos.peers: the Prometheus operator knows no such field here"}},
		"Monitor":     {"Monitors are too, with keys of the chart's.", "kube-prometheus-stack", values{"prometheus": values{"additionalServiceMonitors": []any{values{"name": "a", "additionalLabels": values{"a": "b"}, "endpoint": []any{}}}}}, []string{`prometheus.additionalServiceMonitors[0].endpoint: kube-prometheus-stack 88.5.3 knows no such field here; did you mean "endpoints"?`}},
		"Rule":        {"Rules in either form.", "kube-prometheus-stack", values{"additionalPrometheusRulesMap": values{"a": values{"groups": []any{values{"name": "a", "rules": []any{values{"alert": "A", "expr": "up", "four": "5m"}}}}}}}, []string{`additionalPrometheusRulesMap.a.groups[0].rules[0].four: the Prometheus operator knows no such field here; did you mean "for"?`}},
		"Strategies":  {"What several objects have in common is known from all of them.", "metrics-server", values{"updateStrategy": values{"type": "RollingUpdate", "rollingUpdate": values{"maxSurge": 0, "maxUnavailable": "50%"}}}, nil},
		"OtherShape":  {"A chart may have a shape of its own under the name.", "kube-prometheus-stack", values{"grafana": values{"env": values{"A": "b"}}}, nil},
		"Template":    {"A template may become anything.", "loki", values{"write": values{"affinity": values{"nodeAffinity": "{{ .Values.x }}"}}}, nil},
		"Null":        {"Null removes a default.", "loki", values{"write": values{"affinity": values{"nodeAffinity": nil}}}, nil},
		"Environment": {"Variables have names.", "external-dns", values{"env": []any{values{"nme": "A", "value": "b"}}}, []string{`env[0].nme: Kubernetes knows no such field here; did you mean "name"?`}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			contract, _ := ContractOf(Chart{Name: tc.chart})
			if diff := cmp.Diff(tc.want, brief(contract.Check(node(t, tc.values)))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestPlaces because a type at a place that no contract has judges nothing.
func TestPlaces(t *testing.T) {
	check := func(chart, path string) {
		contract, ok := ContractOf(Chart{Name: chart})
		if !ok || contract.root.at(path) == nil {
			t.Errorf("%s has no %s", chart, path)
		}
	}
	for chart, paths := range places {
		for path := range paths {
			check(chart, path)
		}
	}
	for chart, paths := range specs {
		for path := range paths {
			check(chart, path)
		}
	}
}
