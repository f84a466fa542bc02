package platform

// Engine is the GitOps engine that reconciles the repository.
type Engine string

// The engines that can be rendered for, unless a program brings one of its own.
const (
	Flux   Engine = "flux"
	ArgoCD Engine = "argocd"
)

// Delivery says how the rendered repository reaches the clusters.
type Delivery struct {
	// Engine is the GitOps engine; docs/engines.md compares them.
	// Default: flux.
	Engine Engine `json:"engine,omitempty"`
	// Hub names the cluster that runs the engine and Crossplane;
	// clusters/HUB is the entry point. Default: hub.
	Hub string `json:"hub,omitempty"`
	// Repository is the Git repository that holds the rendered tree.
	Repository Repository `json:"repository,omitzero"`
}

// Repository is the Git repository that holds the rendered tree.
type Repository struct {
	// URL is the clone address. Default: https://github.com/NAME/platform,
	// where NAME is metadata.name.
	URL string `json:"url,omitempty"`
	// Branch is the branch the engine follows. Default: main.
	Branch string `json:"branch,omitempty"`
	// Path is the folder of the repository that holds the tree. Default: ".".
	Path string `json:"path,omitempty"`
}
