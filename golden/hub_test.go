package golden

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/components/hubrules"
	"seamark.dev/seamark/pkg/platform"
)

// missed are the kinds of the hub that are alerted on when they are missing.
var missed = map[schema.GroupKind]bool{
	{Group: "helm.toolkit.fluxcd.io", Kind: "HelmRelease"}:        true,
	{Group: "http.m.crossplane.io", Kind: "Request"}:              true,
	{Group: "kustomize.toolkit.fluxcd.io", Kind: "Kustomization"}: true,
	{Group: "pkg.crossplane.io", Kind: "Function"}:                true,
	{Group: "pkg.crossplane.io", Kind: "Provider"}:                true,
	{Group: "seamark.dev", Kind: "ConnectionPool"}:                true,
	{Group: "seamark.dev", Kind: "DOKSCluster"}:                   true,
	{Group: "seamark.dev", Kind: "DatabaseSettings"}:              true,
	{Group: "seamark.dev", Kind: "DatabaseUser"}:                  true,
	{Group: "seamark.dev", Kind: "LogSink"}:                       true,
	{Group: "seamark.dev", Kind: "LogicalDatabase"}:               true,
	{Group: "seamark.dev", Kind: "ManagedDatabase"}:               true,
	{Group: "seamark.dev", Kind: "NodePool"}:                      true,
	{Group: "seamark.dev", Kind: "ObjectStore"}:                   true,
	{Group: "seamark.dev", Kind: "SecretCopy"}:                    true,
}

// TestWhatMustBeThere: the list that alerts are made of is what the files bring
// to the hub, no more and no less.
func TestWhatMustBeThere(t *testing.T) {
	counted := 0
	for _, scenario := range scenarios(t) {
		if !load(t, scenario).Spec.Hub.Watched() {
			continue
		}
		tree := renderScenario(t, scenario)
		want, got := map[string]bool{}, map[string]bool{}
		for _, f := range tree.Files() {
			var o metav1.PartialObjectMetadata
			if !f.Object || yaml.Unmarshal(f.Data, &o) != nil {
				continue
			}
			gk := o.GroupVersionKind().GroupKind()
			if missed[gk] {
				want[strings.Join([]string{gk.Group, gk.Kind, o.Namespace, o.Name}, " ")] = true
			}
		}
		for _, r := range decodeKind[monitoringv1.PrometheusRule](t, tree, "PrometheusRule") {
			for _, g := range r.Spec.Groups {
				for _, rule := range g.Rules {
					if l := rule.Labels; rule.Record == hubrules.Expected {
						got[strings.Join([]string{l["group"], l["kind"], l["namespace"], l["name"]}, " ")] = true
					}
				}
			}
		}
		counted++
		if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))); diff != "" {
			t.Errorf("%s: (-delivered +expected):\n%s", scenario, diff)
		}
		if own := want["kustomize.toolkit.fluxcd.io Kustomization flux-system control-plane-monitoring"]; own != (load(t, scenario).Spec.Delivery.Engine == platform.Flux) {
			t.Errorf("%s: the delivery's own objects: %t", scenario, own)
		}
	}
	if counted < 2 {
		t.Errorf("only %d scenarios with a hub that is watched", counted)
	}
}
