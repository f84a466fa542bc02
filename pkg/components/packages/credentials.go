package packages

import (
	"strings"

	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// The Secrets with what DigitalOcean gives, in crossplane.Namespace, each for
// the token without a name. Those of a token with a name end in -NAME.
const (
	// CredentialsSecretName is what the providers start from. It never leaves
	// the hub.
	CredentialsSecretName = "digitalocean-credentials"
	// DNSSecretName is what is copied into the clusters.
	DNSSecretName = "digitalocean-dns"
)

// The keys of these Secrets.
const (
	// KeyCredentials is a JSON object for the DigitalOcean provider.
	KeyCredentials = "credentials"
	// KeyAuthorization is the Authorization header that provider-http sends.
	KeyAuthorization = "authorization"
	// KeyToken is the bare token for cert-manager and ExternalDNS.
	KeyToken = "token"
)

// OfToken is the name of something that each token has one of: the base, and
// -NAME for a token with a name.
func OfToken(base, token string) string {
	if token == "" {
		return base
	}
	return base + "-" + token
}

// ProviderConfigName is the ClusterProviderConfig of the DigitalOcean provider
// and of provider-http, which hold the credentials of a token. Component apis
// makes them, after the packages have brought their kinds; the name stands here
// because apis itself imports the Compositions that use it.
func ProviderConfigName(token string) string { return OfToken(compose.ProviderConfig, token) }

// ProviderConfigRef refers to the credentials of the token without a name;
// compose.Cloud lets an XR name another.
func ProviderConfigRef() managed.ProviderConfigRef {
	return managed.ProviderConfigRef{Kind: managed.ClusterProviderConfig, Name: ProviderConfigName("")}
}

// Credentials refers to a key of the credentials Secret of a token.
func Credentials(token, key string) managed.Credentials {
	return managed.Credentials{
		Source: xpv2.CredentialsSourceSecret,
		SecretRef: managed.SecretKeyRef{
			Namespace: crossplane.Namespace,
			Name:      OfToken(CredentialsSecretName, token),
			Key:       key,
		},
	}
}

// secrets are the two that a token needs.
func secrets(p platform.Platform, token string) []model.Secret {
	return []model.Secret{credentialsSecret(token, wish(p, token)), dnsSecret(token)}
}

// wishes are what a token needs its scopes for.
type wishes struct {
	project, tags   bool
	makes, observes bool // databases
}

// wish is what the environments of a token have.
func wish(p platform.Platform, token string) wishes {
	var w wishes
	for _, e := range p.Spec.Environments {
		if e.Token == token {
			w.project = w.project || e.Project != ""
			w.tags = w.tags || len(e.Tags) > 0
			for _, db := range e.Databases {
				w.makes, w.observes = w.makes || !db.Observed(), w.observes || db.Observed()
			}
		}
	}
	return w
}

// hubScopes are the scopes of the hub's token, for the components that are there.
func (w wishes) hubScopes() string {
	databases := "`database:create, read, update, delete, view_credentials`"
	if w.observes && !w.makes {
		databases = "`database:read, update, view_credentials`"
	}
	return "`vpc:create, read, update, delete`, `kubernetes:create, read, update, delete, access_cluster`, " +
		"<!--with manageddatabase-->" + databases + ", <!--end-->" +
		"`tag:create, read`<!--with objectstore-->, `spaces_key:create_credentials, read, delete`<!--end-->"
}

// scopes are the further scopes, and what is missing without them.
func (w wishes) scopes() (scopes, without string) {
	if w.tags {
		scopes += ", `tag:delete`"
		without += "; without `tag:delete` no tag can be taken from a database again"
	}
	if w.project {
		scopes += ", `project:assign_resource`"
		without += "; without `project:assign_resource` nothing gets into a project, nor does what the token may not read, the bucket among it"
	}
	return scopes, without
}

// input is the shell variable of a value, which no two tokens share.
func input(base, token string) string {
	return strings.ToUpper(strings.ReplaceAll(OfToken(base, token), "-", "_"))
}

func credentialsSecret(token string, w wishes) model.Secret {
	more, without := w.scopes()
	api := input("DIGITALOCEAN_TOKEN", token)
	return model.Secret{
		Namespace: crossplane.Namespace,
		Name:      OfToken(CredentialsSecretName, token),
		Purpose: "Crossplane's providers create everything at DigitalOcean with it" + group(token) + ". It never leaves the hub. " +
			"Give the token these scopes and no others, but for the read scopes that the console adds to them: " + w.hubScopes() + more + " (" +
			"without `kubernetes:access_cluster` no kubeconfig is given, and nothing is delivered into a cluster; " +
			"<!--with manageddatabase-->without `database:view_credentials` the passwords are missing and the databases never become ready; " +
			"`database:update` also reads the credentials of the metrics endpoints; <!--end-->" +
			"without `tag` <!--with manageddatabase-->neither cluster nor database<!--end--><!--without manageddatabase-->no cluster<!--end--> can be made" +
			"<!--with objectstore loki-->; without `spaces_key` the bucket has no key and Loki does not start<!--end-->" + without + "). " +
			"What DigitalOcean refuses is in `status.cloud` of the resource: 403.",
		Keys: []model.SecretKey{
			{
				Key:     KeyCredentials,
				Meaning: "The API token<!--with objectstore--> and a Spaces key with full access to all buckets<!--end-->, as JSON, for the DigitalOcean provider. <!--with objectstore-->The Spaces key creates the bucket, which a key for single buckets may not. <!--end-->The retries let a creation survive a limit of calls and a lost connection; all values are strings.",
				Inputs:  []string{api, input("SPACES_ACCESS_KEY_ID", token), input("SPACES_SECRET_ACCESS_KEY", token)},
				Format:  `{"token":"%s","spaces_access_id":"%s","spaces_secret_key":"%s"` + retries,
				Less:    &model.LessOfKey{Without: "objectstore", Inputs: []string{api}, Format: `{"token":"%s"` + retries},
			},
			{
				Key:     KeyAuthorization,
				Meaning: "The same API token as an HTTP Authorization header, for provider-http.",
				Inputs:  []string{api},
				Format:  "Bearer %s",
			},
		},
	}
}

func dnsSecret(token string) model.Secret {
	return model.Secret{
		Namespace: crossplane.Namespace,
		Name:      OfToken(DNSSecretName, token),
		Purpose: "The DNS zone is changed with it<!--with gateway external-dns-->, by cert-manager and ExternalDNS<!--end-->" + group(token) + ". <!--without gateway|external-dns-->Nothing does so yet, but a cluster is not ready without it. <!--end-->It is copied into each DOKS cluster, so it must be a token of its own. " +
			"Give it these scopes and no others: " + dnsScopes + " (" +
			"without `domain:create` or `domain:delete` no certificate is issued; without `domain:update` a load balancer that gets another address is not followed). " +
			"As long as this Secret is missing the DOKSCluster is not ready and says so in `status.cloud.token`; what a cluster got before stays in it.",
		Keys: []model.SecretKey{{
			Key:     KeyToken,
			Meaning: "The API token alone.",
			Inputs:  []string{input("DIGITALOCEAN_DNS_TOKEN", token)},
			Format:  "%s",
		}},
	}
}

// group says which environments a token is for.
func group(token string) string {
	if token == "" {
		return ""
	}
	return " for the environments with `token: " + token + "`"
}

// retries are how often the DigitalOcean provider tries a call again, at the
// end of its JSON object.
const retries = `,"http_retry_max":"60","http_retry_wait_max":"60"}`

// dnsScopes are the scopes of the token that reaches the clusters.
const dnsScopes = "`domain:create, read, update, delete`"
