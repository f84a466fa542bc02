package inventory

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// instanceLabel is what charts put on pods: the name of the release. Of all
// labels it is the one that can be checked without the charts.
const instanceLabel = "app.kubernetes.io/instance"

// releaseRef is a Helm release as if it were an object.
func releaseRef(namespace, name string) model.ObjectRef {
	return model.ObjectRef{Kind: "Helm release", Namespace: namespace, Name: name}
}

// podsOfRelease are pods in the same namespace that labels select; if they do
// it by a release, there must be one.
func podsOfRelease(f *field) { f.podsIn(f.o.Ref.Namespace) }

func (f *field) podsIn(namespace string) {
	f.path = append(f.path, manifest.Step{Name: instanceLabel, Index: -1})
	f.refer(Reference{To: Identity{f.o.Cluster, releaseRef(namespace, f.node.TextAt(instanceLabel))}})
	f.path = f.path[:len(f.path)-1]
}

// podsOfMonitored are the pods, or Services, that a monitor selects in the
// namespace in which it looks. In several nobody can tell.
func podsOfMonitored(f *field) {
	namespaces, _ := f.o.Node.Get("spec", "namespaceSelector", "matchNames")
	switch namespaces.Len() {
	case 0:
		f.podsIn(f.o.Ref.Namespace)
	case 1:
		f.podsIn(namespaces.TextAt("0"))
	}
}

// namespaceOfLabels is a namespace that a selector names.
func namespaceOfLabels(f *field) {
	f.refer(Reference{To: f.named("", "Namespace", "", f.node.TextAt("matchLabels", corev1.LabelMetadataName))})
}
