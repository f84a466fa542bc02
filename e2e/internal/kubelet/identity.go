package kubelet

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"seamark.dev/seamark/e2e/internal/process"
)

// lifetime of a token. A process is given a new one at every start.
const lifetime int64 = 24 * 60 * 60

// token asks the API server for a token of the pod's ServiceAccount.
func (p *pod) token(ctx context.Context) (string, error) {
	account := &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{
		Namespace: p.key.Namespace, Name: p.object.Spec.ServiceAccountName,
	}}
	request := &authenticationv1.TokenRequest{Spec: authenticationv1.TokenRequestSpec{ExpirationSeconds: new(lifetime)}}
	if err := p.k.cluster.SubResource("token").Create(ctx, account, request); err != nil {
		return "", fmt.Errorf("cannot get a token of ServiceAccount %s/%s: %w", account.Namespace, account.Name, err)
	}
	return request.Status.Token, nil
}

// ownEnvironment is what every process has before what its container says:
// folders of its own, the API server as its ServiceAccount, and the collector
// of garbage rarely. The variables
// of a cluster's own client configuration are left out, because the files that
// belong to them are not there.
func (p *pod) ownEnvironment(ctx context.Context, c corev1.Container) ([]string, error) {
	token, err := p.token(ctx)
	if err != nil {
		return nil, err
	}
	home, temporary := filepath.Join(p.dir, "home"), filepath.Join(p.dir, "tmp")
	for _, dir := range []string{home, temporary} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
	}
	kubeconfig := filepath.Join(p.dir, "kubeconfig-"+c.Name)
	if err := writeKubeconfig(kubeconfig, p.k.cfg, p.key.Namespace, token); err != nil {
		return nil, fmt.Errorf("cannot write the kubeconfig: %w", err)
	}
	return []string{
		"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + home, "TMPDIR=" + temporary,
		"HOSTNAME=" + p.object.Name, "KUBECONFIG=" + kubeconfig, process.RareGC,
	}, nil
}

func writeKubeconfig(path string, cfg *rest.Config, namespace, token string) error {
	const name = "cluster"
	out := clientcmdapi.NewConfig()
	out.Clusters[name] = &clientcmdapi.Cluster{
		Server:                   cfg.Host,
		TLSServerName:            cfg.ServerName,
		InsecureSkipTLSVerify:    cfg.Insecure,
		CertificateAuthority:     cfg.CAFile,
		CertificateAuthorityData: cfg.CAData,
	}
	out.AuthInfos[name] = &clientcmdapi.AuthInfo{Token: token}
	out.Contexts[name] = &clientcmdapi.Context{Cluster: name, AuthInfo: name, Namespace: namespace}
	out.CurrentContext = name
	return clientcmd.WriteToFile(*out, path)
}
