package names

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "names-duplicate-object", Meaning: "Two places of the tree make the same object: one would be applied over the other, for ever.", Example: "    overrides: {demo: {extra: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}, {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]}}"},
		{Code: "names-duplicate-release", Meaning: "Two releases of an environment have the same name."},
		{Code: "names-duplicate-secret", Meaning: "A Secret that a person creates has a name that is taken.", Example: "  mirrors: [{from: 'oci://ghcr.io', to: 'oci://a.example.com', secret: grafana-admin}]"},
		{Code: "names-illegal", Meaning: "Kubernetes or Helm refuses the name.", Example: "    overrides: {demo: {extra: [{apiVersion: v1, kind: ConfigMap, metadata: {name: A_b}}]}}"},
		{Code: "names-no-namespace", Meaning: "An object that lives in a namespace names none."},
		{Code: "names-shell", Meaning: "The command in `SECRETS.md` that makes a Secret would be another one to a shell."},
	}
}
