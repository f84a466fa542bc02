package kubelet

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
)

// whereFilesAre is where a program in a pod looks for the files of its
// ServiceAccount; nothing can change that.
const whereFilesAre = "/var/run/secrets/kubernetes.io/serviceaccount"

// enter puts files where a program looks for them, in a file system view that
// only this program has, and becomes the program.
const enter = `mount -t tmpfs tmpfs /run && mkdir -p "$0" && cp "$1"/* "$0" && shift && exec "$@"`

// inCluster writes the files of the ServiceAccount, and returns the command
// that has them where they are in a pod, with the variables that go with them.
// It needs the administrator's rights on Linux.
func (p *pod) inCluster(ctx context.Context, program string, args []string) (command string, arguments, env []string, err error) {
	token, err := p.token(ctx)
	if err != nil {
		return "", nil, nil, err
	}
	server, err := url.Parse(p.k.cfg.Host)
	if err != nil {
		return "", nil, nil, err
	}
	dir := filepath.Join(p.dir, "serviceaccount")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", nil, nil, err
	}
	for name, content := range map[string]string{"token": token, "ca.crt": string(p.k.cfg.CAData), "namespace": p.key.Namespace} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			return "", nil, nil, err
		}
	}
	arguments = append([]string{"--mount", "/bin/sh", "-c", enter, whereFilesAre, dir, program}, args...)
	return "/usr/bin/unshare", arguments, []string{"KUBERNETES_SERVICE_HOST=" + server.Hostname(), "KUBERNETES_SERVICE_PORT=" + server.Port()}, nil
}
