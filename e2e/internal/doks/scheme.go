package doks

import (
	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	clientscheme "k8s.io/client-go/kubernetes/scheme"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

func newScheme() (*runtime.Scheme, error) {
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		clientscheme.AddToScheme,
		apiextensionsv1.AddToScheme,
		certmanagerv1.AddToScheme,
		gatewayv1.Install,
	} {
		if err := add(scheme); err != nil {
			return nil, err
		}
	}
	return scheme, nil
}

// The kinds that stand-ins watch.
var (
	kindService     = schema.GroupVersionKind{Version: "v1", Kind: "Service"}
	kindSecret      = schema.GroupVersionKind{Version: "v1", Kind: "Secret"}
	kindClaim       = schema.GroupVersionKind{Version: "v1", Kind: "PersistentVolumeClaim"}
	kindVolume      = schema.GroupVersionKind{Version: "v1", Kind: "PersistentVolume"}
	kindJob         = schema.GroupVersionKind{Group: "batch", Version: "v1", Kind: "Job"}
	kindDeployment  = schema.GroupVersionKind{Group: "apps", Version: "v1", Kind: "Deployment"}
	kindDefinition  = schema.GroupVersionKind{Group: "apiextensions.k8s.io", Version: "v1", Kind: "CustomResourceDefinition"}
	kindAPIService  = schema.GroupVersionKind{Group: "apiregistration.k8s.io", Version: "v1", Kind: "APIService"}
	kindValidating  = schema.GroupVersionKind{Group: "admissionregistration.k8s.io", Version: "v1", Kind: "ValidatingWebhookConfiguration"}
	kindMutating    = schema.GroupVersionKind{Group: "admissionregistration.k8s.io", Version: "v1", Kind: "MutatingWebhookConfiguration"}
	kindClass       = schema.GroupVersionKind(gatewayv1.SchemeGroupVersion.WithKind("GatewayClass"))
	kindGateway     = schema.GroupVersionKind(gatewayv1.SchemeGroupVersion.WithKind("Gateway"))
	kindRoute       = schema.GroupVersionKind(gatewayv1.SchemeGroupVersion.WithKind("HTTPRoute"))
	kindCertificate = certmanagerv1.SchemeGroupVersion.WithKind("Certificate")
	kindIssuer      = certmanagerv1.SchemeGroupVersion.WithKind("Issuer")
	kindCluster     = certmanagerv1.SchemeGroupVersion.WithKind("ClusterIssuer")
)

// metadataOf is an object of a kind of which only the metadata is read.
func metadataOf(kind schema.GroupVersionKind) *metav1.PartialObjectMetadata {
	object := &metav1.PartialObjectMetadata{}
	object.SetGroupVersionKind(kind)
	return object
}
