package ocean

import (
	"encoding/base64"
	"time"

	"sigs.k8s.io/yaml"
)

// kubeconfigFile is a self-contained kubeconfig, as DOKS gives it out.
type kubeconfigFile struct {
	APIVersion     string         `json:"apiVersion"`
	Kind           string         `json:"kind"`
	Clusters       []namedCluster `json:"clusters"`
	Contexts       []namedContext `json:"contexts"`
	CurrentContext string         `json:"current-context"`
	Users          []namedUser    `json:"users"`
}

type namedCluster struct {
	Name    string `json:"name"`
	Cluster struct {
		CA     string `json:"certificate-authority-data"`
		Server string `json:"server"`
	} `json:"cluster"`
}

type namedContext struct {
	Name    string `json:"name"`
	Context struct {
		Cluster string `json:"cluster"`
		User    string `json:"user"`
	} `json:"context"`
}

type namedUser struct {
	Name string `json:"name"`
	User struct {
		Token string `json:"token"`
	} `json:"user"`
}

// file is the kubeconfig of a cluster as YAML.
func (k Kubeconfig) file(region, name string) (string, error) {
	cluster := "do-" + region + "-" + name
	user := cluster + "-admin"
	f := kubeconfigFile{
		APIVersion: "v1", Kind: "Config", CurrentContext: cluster,
		Clusters: []namedCluster{{Name: cluster}}, Contexts: []namedContext{{Name: cluster}}, Users: []namedUser{{Name: user}},
	}
	f.Clusters[0].Cluster.CA, f.Clusters[0].Cluster.Server = base64.StdEncoding.EncodeToString(k.CA), k.Server
	f.Contexts[0].Context.Cluster, f.Contexts[0].Context.User = cluster, user
	f.Users[0].User.Token = k.Token
	text, err := yaml.Marshal(f)
	return string(text), err
}

// credentials is the API's answer about how to reach a cluster.
type credentials struct {
	Server    string    `json:"server"`
	CA        string    `json:"certificate_authority_data"`
	CertData  *string   `json:"client_certificate_data"`
	KeyData   *string   `json:"client_key_data"`
	Token     string    `json:"token"`
	ExpiresAt time.Time `json:"expires_at"`
}

func (k Kubeconfig) credentials(expires time.Time) credentials {
	return credentials{
		Server: k.Server, CA: base64.StdEncoding.EncodeToString(k.CA),
		Token: k.Token, ExpiresAt: expires.UTC().Truncate(time.Second),
	}
}
