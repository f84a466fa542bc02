package prove

import (
	"fmt"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// certificateKeys are what cert-manager writes into the Secret of every
// Certificate.
func certificateKeys() []string { return []string{"tls.crt", "tls.key", "ca.crt"} }

// certManager reads issuers and certificates.
func (w *world) certManager(o applied) {
	if o.ref.Kind == "Certificate" {
		w.certificate(o)
		return
	}
	namespace := o.ref.Namespace
	if o.ref.Kind == "ClusterIssuer" {
		namespace = w.certManagerNamespace(o.cluster)
	}
	secret := func(name string) identity {
		return identity{o.cluster, model.ObjectRef{Kind: "Secret", Namespace: namespace, Name: name}}
	}
	if name := text(o.node, "spec", "ca", "secretName"); name != "" {
		for _, key := range []string{"tls.crt", "tls.key"} {
			w.refer(o, "spec.ca.secretName", reference{to: secret(name), key: key, hard: true})
		}
	}
	if name := text(o.node, "spec", "acme", "privateKeySecretRef", "name"); name != "" {
		w.made(&o, secret(name).ref, "tls.key") // cert-manager registers an account and keeps its key
	}
	solvers, _ := o.node.Get("spec", "acme", "solvers")
	for i, solver := range solvers.Items() {
		w.solver(o, fmt.Sprintf("spec.acme.solvers[%d]", i), solver, secret)
	}
}

// solver finds the Secrets of a solver: every field called …SecretRef.
func (w *world) solver(o applied, path string, n *manifest.Node, secret func(string) identity) {
	n.Walk(func(p manifest.Path, n *manifest.Node) bool {
		if len(p) > 0 && strings.HasSuffix(p[len(p)-1].Name, "SecretRef") && text(n, "name") != "" {
			w.refer(o, path+"."+p.String(), reference{to: secret(text(n, "name")), key: text(n, "key"), hard: true})
		}
		return true
	})
}

// certManagerNamespace is where cert-manager reads the Secrets of a
// ClusterIssuer: the namespace of its own release.
func (w *world) certManagerNamespace(cluster model.Target) string {
	for _, s := range w.kinds[kindIn{cluster, "cert-manager.io", "clusterissuers"}] {
		for _, r := range s.component.Releases {
			return r.Namespace
		}
	}
	return unknown
}

func (w *world) certificate(o applied) {
	keys := certificateKeys()
	formats, _ := o.node.Get("spec", "additionalOutputFormats")
	for _, f := range formats.Items() {
		switch text(f, "type") {
		case "CombinedPEM":
			keys = append(keys, "tls-combined.pem")
		case "DER":
			keys = append(keys, "key.der")
		}
	}
	w.made(&o, model.ObjectRef{Kind: "Secret", Namespace: o.ref.Namespace, Name: text(o.node, "spec", "secretName")}, keys...)
	kind := text(o.node, "spec", "issuerRef", "kind")
	w.issuer(o, "spec.issuerRef.name", text(o.node, "spec", "issuerRef", "name"), kind == "ClusterIssuer")
}

func (w *world) issuer(o applied, path, name string, clusterWide bool) {
	ref := model.ObjectRef{Group: "cert-manager.io", Kind: "Issuer", Namespace: o.ref.Namespace, Name: name}
	if clusterWide {
		ref.Kind, ref.Namespace = "ClusterIssuer", ""
	}
	w.refer(o, path, reference{to: identity{o.cluster, ref}, hard: true})
}
