// Package hubmetrics makes the hub visible to a Prometheus that runs on it:
// what Crossplane, its providers and functions and the GitOps engine tell of
// themselves, and the conditions of every composite and managed resource, which
// a kube-state-metrics of its own reads.
//
// A second kube-state-metrics beside that of kube-prometheus-stack keeps the two
// apart: this one sees no built-in kind, and no chart of anybody's must be
// configured for it.
package hubmetrics

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Namespace is where everything is that watches the hub.
const Namespace = "hub-monitoring"

// Component is the metrics of a hub, with the engine that it runs; nothing for a
// hub that nobody watches.
func Component(engines databases.Table, p platform.Platform, engine declare.Watch) model.Component {
	if !p.Spec.Hub.Watched() {
		return model.Component{}
	}
	var objects []model.Object
	if !p.Spec.Hub.WatchesItself() { // else what watches it is there already
		objects = append(objects, NewNamespace())
	}
	objects = append(objects, exporter(Watched(engines, engine))...)
	return model.Component{
		Name:    "hub-metrics",
		Objects: append(objects, monitors(p, engine.Targets)...),
	}
}

// NewNamespace is the namespace, which goes with no file: there may be Secrets in
// it that a human made, and whoever brings it may change.
func NewNamespace() model.Object {
	ns := &corev1.Namespace{
		TypeMeta:   kinds.Namespace,
		ObjectMeta: metav1.ObjectMeta{Name: Namespace},
	}
	model.Protect(ns)
	return ns
}

// Selected is the label by which the hub's Prometheus selects what is its own.
func Selected(p platform.Platform) map[string]string {
	return map[string]string{"release": p.Spec.Hub.Monitoring.Release}
}
