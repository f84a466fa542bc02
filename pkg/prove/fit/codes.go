package fit

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "fit-node", Severity: diag.Warning, Meaning: "A pod, or what runs on every node, has no room on a node of this size.", Example: "    overrides: {kube-prometheus-stack: {prometheus: {prometheusSpec: {resources: {requests: {memory: 400Gi}}}}}}"},
		{Code: "fit-nodes", Severity: diag.Warning, Meaning: "All pods together have no room on the least number of nodes.", Example: "    overrides: {kube-prometheus-stack: {prometheus: {prometheusSpec: {replicas: 2, resources: {requests: {memory: 1600Mi}}}}}}"},
		{Code: "fit-pool", Severity: diag.Warning, Meaning: "No node pool takes a pod: its selector or required node affinity names labels that no pool has, or it does not tolerate their taints.", Example: "    overrides: {loki: {read: {nodeSelector: {workload: logs}}}}"},
		{Code: "fit-quantity", Meaning: "The value is no quantity; the API server would refuse it.", Example: "    overrides: {loki: {read: {resources: {requests: {memory: 512MB}}}}}"},
	}
}
