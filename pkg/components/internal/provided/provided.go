// Package provided writes down what charts and controllers make, and what a
// component needs beyond what its objects say, for the checks before writing.
package provided

import "seamark.dev/seamark/pkg/model"

// crd is the kind and group of a CustomResourceDefinition.
const crd, crdGroup = "CustomResourceDefinition", "apiextensions.k8s.io"

// CRDs are kinds by the names of their definitions, PLURAL.GROUP.
func CRDs(cluster model.Target, group string, plurals ...string) []model.Provided {
	var all []model.Provided
	for _, plural := range plurals {
		all = append(all, model.Provided{
			Cluster: cluster,
			Ref:     model.ObjectRef{Group: crdGroup, Kind: crd, Name: plural + "." + group},
		})
	}
	return all
}

// NeedCRD says that the releases of a component bring objects of a kind, so
// that they must come after it. Path is the field that makes them do so.
func NeedCRD(cluster model.Target, name, path string) model.Need {
	return model.Need{Cluster: cluster, Ref: model.ObjectRef{Group: crdGroup, Kind: crd, Name: name}, Path: path}
}

// Service is a Service with its ports.
func Service(cluster model.Target, namespace, name string, ports ...model.Port) model.Provided {
	return model.Provided{
		Cluster: cluster,
		Ref:     model.ObjectRef{Kind: "Service", Namespace: namespace, Name: name},
		Ports:   ports,
	}
}

// Secret is a Secret with its keys.
func Secret(cluster model.Target, namespace, name string, keys ...string) model.Provided {
	return model.Provided{
		Cluster: cluster,
		Ref:     model.ObjectRef{Kind: "Secret", Namespace: namespace, Name: name},
		Keys:    keys,
	}
}

// NeedKeys are references to keys of a Secret or ConfigMap from one field.
func NeedKeys(cluster model.Target, kind, namespace, name, path string, keys ...string) []model.Need {
	var needs []model.Need
	for _, key := range keys {
		needs = append(needs, model.Need{
			Cluster: cluster,
			Ref:     model.ObjectRef{Kind: kind, Namespace: namespace, Name: name},
			Key:     key, Path: path,
		})
	}
	return needs
}
