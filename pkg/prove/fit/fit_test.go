package fit

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func TestFitOfGoldens(t *testing.T) {
	for name, s := range provetest.Goldens(t, "../../..") {
		for _, f := range Check(inventory.Read(s)) {
			t.Errorf("%s: %s", name, f)
		}
	}
}

func TestFit(t *testing.T) {
	const (
		values   = "environments/blue/2-cluster/platform/"
		stack    = `environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml: release kube-prometheus-stack: values`
		loki     = `environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml: release loki: values`
		external = `environments/blue/2-cluster/platform/external-dns/helmrelease-external-dns.yaml: release external-dns: values`
		pool     = "spec.environments[0].cluster.nodePool: warning: "
	)
	cases := map[string]struct {
		reason, config string
		want           []string
	}{
		"Memory": {
			"More memory than three nodes have, though each pod fits on one.",
			"overrides: {kube-prometheus-stack: {prometheus: {prometheusSpec: {replicas: 2, resources: {requests: {memory: 1600Mi}}}}}}",
			[]string{"platform.yaml:6: " + pool + "all pods together request 3110m CPU and 8363Mi memory, and 3 nodes of s-2vcpu-4gb have 5700m CPU and 7680Mi memory; set min to 4, or choose a larger size [fit-nodes]"},
		},
		"CPU": {
			"Or more CPU; what the values ask for in cores counts too.",
			"cluster: {nodePool: {max: 3}}\noverrides: {demo: {loadGenerator: {resources: {requests: {cpu: 1.2}}}, frontend: {resources: {requests: {cpu: 1.2}}}, adService: {resources: {requests: {cpu: \"1\"}}}}}",
			[]string{"platform.yaml:9: " + pool + "all pods together request 6150m CPU and 5899Mi memory, and 3 nodes of s-2vcpu-4gb have 5700m CPU and 7680Mi memory; choose a larger size, or 4 nodes: max is 3 [fit-nodes]"},
		},
		"OwnObject": {
			"What a user brings runs on the same nodes.",
			"overrides: {loki: {extraObjects: [{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: demo}, spec: {replicas: 2, template: {spec: {containers: [{name: a, resources: {requests: {memory: 1400Mi}}}]}}}}]}}",
			[]string{"platform.yaml:6: " + pool + "all pods together request 2950m CPU and 8699Mi memory, and 3 nodes of s-2vcpu-4gb have 5700m CPU and 7680Mi memory; set min to 4, or choose a larger size [fit-nodes]"},
		},
		"OwnPool": {
			"Nor does it run where no node is.",
			"overrides: {loki: {extraObjects: [{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: demo}, spec: {nodeSelector: {pool: gpu}, containers: [{name: a}]}}]}}",
			[]string{"platform.yaml:9: release loki: values.extraObjects[0]: warning: no node pool takes the pods of Pod demo/a: it has no label pool=gpu; change nodeSelector, affinity or tolerations, or labels or taints of the pool; in " + values + "loki/helmrelease-loki.yaml [fit-pool]"},
		},
		"ChartDefaults": {
			"Where the user takes our requests away, the chart's come back.",
			"overrides: {loki: {chunksCache: {allocatedMemory: null, allocatedCPU: null}}}",
			[]string{`platform.yaml:9: release loki: values.chunksCache.allocatedMemory: warning: a pod of loki/chunksCache requests 500m CPU and 9830Mi memory, and a node of s-2vcpu-4gb has room for 1450m CPU and 2110Mi memory; choose a larger cluster.nodePool.size, or request less; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [fit-node]`},
		},
		"OnePod": {
			"A pod that no node can take waits for ever.",
			"overrides: {kube-prometheus-stack: {prometheus: {prometheusSpec: {resources: {requests: {memory: 4Gi}}}}}}",
			[]string{`platform.yaml:9: release kube-prometheus-stack: values.prometheus.prometheusSpec.resources: warning: a pod of kube-prometheus-stack/prometheus requests 160m CPU and 4128Mi memory, and a node of s-2vcpu-4gb has room for 1450m CPU and 2110Mi memory; choose a larger cluster.nodePool.size, or request less; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [fit-node]`},
		},
		"BesideDaemons": {
			"What would fit on an empty node may not beside what runs on every node.",
			"overrides: {external-dns: {resources: {requests: {memory: 2000Mi}}}}",
			[]string{`platform.yaml:9: release external-dns: values.resources: warning: a pod of external-dns/external-dns requests 10m CPU and 2000Mi memory, and a node of s-2vcpu-4gb has room for 1385m CPU and 1942Mi memory; choose a larger cluster.nodePool.size, or request less; in environments/blue/2-cluster/platform/external-dns/helmrelease-external-dns.yaml [fit-node]`},
		},
		"LimitOnly": {
			"A limit without a request is a request.",
			"overrides: {external-dns: {resources: {requests: null, limits: {memory: 3Gi}}}}",
			[]string{`platform.yaml:9: release external-dns: values.resources: warning: a pod of external-dns/external-dns requests 0m CPU and 3072Mi memory, and a node of s-2vcpu-4gb has room for 1450m CPU and 2110Mi memory; choose a larger cluster.nodePool.size, or request less; in environments/blue/2-cluster/platform/external-dns/helmrelease-external-dns.yaml [fit-node]`},
		},
		"DaemonSet": {
			"What runs on every node must fit on each, Loki's writers among it.",
			"overrides: {alloy: {alloy: {resources: {requests: {memory: 2000Mi}}}}}",
			[]string{"platform.yaml:6: " + pool + "what runs on every node (DOKS itself, kube-prometheus-stack/node-exporter, loki/write, alloy/alloy) requests 565m CPU and 2682Mi memory, and a node of s-2vcpu-4gb has 1900m CPU and 2560Mi memory; choose a larger size, or request less [fit-node]"},
		},
		"Spread": {
			"Each of Loki's writers wants a node of its own.",
			"overrides: {loki: {write: {replicas: 4}}}",
			[]string{`platform.yaml:9: release loki: values.write.replicas: warning: loki/write has 4 pods, each on a node of its own, and the least number of nodes is 3; set cluster.nodePool.min to 4, or fewer replicas; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [fit-node]`},
		},
		"Hard": {
			"An override can make others want that too.",
			"metrics: {alertmanagerReplicas: 4}\noverrides: {kube-prometheus-stack: {alertmanager: {alertmanagerSpec: {podAntiAffinity: hard}}}}",
			[]string{`SOURCE: release kube-prometheus-stack: values.alertmanager.alertmanagerSpec.replicas: warning: kube-prometheus-stack/alertmanager has 4 pods, each on a node of its own, and the least number of nodes is 3; set cluster.nodePool.min to 4, or fewer replicas; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [fit-node]`},
		},
		"Soft": {
			"And make Loki give it up: null takes the chart's rule away, an empty map does not.",
			"overrides: {loki: {write: {replicas: 4, affinity: {podAntiAffinity: null}}}}",
			nil,
		},
		"Off": {
			"What is switched off asks for nothing.",
			"overrides: {loki: {chunksCache: {enabled: false, allocatedMemory: 9000}}}",
			nil,
		},
		"Quantity": {
			"What is no quantity is refused by the API server.",
			"overrides: {loki: {read: {resources: {requests: {cpu: 50 m}, limits: {memory: 512MB}}}}}",
			[]string{`platform.yaml:9: release loki: values.read.resources.limits.memory: "512MB": must be a quantity; for example 100m of CPU, 128Mi of memory; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [fit-quantity]`,
				`platform.yaml:9: release loki: values.read.resources.requests.cpu: "50 m": must be a quantity; for example 100m of CPU, 128Mi of memory; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [fit-quantity]`},
		},
		"Larger": {
			"A larger node takes what a small one does not.",
			"cluster: {nodePool: {size: s-8vcpu-16gb-amd}}\noverrides: {kube-prometheus-stack: {prometheus: {prometheusSpec: {resources: {requests: {memory: 4Gi}}}}}}",
			nil,
		},
		"UnknownSize": {
			"Of a size that does not tell, nothing is said.",
			"cluster: {nodePool: {size: gpu-h100x1}}\noverrides: {kube-prometheus-stack: {prometheus: {prometheusSpec: {resources: {requests: {memory: 400Gi}}}}}}",
			nil,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, found(t, tc.config)); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// found is what is found of a small environment with more fields.
func found(t *testing.T, config string) []string {
	t.Helper()
	config = "    " + strings.ReplaceAll(strings.TrimSuffix(config, "\n"), "\n", "\n    ") + "\n"
	s := provetest.Configured(t, "platform.yaml", provetest.Small+config)
	var got []string
	for _, f := range Check(inventory.Read(s)).Sorted() {
		if strings.HasPrefix(f.Where.File, "pkg/components/") {
			f.Where = diag.Where{File: "SOURCE"}
		}
		got = append(got, f.String())
	}
	return got
}

// batch is an additional pool for what tolerates it.
const batch = "cluster: {additionalNodePools: [{name: batch, size: c-4, min: 0, max: 2, labels: {workload: batch}, taints: [{key: dedicated, value: batch, effect: NoSchedule}]}]}\n"

// affinity is a required node affinity of one term with these conditions.
func affinity(conditions string) string {
	return "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [" + conditions + "]}]}}}"
}

func TestFitOfPools(t *testing.T) {
	const (
		read     = `platform.yaml:10: release loki: values.read: warning: `
		loki     = `; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml `
		tolerate = `nodeSelector: {workload: batch}, tolerations: [{key: dedicated, operator: Exists}]`
	)
	cases := map[string]struct {
		reason, config string
		want           []string
	}{
		"Idle": {"A pool that nothing needs is in nobody's way.", batch, nil},
		"Placed": {
			"An empty pool counts at its maximum: its nodes come when a pod asks for them.",
			batch + "overrides: {loki: {read: {replicas: 2, " + tolerate + ", resources: {requests: {memory: 5Gi}}}}}", nil,
		},
		"TooLarge": {
			"Its nodes have limits too.",
			batch + "overrides: {loki: {read: {" + tolerate + ", replicas: 1, resources: {requests: {memory: 7Gi}}}}}",
			[]string{`platform.yaml:10: release loki: values.read.resources: warning: a pod of loki/read requests 50m CPU and 7168Mi memory, and a node of c-4 has room for 3450m CPU and 5694Mi memory; choose a larger cluster.additionalNodePools[0].size, or request less` + loki + `[fit-node]`},
		},
		"Spread": {
			"Three pods with a node of their own are one more than the pool may have.",
			batch + "overrides: {loki: {read: {replicas: 3, " + tolerate + "}}}",
			[]string{`platform.yaml:10: release loki: values.read.replicas: warning: loki/read has 3 pods, each on a node of its own, and the least number of nodes is 2; set cluster.additionalNodePools[0].min to 1, or fewer replicas` + loki + `[fit-node]`},
		},
		"Sum": {
			"Pods that each fit may not fit together, whatever room there is elsewhere.",
			batch + "overrides: {loki: {read: {" + tolerate + ", replicas: 2, affinity: {podAntiAffinity: null}, resources: {requests: {memory: 5Gi}}}, backend: {" + tolerate + ", replicas: 2, affinity: {podAntiAffinity: null}, resources: {requests: {memory: 1Gi}}}}}",
			[]string{`platform.yaml:9: spec.environments[0].cluster.additionalNodePools[0]: warning: all pods that only batch takes request, with what runs on every node, 1230m CPU and 13524Mi memory, and 2 nodes of c-4 have 7800m CPU and 12288Mi memory; choose a larger size, or 3 nodes: max is 2 [fit-nodes]`},
		},
		"NoLabel": {
			"Of a label that no pool has, the pool that lacks the least is named.",
			batch + "overrides: {loki: {read: {nodeSelector: {workload: logs}}}}",
			[]string{read + `no node pool takes the pods of loki/read, the nearest is pool: it has no label workload=logs; change nodeSelector, affinity or tolerations, or labels or taints of the pool` + loki + `[fit-pool]`},
		},
		"NotTolerated": {
			"The label alone is not enough.",
			batch + "overrides: {loki: {read: {nodeSelector: {workload: batch}, tolerations: [{key: dedicated, value: other}]}}}",
			[]string{read + `no node pool takes the pods of loki/read, the nearest is batch: it has the taint dedicated=batch:NoSchedule; change nodeSelector, affinity or tolerations, or labels or taints of the pool` + loki + `[fit-pool]`},
		},
		"ByName": {
			"A pool has the label with its name; labels that DigitalOcean gives are not judged.",
			batch + "overrides: {loki: {read: {replicas: 2, nodeSelector: {doks.digitalocean.com/node-pool: blue-batch, topology.kubernetes.io/region: sfo3}, tolerations: [{operator: Exists}]}}}", nil,
		},
		"OtherName": {
			"And no other one.",
			batch + "overrides: {loki: {read: {nodeSelector: {doks.digitalocean.com/node-pool: batch}}}}",
			[]string{read + `no node pool takes the pods of loki/read, the nearest is pool: it has no label doks.digitalocean.com/node-pool=batch; change nodeSelector, affinity or tolerations, or labels or taints of the pool` + loki + `[fit-pool]`},
		},
		"Affinity": {
			"A required node affinity says the same as a selector, and a pool must fulfil one of its terms.",
			batch + "overrides: {loki: {read: {replicas: 1, tolerations: [{operator: Exists}], resources: {requests: {memory: 5Gi}}, " + affinity(`{key: workload, operator: In, values: [logs]}]}, {matchExpressions: [{key: workload, operator: In, values: [logs, batch]}`) + "}}}", nil,
		},
		"AffinityTooLarge": {
			"So that the pods count on that pool alone.",
			batch + "overrides: {loki: {read: {replicas: 1, tolerations: [{operator: Exists}], resources: {requests: {memory: 7Gi}}, " + affinity(`{key: workload, operator: Exists}`) + "}}}",
			[]string{`platform.yaml:10: release loki: values.read.resources: warning: a pod of loki/read requests 50m CPU and 7168Mi memory, and a node of c-4 has room for 3450m CPU and 5694Mi memory; choose a larger cluster.additionalNodePools[0].size, or request less` + loki + `[fit-node]`},
		},
		"AffinityUnmet": {
			"Each condition of the term that lacks the least is named; what DigitalOcean alone knows is not judged.",
			batch + "overrides: {loki: {read: {" + affinity(`{key: workload, operator: In, values: [logs, audit]}, {key: cores, operator: Gt, values: ["8"]}, {key: topology.kubernetes.io/region, operator: In, values: [fra1]}]}, {matchExpressions: [{key: workload, operator: In, values: [logs, audit]}`) + "}}}",
			[]string{read + `no node pool takes the pods of loki/read, the nearest is pool: it has no label for which workload In (audit, logs); change nodeSelector, affinity or tolerations, or labels or taints of the pool` + loki + `[fit-pool]`},
		},
		"AffinityAgainst": {
			"A pool can be what pods keep away from, too.",
			batch + "overrides: {loki: {read: {" + affinity(`{key: doks.digitalocean.com/node-pool, operator: NotIn, values: [blue-pool, blue-batch]}`) + "}}}",
			[]string{read + `no node pool takes the pods of loki/read, the nearest is pool: it has no label for which doks.digitalocean.com/node-pool NotIn (blue-batch, blue-pool); change nodeSelector, affinity or tolerations, or labels or taints of the pool` + loki + `[fit-pool]`},
		},
		"AffinityPreferred": {
			"What is preferred keeps nobody away.",
			batch + "overrides: {loki: {read: {affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: workload, operator: In, values: [logs]}]}}]}}}}}", nil,
		},
		"AffinityRefused": {
			"A condition that Kubernetes refuses, and a term without any, are fulfilled by no node.",
			batch + "overrides: {loki: {read: {" + affinity(`{key: workload, operator: in, values: [batch]}`) + "}, backend: {" + affinity("") + "}}}",
			[]string{
				`platform.yaml:10: release loki: values.backend: warning: no node pool takes the pods of loki/backend, the nearest is pool: it has nothing that the empty nodeSelectorTerms[0] takes; change nodeSelector, affinity or tolerations, or labels or taints of the pool` + loki + `[fit-pool]`,
				read + `no node pool takes the pods of loki/read, the nearest is pool: it has no label for which workload in (batch); change nodeSelector, affinity or tolerations, or labels or taints of the pool` + loki + `[fit-pool]`,
			},
		},
		"LargerPool": {
			"A pod that the default pool cannot take goes to one that can, if no taint keeps it away.",
			"cluster: {additionalNodePools: [{name: large, size: m-2vcpu-16gb, max: 1}]}\noverrides: {kube-prometheus-stack: {prometheus: {prometheusSpec: {resources: {requests: {memory: 4Gi}}}}}}", nil,
		},
		"Daemons": {
			"What runs on every node must fit on the smallest.",
			"cluster: {additionalNodePools: [{name: small, size: s-1vcpu-1gb, max: 1}]}\n",
			[]string{`platform.yaml:9: spec.environments[0].cluster.additionalNodePools[0]: warning: what runs on every node (DOKS itself, kube-prometheus-stack/node-exporter, alloy/alloy) requests 515m CPU and 618Mi memory, and a node of s-1vcpu-1gb has 900m CPU and 512Mi memory; choose a larger size, or request less [fit-node]`},
		},
		"UnknownSize": {
			"Of what may run on a pool whose size does not tell, nothing is said.",
			"cluster: {additionalNodePools: [{name: gpu, size: gpu-h100x1, max: 1}]}\noverrides: {kube-prometheus-stack: {prometheus: {prometheusSpec: {resources: {requests: {memory: 400Gi}}}}}}", nil,
		},
		"Preferred": {
			"PreferNoSchedule keeps nobody away.",
			"cluster: {nodePool: {taints: [{key: dedicated, value: base, effect: PreferNoSchedule}]}}\n", nil,
		},
		"AllTainted": {
			"Without a pool for DOKS itself nothing works: that alone is told.",
			"cluster: {nodePool: {taints: [{key: dedicated, value: base, effect: NoExecute}]}}\n",
			[]string{`platform.yaml:9: spec.environments[0].cluster.nodePool: warning: no node pool takes the pods of DOKS itself (CoreDNS and others): it has the taint dedicated=base:NoExecute; leave one pool without taints, or with PreferNoSchedule [fit-pool]`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, found(t, tc.config)); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestFitOfObjects because who uses the library brings plain objects.
func TestFitOfObjects(t *testing.T) {
	spec := corev1.PodTemplateSpec{Spec: corev1.PodSpec{Containers: []corev1.Container{{
		Resources: corev1.ResourceRequirements{Requests: corev1.ResourceList{
			corev1.ResourceCPU: resource.MustParse("1"), corev1.ResourceMemory: resource.MustParse("100M"),
		}},
	}}}}
	apart := spec.DeepCopy()
	apart.Spec.NodeSelector = map[string]string{"workload": "batch"}
	term := corev1.NodeSelectorTerm{MatchExpressions: []corev1.NodeSelectorRequirement{{Key: "workload", Operator: corev1.NodeSelectorOpExists}}}
	apart.Spec.Affinity = &corev1.Affinity{NodeAffinity: &corev1.NodeAffinity{
		RequiredDuringSchedulingIgnoredDuringExecution: &corev1.NodeSelector{NodeSelectorTerms: []corev1.NodeSelectorTerm{term}},
	}}
	cases := map[string]struct {
		reason string
		object model.Object
		want   pods
	}{
		"Placed": {"Where they may run counts.", &appsv1.Deployment{TypeMeta: metav1.TypeMeta{APIVersion: "apps/v1", Kind: "Deployment"}, Spec: appsv1.DeploymentSpec{Template: *apart}}, pods{
			count: 1, requests: share{1000, 96}, where: where{apart.Spec.NodeSelector, []corev1.NodeSelectorTerm{term}, nil},
		}},
		"Deployment":  {"Replicas default to one.", &appsv1.Deployment{TypeMeta: metav1.TypeMeta{APIVersion: "apps/v1", Kind: "Deployment"}, Spec: appsv1.DeploymentSpec{Template: spec}}, pods{count: 1, requests: share{1000, 96}}},
		"StatefulSet": {"Replicas count.", &appsv1.StatefulSet{TypeMeta: metav1.TypeMeta{APIVersion: "apps/v1", Kind: "StatefulSet"}, Spec: appsv1.StatefulSetSpec{Replicas: new(int32(3)), Template: spec}}, pods{count: 3, requests: share{1000, 96}}},
		"DaemonSet":   {"One on each node.", &appsv1.DaemonSet{TypeMeta: metav1.TypeMeta{APIVersion: "apps/v1", Kind: "DaemonSet"}, Spec: appsv1.DaemonSetSpec{Template: spec}}, pods{count: 1, perNode: true, requests: share{1000, 96}}},
		"Zero":        {"None are none.", &appsv1.Deployment{TypeMeta: metav1.TypeMeta{APIVersion: "apps/v1", Kind: "Deployment"}, Spec: appsv1.DeploymentSpec{Replicas: new(int32(0)), Template: spec}}, pods{requests: share{1000, 96}}},
		"Job":         {"Jobs come and go.", &batchv1.Job{TypeMeta: metav1.TypeMeta{APIVersion: "batch/v1", Kind: "Job"}, Spec: batchv1.JobSpec{Template: spec}}, pods{}},
		"Secret":      {"Other objects have no pods.", &corev1.Secret{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Secret"}}, pods{}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			node, err := manifest.Of(tc.object)
			if err != nil {
				t.Fatal(err)
			}
			got, ok := podsOf(&inventory.Object{Ref: model.RefOf(tc.object), Node: node})
			got.name = ""
			if ok != (tc.want.count > 0) {
				t.Errorf("%s: counts: %v", tc.reason, ok)
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(pods{}, share{}, where{}), cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "at" || p.String() == "plain" }, cmp.Ignore())); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestAllocatable(t *testing.T) {
	cases := map[string]struct {
		reason string
		want   share
	}{
		"s-2vcpu-4gb":                    {"The default size.", share{1900, 2560}},
		"s-4vcpu-8gb":                    {"Twice as large.", share{3900, 6144}},
		"g-2vcpu-8gb":                    {"Dedicated cores.", share{1900, 6144}},
		"c-4":                            {"CPU-optimised: 2 GB for each core.", share{3900, 6144}},
		"m-16vcpu-128gb":                 {"Memory-optimised.", share{15900, 121856}},
		"so-3vcpu-24gb":                  {"Between two entries.", share{2900, 20992}},
		"s-2vcpu-2gb-amd":                {"A suffix does not matter.", share{1900, 1024}},
		"m-32vcpu-256gb":                 {"Beyond the list.", share{31900, 247808}},
		"gpu-h100x1-80gb":                {"Not told.", share{}},
		"s-0vcpu-4gb":                    {"Nonsense.", share{}},
		"s-2vcpu-99999999999999999999gb": {"More than a number holds.", share{}},
	}
	for slug, tc := range cases {
		t.Run(slug, func(t *testing.T) {
			got, ok := allocatable(slug)
			if got != tc.want || ok != (tc.want != share{}) {
				t.Errorf("%s: %v, %v; want %v", tc.reason, got, ok, tc.want)
			}
		})
	}
}

// TestWorkloadPaths because a path that no chart knows would count for nothing.
func TestWorkloadPaths(t *testing.T) {
	s := provetest.Configured(t, "platform.yaml", provetest.Small)
	releases := 0
	for at := range model.Releases(s.Units) {
		if len(at.Release.Workloads) == 0 {
			continue
		}
		releases++
		contract, ok := charts.ContractOf(at.Release.Chart)
		if !ok {
			t.Errorf("%s has no contract", at.Release.Name)
			continue
		}
		for _, w := range at.Release.Workloads {
			for _, path := range pathsOf(w) {
				n, _ := manifest.Map().With(dotted(path), manifest.Null())
				if found := contract.Check(n); len(found) > 0 && found[0].Kind != charts.IgnoredKey {
					t.Errorf("%s: %s: %s", w.Name, found[0].Path, found[0].Message)
				}
			}
		}
	}
	if releases < 9 {
		t.Errorf("only %d releases tell their workloads", releases)
	}
}

func pathsOf(w model.Workload) []string {
	paths := append([]string{w.Replicas, w.Affinity}, w.Enabled...)
	if at := beside(w); w.Beside != "" || w.Name == "read" {
		paths = append(paths, at+".nodeSelector", at+".affinity", at+".tolerations")
	}
	for _, c := range w.Containers {
		paths = append(append(paths, c.Enabled...), c.Resources, c.Memory, c.CPU)
	}
	var given []string
	for _, path := range paths {
		if path != "" {
			given = append(given, path)
		}
	}
	return given
}

func BenchmarkFit(b *testing.B) {
	inv := inventory.Read(provetest.Configured(b, "platform.yaml", provetest.Small))
	for b.Loop() {
		if found := Check(inv); len(found) > 0 {
			b.Fatal(found)
		}
	}
}
