package objectstore

import (
	"fmt"

	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/compose"
)

const (
	// recalledFormat is the Secret on the hub with the key that was read back
	// from the cluster, over the XR's name. It says nothing about what is not
	// printed, see compose.When.
	recalledFormat = "%[1]s-recalled"
	// keySecret is what the resources of one run know of the Secret on the hub
	// that the key is delivered from.
	keySecret = "keySecret"
)

// recalled reads the key back from the cluster that it was delivered into:
// DigitalOcean tells the secret half once, to a hub that may be lost. It only
// looks, and until there is something to see nothing waits for it. It is always
// there: a resource that is not always wanted would keep the XR from being ready.
func recalled() compose.Resource {
	base := dokscluster.Delivered(&corev1.Secret{
		TypeMeta:   dokscluster.KindSecret,
		ObjectMeta: metav1.ObjectMeta{Namespace: dokscluster.NamespaceClusterServices},
	})
	base.Spec.ManagementPolicies = xpv2.ManagementPolicies{xpv2.ManagementActionObserve}
	patches := compose.Patches{
		compose.From("spec.clusterName").To("spec.providerConfigRef.name"),
		compose.From("metadata.name").Format(secretFormat).To(dokscluster.InManifest("metadata.name")),
		compose.From("metadata.name").Format(recalledFormat).To("spec.writeConnectionSecretToRef.name"),
	}
	for i, key := range []string{KeyAccessKeyID, KeySecretAccessKey} {
		base.Spec.ConnectionDetails = append(base.Spec.ConnectionDetails, providerkubernetes.ConnectionDetail{
			APIVersion:            dokscluster.KindSecret.APIVersion,
			Kind:                  dokscluster.KindSecret.Kind,
			Namespace:             dokscluster.NamespaceClusterServices,
			FieldPath:             "data[" + key + "]",
			ToConnectionSecretKey: key,
		})
		patches = append(patches, compose.From("metadata.name").Format(secretFormat).To(fmt.Sprintf("spec.connectionDetails[%d].name", i)))
	}
	return compose.Resource{Name: "recalled", Base: base, Patches: patches, Readiness: compose.AlwaysReady()}
}

// recall lets a reference of the delivered Secret read what was read back where
// the key is taken over, and go on with it when the XR does not name the key any
// more: nothing else has the secret half.
func recall(reference string) compose.Patches {
	return compose.Patches{
		compose.Remember(reference).To(keySecret),
		compose.Recall(keySecret).To(reference),
		compose.Combine(recalledFormat, "metadata.name", "spec.existingKeyID").To(reference),
	}
}
