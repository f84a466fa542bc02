package dokscluster

// The namespaces that the composition creates in the DOKS cluster.
const (
	NamespaceClusterServices = "cluster-services"
	NamespaceDemo            = "demo"
)

// The DigitalOcean API token, copied into NamespaceClusterServices.
const (
	TokenSecretName = "digitalocean-access-token"
	TokenSecretKey  = "token"
)

// KubeconfigKey is the key that Flux reads from a kubeConfig.secretRef.
const KubeconfigKey = "value"

// KubeconfigSecret is the Secret, in the environment's namespace on the hub,
// that holds the kubeconfig of the environment's cluster.
func KubeconfigSecret(environment string) string { return environment + "-kubeconfig" }
