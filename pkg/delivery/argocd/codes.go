package argocd

import "seamark.dev/seamark/pkg/diag"

// Codes document what the check of Argo CD finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "argocd-duplicate-application", Meaning: "Two Applications have the same name, because of the names of environments or releases.", Example: "  - {name: blue-loki, region: sfo3, network: {vpcCIDR: 10.202.0.0/22}, domain: {zone: example.org, acmeEmail: a@example.com}}\n  delivery: {engine: argocd}"},
		{Code: "argocd-duplicate-project", Meaning: "Two projects have the same name, because of the names of environments.", Example: "  - {name: blue-hub, region: sfo3, network: {vpcCIDR: 10.202.0.0/22}, domain: {zone: example.org, acmeEmail: a@example.com}}\n  delivery: {engine: argocd}"},
		{Code: "argocd-excluded-kind", Meaning: "Argo CD is told not to look at objects of this kind."},
		{Code: "argocd-holds-environments", Meaning: "An Application that no environment depends on would hold environments back."},
		{Code: "argocd-insecure-mirror", Severity: diag.Warning, Meaning: "Argo CD speaks to registries of charts over TLS alone.", Example: "  delivery: {engine: argocd}\n  mirrors: [{from: 'oci://ghcr.io', to: 'oci://mirror.example.com', insecure: true}]"},
		{Code: "argocd-not-allowed", Meaning: "A project does not allow what its Application does."},
		{Code: "argocd-not-delivered", Meaning: "Something is delivered by another number of Applications than one."},
		{Code: "argocd-plan", Meaning: "The units cannot be delivered to Argo CD."},
		{Code: "argocd-private-chart", Severity: diag.Warning, Meaning: "Kustomize fetches a chart that is patched, and has no account for a private mirror.", Example: "  delivery: {engine: argocd}\n  mirrors: [{from: 'oci://ghcr.io', to: 'oci://mirror.example.com', secret: mirror}]"},
		{Code: "argocd-registry-address", Severity: diag.Warning, Meaning: "Argo CD takes the address for a repository of charts of the older kind.", Example: "  delivery: {engine: argocd}\n  mirrors: [{from: 'oci://ghcr.io', to: 'oci://10.0.0.1:5000/charts'}]"},
		{Code: "argocd-unknown-cluster", Meaning: "Nobody tells Argo CD of the cluster."},
		{Code: "argocd-unknown-project", Meaning: "An Application is in no project."},
		{Code: "argocd-wave-too-early", Meaning: "An Application does not come after what it waits for."},
	}
}
