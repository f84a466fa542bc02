package inventory

import (
	"cmp"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// certificateKeys are what cert-manager writes into the Secret of every
// Certificate.
func certificateKeys() []string { return []string{"tls.crt", "tls.key", "ca.crt"} }

// certificate is the Secret of a Certificate, with the formats that are asked
// for.
func certificate(f *field) {
	keys := certificateKeys()
	formats, _ := f.o.Node.Get("spec", "additionalOutputFormats")
	for _, format := range formats.Items() {
		switch format.TextAt("type") {
		case "CombinedPEM":
			keys = append(keys, "tls-combined.pem")
		case "DER":
			keys = append(keys, "key.der")
		}
	}
	f.made(model.ObjectRef{Kind: "Secret", Namespace: f.o.Ref.Namespace, Name: f.name()}, keys...)
}

// issuer is an Issuer beside the Certificate, or a ClusterIssuer.
func issuer(f *field) {
	read := beside(certManagerGroup, "Issuer")
	if f.node.TextAt("kind") == "ClusterIssuer" {
		read = clusterWide(certManagerGroup, "ClusterIssuer")
	}
	f.path = append(f.path, manifest.Step{Name: "name", Index: -1})
	read(f)
	f.path = f.path[:len(f.path)-1]
}

// issuersNamespace is where an issuer reads its Secrets: beside it, or for a
// ClusterIssuer beside cert-manager itself.
func issuersNamespace(f *field) string {
	if f.o.Ref.Kind != "ClusterIssuer" {
		return f.o.Ref.Namespace
	}
	for _, s := range f.inv.kinds[kindIn{f.o.Cluster, certManagerGroup, "clusterissuers"}] {
		for _, r := range s.Component.Releases {
			return r.Namespace
		}
	}
	return Unknown
}

// issuersSecret are keys of a Secret that an issuer reads.
func issuersSecret(keys ...string) column {
	return func(f *field) {
		for _, key := range keys {
			f.refer(Reference{To: f.named("", "Secret", issuersNamespace(f), f.name()), Key: key, Hard: true})
		}
	}
}

// account is the Secret with the key of the account that cert-manager registers.
func account(f *field) {
	f.made(model.ObjectRef{Kind: "Secret", Namespace: issuersNamespace(f), Name: f.name()}, "tls.key")
}

// solver are the Secrets of a solver: every field called …SecretRef.
func solver(f *field) {
	solver, at := f.node, len(f.path)
	solver.Walk(func(p manifest.Path, n *manifest.Node) bool {
		if len(p) > 0 && strings.HasSuffix(p[len(p)-1].Name, "SecretRef") {
			f.path = append(f.path[:at], p...)
			f.refer(Reference{To: f.named("", "Secret", issuersNamespace(f), n.TextAt("name")), Key: n.TextAt("key"), Hard: true})
		}
		return true
	})
	f.path = f.path[:at]
}

// certificateRef is the Secret that a listener names, beside the field name.
func certificateRef(f *field) model.ObjectRef {
	ref, _ := f.o.Node.At(f.path[:len(f.path)-1])
	return model.ObjectRef{Kind: "Secret", Namespace: cmp.Or(ref.TextAt("namespace"), f.o.Ref.Namespace), Name: f.name()}
}

// listenersCertificate is the Secret that cert-manager makes for a Gateway that
// names an issuer.
func listenersCertificate(f *field) {
	annotations, _ := f.o.Node.Get("metadata", "annotations")
	issued := annotations.TextAt("cert-manager.io/issuer") != "" || annotations.TextAt("cert-manager.io/cluster-issuer") != ""
	if ref := certificateRef(f); issued && ref.Namespace == f.o.Ref.Namespace {
		f.made(ref, certificateKeys()...)
	}
}

func listenersSecret(f *field) {
	f.refer(Reference{To: Identity{f.o.Cluster, certificateRef(f)}, Key: "tls.crt", Hard: true})
}
