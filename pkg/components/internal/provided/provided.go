// Package provided writes down what charts and controllers make, and what a
// component needs beyond what its objects say, for the checks before writing.
package provided

import "seamark.dev/seamark/pkg/render"

// crd is the kind and group of a CustomResourceDefinition.
const crd, crdGroup = "CustomResourceDefinition", "apiextensions.k8s.io"

// CRDs are kinds by the names of their definitions, PLURAL.GROUP.
func CRDs(cluster render.Target, group string, plurals ...string) []render.Provided {
	var all []render.Provided
	for _, plural := range plurals {
		all = append(all, render.Provided{
			Cluster: cluster,
			Ref:     render.ObjectRef{Group: crdGroup, Kind: crd, Name: plural + "." + group},
		})
	}
	return all
}

// NeedCRD says that the releases of a component bring objects of a kind, so
// that they must come after it. Path is the field that makes them do so.
func NeedCRD(cluster render.Target, name, path string) render.Need {
	return render.Need{Cluster: cluster, Ref: render.ObjectRef{Group: crdGroup, Kind: crd, Name: name}, Path: path}
}

// Service is a Service with its ports.
func Service(cluster render.Target, namespace, name string, ports ...render.Port) render.Provided {
	return render.Provided{
		Cluster: cluster,
		Ref:     render.ObjectRef{Kind: "Service", Namespace: namespace, Name: name},
		Ports:   ports,
	}
}

// Secret is a Secret with its keys.
func Secret(cluster render.Target, namespace, name string, keys ...string) render.Provided {
	return render.Provided{
		Cluster: cluster,
		Ref:     render.ObjectRef{Kind: "Secret", Namespace: namespace, Name: name},
		Keys:    keys,
	}
}

// NeedKeys are references to keys of a Secret or ConfigMap from one field.
func NeedKeys(cluster render.Target, kind, namespace, name, path string, keys ...string) []render.Need {
	var needs []render.Need
	for _, key := range keys {
		needs = append(needs, render.Need{
			Cluster: cluster,
			Ref:     render.ObjectRef{Kind: kind, Namespace: namespace, Name: name},
			Key:     key, Path: path,
		})
	}
	return needs
}
