package prove

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/model"
)

// instanceLabel is what charts put on pods: the name of the release. Of all
// labels it is the one that can be checked without the charts.
const instanceLabel = "app.kubernetes.io/instance"

// selector checks that pods which are selected by their release have one.
func (w *world) selector(o applied, path, namespace string) {
	labels, ok := o.node.Get(strings.Split(path, ".")...)
	if !ok {
		return
	}
	if release := text(labels, instanceLabel); release != "" {
		w.refer(o, path+`["`+instanceLabel+`"]`, reference{to: identity{o.cluster, releaseRef(namespace, release)}})
	}
}

// monitor checks the namespaces in which a monitor looks, and the release whose
// pods or Services it selects.
func (w *world) monitor(o applied) {
	namespaces, _ := o.node.Get("spec", "namespaceSelector", "matchNames")
	for i, n := range namespaces.Items() {
		w.refer(o, fmt.Sprintf("spec.namespaceSelector.matchNames[%d]", i), reference{
			to: identity{o.cluster, model.ObjectRef{Kind: "Namespace", Name: n.Text()}},
		})
	}
	switch namespaces.Len() {
	case 0:
		w.selector(o, "spec.selector.matchLabels", o.ref.Namespace)
	case 1:
		w.selector(o, "spec.selector.matchLabels", text(namespaces, "0"))
	}
}

// networkPolicy checks the release whose pods a policy selects, and the
// namespaces it admits by name.
func (w *world) networkPolicy(o applied) {
	w.selector(o, "spec.podSelector.matchLabels", o.ref.Namespace)
	for _, way := range [][2]string{{"ingress", "from"}, {"egress", "to"}} {
		direction, peers := way[0], way[1]
		rules, _ := o.node.Get("spec", direction)
		for i, rule := range rules.Items() {
			list, _ := rule.Get(peers)
			for j, peer := range list.Items() {
				if name := text(peer, "namespaceSelector", "matchLabels", corev1.LabelMetadataName); name != "" {
					w.refer(o, fmt.Sprintf("spec.%s[%d].%s[%d].namespaceSelector", direction, i, peers, j), reference{
						to: identity{o.cluster, model.ObjectRef{Kind: "Namespace", Name: name}},
					})
				}
			}
		}
	}
}

// releaseRef is a Helm release as if it were an object.
func releaseRef(namespace, name string) model.ObjectRef {
	return model.ObjectRef{Kind: "Helm release", Namespace: namespace, Name: name}
}
