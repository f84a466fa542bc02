package logsink

import (
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/compose"
)

const (
	compositionName = "logsinks." + seamark.Group
	// caFormat is the Secret with the authority on the hub, over the XR's name.
	caFormat = "%s-syslog-ca"
)

// Composition brings the certificate authority of the syslog listener from the
// cluster to the hub, makes sure that it has arrived, and makes the sink.
func Composition() compose.Composition {
	return compose.Composition{
		Name:      compositionName,
		Of:        seamark.KindLogSink,
		Function:  packages.FunctionName(),
		Resources: []compose.Resource{authority(), arrival(), sink()},
	}
}

// certificate is the Secret that cert-manager writes in the cluster.
func certificate() *corev1.Secret {
	return &corev1.Secret{
		TypeMeta: dokscluster.KindSecret,
		ObjectMeta: metav1.ObjectMeta{
			Name:      syslog.TLSSecretName,
			Namespace: dokscluster.NamespaceClusterServices,
		},
	}
}

// observed is an Object that looks at the certificate and never touches it.
func observed() *providerkubernetes.Object {
	o := dokscluster.Delivered(certificate())
	o.Spec.ManagementPolicies = xpv2.ManagementPolicies{xpv2.ManagementActionObserve}
	return o
}

// authority copies the authority from the cluster into a Secret on the hub.
func authority() compose.Resource {
	base := observed()
	base.Spec.ConnectionDetails = []providerkubernetes.ConnectionDetail{{
		APIVersion:            dokscluster.KindSecret.APIVersion,
		Kind:                  dokscluster.KindSecret.Kind,
		Name:                  syslog.TLSSecretName,
		Namespace:             dokscluster.NamespaceClusterServices,
		FieldPath:             "data[" + syslog.KeyCACert + "]",
		ToConnectionSecretKey: syslog.KeyCACert,
	}}
	base.Spec.Readiness = &providerkubernetes.Readiness{
		Policy:   providerkubernetes.DeriveFromCELQuery,
		CELQuery: "has(object.data) && '" + syslog.KeyCACert + "' in object.data",
	}
	return compose.Resource{
		Name: "ca",
		Base: base,
		Patches: compose.Patches{
			compose.From("spec.clusterName").To("spec.providerConfigRef.name"),
			compose.From("metadata.name").Format(caFormat).To("spec.writeConnectionSecretToRef.name"),
		},
	}
}

// arrival looks at the same certificate, but only after it has read the
// authority from the Secret on the hub: a reference that cannot be resolved is
// an error before anything is observed. So what it observes is proof that the
// authority has arrived, which the status of the first Object is not.
func arrival() compose.Resource {
	references, patches := dokscluster.CopyKeys(
		dokscluster.HubKey{NameFormat: caFormat, Key: syslog.KeyCACert, To: syslog.KeyCACert},
	)
	base := observed()
	base.Spec.References = references
	return compose.Resource{
		Name: "ca-arrival",
		Base: base,
		Patches: append(compose.Patches{
			compose.From("spec.clusterName").To("spec.providerConfigRef.name"),
			compose.Status("status.atProvider.manifest.metadata.uid").To("status.certificateAuthority"),
		}, patches...),
	}
}

// sink must wait for the authority: the provider takes a missing Secret for an
// empty authority and would make a sink that trusts nobody, or everybody.
//
// It may not be updated: Terraform keeps the authority without the newline at
// its end, cert-manager writes it with one, and the difference would be applied
// for ever.
func sink() compose.Resource {
	return compose.Cloud(compose.Resource{
		Name: "sink",
		Base: &digitalocean.LogSinkRsyslog{
			TypeMeta: digitalocean.KindLogSinkRsyslog,
			Spec: digitalocean.LogSinkRsyslogSpec{
				Spec: managed.Spec{
					ManagementPolicies: xpv2.ManagementPolicies{
						xpv2.ManagementActionObserve, xpv2.ManagementActionCreate, xpv2.ManagementActionDelete,
					},
					ProviderConfigRef: packages.ProviderConfigRef(),
				},
				ForProvider: digitalocean.LogSinkRsyslogParameters{
					TLS:             true,
					Format:          "rfc5424",
					CACertSecretRef: &managed.LocalSecretKeyRef{Key: syslog.KeyCACert},
				},
			},
		},
		Patches: append(compose.Known("sink", "spec.existingID"),
			compose.When("metadata.name", "status.certificateAuthority").Format(caFormat).
				To("spec.forProvider.caCertSecretRef.name"),
			compose.From("spec.databaseCluster").To("spec.forProvider.clusterIdRef.name"),
			compose.From("spec.sinkName").To("spec.forProvider.name"),
			compose.From("spec.server").To("spec.forProvider.server"),
			compose.From("spec.port").To("spec.forProvider.port"),
			compose.From("metadata.name").Format("%s-sink").To("spec.writeConnectionSecretToRef.name"),
			compose.Status("status.atProvider.logsinkId").To("status.id"),
			compose.Status("status.atProvider.name").To("status.actual.sinkName"),
			compose.Status("status.atProvider.server").To("status.actual.server"),
			compose.Status("status.atProvider.port").To("status.actual.port"),
		),
	})
}
