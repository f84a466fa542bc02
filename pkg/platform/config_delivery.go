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
	// Push lets the repository's host call the engine after a push. Without it
	// the engine looks for commits by itself, every minute or three.
	Push *Push `json:"push,omitempty"`
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

// Push is a webhook: the repository's host calls the engine after a push, and a
// commit is taken at once. Nothing is exposed for it; the README tells what to
// let through, and what to give to the host.
type Push struct {
	// Provider is who calls. Forgejo calls as gitea does. With generic-hmac, of
	// Flux alone, it is any program that signs the body in the header X-Signature.
	Provider PushProvider `json:"provider"`
	// Secret is the Secret with the key token, beside Flux. Argo CD reads
	// argocd-secret and no other. Default: push-webhook; with Argo CD,
	// argocd-secret.
	Secret string `json:"secret,omitempty"`
}

// PushProvider is the Git provider that calls a webhook.
type PushProvider string

// The providers that can call. Bitbucket is the cloud and the server.
const (
	GitHub      PushProvider = "github"
	GitLab      PushProvider = "gitlab"
	Bitbucket   PushProvider = "bitbucket"
	Gitea       PushProvider = "gitea"
	GenericHMAC PushProvider = "generic-hmac"
)
