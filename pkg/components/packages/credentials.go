package packages

import (
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/model"
)

// The Secret with the DigitalOcean credentials, which a human creates in
// crossplane.Namespace. It is the one secret that the providers start from.
const (
	CredentialsSecretName = "digitalocean-credentials"
	// KeyCredentials is a JSON object for the DigitalOcean provider.
	KeyCredentials = "credentials"
	// KeyAuthorization is the Authorization header that provider-http sends.
	KeyAuthorization = "authorization"
	// KeyToken is the bare token, copied into each DOKS cluster for
	// cert-manager and ExternalDNS.
	KeyToken = "token"
)

// ProviderConfigName is the ClusterProviderConfig of the DigitalOcean provider
// and of provider-http, which hold these credentials. Component apis makes
// them, after the packages have brought their kinds; the name stands here
// because apis itself imports the Compositions that use it.
const ProviderConfigName = "digitalocean"

// ProviderConfigRef refers to the DigitalOcean credentials.
func ProviderConfigRef() managed.ProviderConfigRef {
	return managed.ProviderConfigRef{Kind: managed.ClusterProviderConfig, Name: ProviderConfigName}
}

// Credentials refers to a key of the credentials Secret.
func Credentials(key string) managed.Credentials {
	return managed.Credentials{
		Source: xpv2.CredentialsSourceSecret,
		SecretRef: managed.SecretKeyRef{
			Namespace: crossplane.Namespace,
			Name:      CredentialsSecretName,
			Key:       key,
		},
	}
}

func credentialsSecret() model.Secret {
	return model.Secret{
		Namespace: crossplane.Namespace,
		Name:      CredentialsSecretName,
		Purpose:   "Crossplane's providers create everything at DigitalOcean with it; the token is copied into each DOKS cluster.",
		Keys: []model.SecretKey{
			{
				Key:     KeyCredentials,
				Meaning: "The API token and a Spaces key with full access, as JSON, for the DigitalOcean provider. The Spaces key creates the bucket. The retries let a creation survive a limit of calls and a lost connection; all values are strings.",
				Inputs:  []string{"DIGITALOCEAN_TOKEN", "SPACES_ACCESS_KEY_ID", "SPACES_SECRET_ACCESS_KEY"},
				Format:  `{"token":"%s","spaces_access_id":"%s","spaces_secret_key":"%s","http_retry_max":"60","http_retry_wait_max":"60"}`,
			},
			{
				Key:     KeyAuthorization,
				Meaning: "The same API token as an HTTP Authorization header, for provider-http.",
				Inputs:  []string{"DIGITALOCEAN_TOKEN"},
				Format:  "Bearer %s",
			},
			{
				Key:     KeyToken,
				Meaning: "The same API token alone, for cert-manager and ExternalDNS.",
				Inputs:  []string{"DIGITALOCEAN_TOKEN"},
				Format:  "%s",
			},
		},
	}
}
