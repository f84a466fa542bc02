package tools

// The programs of a control plane.
var (
	// Kubernetes is etcd, kube-apiserver, kube-controller-manager,
	// kube-scheduler and kubectl in one program, chosen by its first argument's
	// name. Without a version the API server calls itself v0.0.0, and charts
	// that ask for one refuse to be rendered.
	Kubernetes = Tool{
		Name: "kubernetes", Module: "kubernetes", Package: ".", Source: "k8s.io/kubernetes",
		Variables: map[string]string{
			"k8s.io/component-base/version.gitVersion": "VERSION",
			"k8s.io/component-base/version.gitMajor":   "1",
			"k8s.io/component-base/version.gitMinor":   "36",
			"k8s.io/client-go/pkg/version.gitVersion":  "VERSION",
		},
	}

	// Kwok makes nodes and pods look alive.
	Kwok = Tool{Name: "kwok", Module: "kwok", Package: "sigs.k8s.io/kwok/cmd/kwok", Source: "sigs.k8s.io/kwok"}

	// Flux's controllers.
	SourceController    = flux("source-controller")
	KustomizeController = flux("kustomize-controller")
	HelmController      = flux("helm-controller")

	// ArgoCD is what of Argo CD reconciles, chosen by the environment variable
	// ARGOCD_BINARY_NAME.
	ArgoCD = Tool{
		Name: "argocd", Module: "argocd", Package: ".",
		Source:    "github.com/argoproj/argo-cd/v3",
		Variables: map[string]string{"github.com/argoproj/argo-cd/v3/common.version": "VERSION"},
	}

	// Helm and Kustomize are what Argo CD runs, in about the versions that its
	// image has.
	Helm = Tool{
		Name: "helm", Module: "helm", Package: "helm.sh/helm/v3/cmd/helm", Source: "helm.sh/helm/v3",
		Variables: map[string]string{"helm.sh/helm/v3/internal/version.version": "VERSION"},
	}
	Kustomize = Tool{
		Name: "kustomize", Module: "kustomize", Package: "sigs.k8s.io/kustomize/kustomize/v5", Source: "sigs.k8s.io/kustomize/kustomize/v5",
		Variables: map[string]string{"sigs.k8s.io/kustomize/api/provenance.version": "kustomize/VERSION"},
	}

	// Crossplane is core and its RBAC manager. Without a version it refuses every
	// package that says which versions of Crossplane it is for.
	Crossplane = Tool{
		Name: "crossplane", Module: "crossplane",
		Package:   "github.com/crossplane/crossplane/v2/cmd/crossplane",
		Source:    "github.com/crossplane/crossplane/v2",
		Variables: map[string]string{"github.com/crossplane/crossplane-runtime/v2/pkg/version.version": "VERSION", metrics: anyPort},
	}

	// CrossplaneCLI is `crossplane xpkg`, which builds and pushes packages.
	CrossplaneCLI = Tool{Name: "crossplane-cli", Module: "crossplane-cli", Package: ".", Source: "github.com/crossplane/cli/v2"}

	// The providers, unchanged.
	ProviderKubernetes = provider("provider-kubernetes")
	ProviderHTTP       = provider("provider-http")
)

// metrics is where a program shows its metrics unless a flag tells: not all of
// them have one, and they cannot all have port 8080.
const (
	metrics = "sigs.k8s.io/controller-runtime/pkg/metrics/server.DefaultBindAddress"
	anyPort = "127.0.0.1:0"
)

func flux(name string) Tool {
	return Tool{Name: name, Module: "flux", Package: "github.com/fluxcd/" + name, Source: "github.com/fluxcd/" + name}
}

func provider(name string) Tool {
	source := "github.com/crossplane-contrib/" + name
	return Tool{
		Name: name, Module: name, Package: source + "/cmd/provider", Source: source,
		Variables: map[string]string{metrics: anyPort},
	}
}
