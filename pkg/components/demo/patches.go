package demo

import "seamark.dev/seamark/pkg/model"

// The two patches are needed beside createIngress and createIssuer, which only
// some published versions of the chart know. A target that matches nothing is
// no error to kustomize, so they do no harm where the values work. Kustomize
// wants a name in the patch, but it is the target that selects.

func withoutIngress() model.Patch {
	return model.Patch{
		Group:   "networking.k8s.io",
		Version: "v1",
		Kind:    "Ingress",
		Patch: `$patch: delete
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: any
`,
		Reason: "nothing here reads an Ingress; versions of the chart that do not know frontend.createIngress always render an Ingress of class nginx",
	}
}

func withoutIssuer() model.Patch {
	return model.Patch{
		Group:   "cert-manager.io",
		Version: "v1",
		Kind:    "Issuer",
		Patch: `$patch: delete
apiVersion: cert-manager.io/v1
kind: Issuer
metadata:
  name: any
`,
		Reason: "a ClusterIssuer issues the certificate; versions of the chart that do not know frontend.createIssuer always render an Issuer, in namespace default and with the chart's own e-mail address",
	}
}
