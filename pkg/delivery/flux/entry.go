package flux

import (
	"cmp"
	"path"

	kustomizev1 "github.com/fluxcd/kustomize-controller/api/v1"
	"github.com/fluxcd/pkg/apis/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/tree"
)

// entryFiles are the files below clusters/HUB: for the control plane and for
// each environment a folder with its Flux Kustomizations, and the environment's
// namespace with what Flux may do in there.
//
// clusters/HUB itself has no kustomization.yaml on purpose: `flux bootstrap`
// adds the folder flux-system beside ours, and Flux, finding no
// kustomization.yaml, takes everything there is. A list of ours would leave
// Flux's own manifests out.
func entryFiles(units []model.Unit, options Options) ([]tree.File, error) {
	var files []tree.File
	for _, environment := range model.Environments(units) {
		dir, objects := path.Join("clusters", options.Hub, "control-plane"), []model.Object{policy()}
		if environment != "" {
			dir = path.Join("clusters", options.Hub, "environments", environment)
			objects = []model.Object{model.EnvironmentNamespace(environment, options.Protected(environment))}
			objects = append(objects, rights(environment, units)...)
		}
		for _, u := range units {
			if u.ID.Environment == environment {
				k, err := kustomization(u, options)
				if err != nil {
					return nil, err
				}
				objects = append(objects, k)
			}
		}
		folder, err := delivery.Folder(dir, objects, nil)
		if err != nil {
			return nil, err
		}
		files = append(files, folder...)
	}
	return files, nil
}

// kustomization reconciles one unit.
func kustomization(u model.Unit, options Options) (*kustomizev1.Kustomization, error) {
	health, err := healthChecks(u)
	if err != nil {
		return nil, err
	}
	k := &kustomizev1.Kustomization{
		TypeMeta:   kinds.Kustomization,
		ObjectMeta: metav1.ObjectMeta{Name: u.ID.Name(), Namespace: namespaceOf(u.ID)},
		Spec: kustomizev1.KustomizationSpec{
			DependsOn:     dependencies(u),
			SourceRef:     kustomizev1.CrossNamespaceSourceReference{Kind: "GitRepository", Name: Namespace, Namespace: Namespace},
			Path:          "./" + path.Join(options.Path, u.ID.Dir()),
			Interval:      metav1.Duration{Duration: interval},
			RetryInterval: &metav1.Duration{Duration: retryInterval},
			Timeout:       &metav1.Duration{Duration: cmp.Or(u.Timeout, unitTimeout)},
			Prune:         true,
			// Wait makes everything in the unit count for its health, and so
			// for whether the units after it may start.
			Wait:             true,
			HealthCheckExprs: health,
		},
	}
	switch {
	case !u.Target.IsHub():
		k.Spec.KubeConfig = kubeConfig(u.Target, options)
	case u.ID.Environment != "":
		k.Spec.ServiceAccountName = Reconciler
	}
	return k, nil
}

func namespaceOf(id model.UnitID) string {
	if id.Environment == "" {
		return Namespace
	}
	return id.Environment
}

func dependencies(u model.Unit) []kustomizev1.DependencyReference {
	refs := make([]kustomizev1.DependencyReference, 0, len(u.DependsOn))
	for _, id := range u.DependsOn {
		ref := kustomizev1.DependencyReference{Name: id.Name()}
		if namespaceOf(id) != namespaceOf(u.ID) {
			ref.Namespace = namespaceOf(id)
		}
		refs = append(refs, ref)
	}
	return refs
}

func kubeConfig(cluster model.Target, options Options) *meta.KubeConfigReference {
	name, key := options.Kubeconfig(cluster.Environment())
	return &meta.KubeConfigReference{SecretRef: &meta.SecretKeyReference{Name: name, Key: key}}
}
