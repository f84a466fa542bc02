package objectstore

// The Secret with the Spaces key, delivered into the cluster-services
// namespace.
const (
	SecretName         = "loki-spaces"
	KeyAccessKeyID     = "AWS_ACCESS_KEY_ID"
	KeySecretAccessKey = "AWS_SECRET_ACCESS_KEY"
)
