package kubelet

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"k8s.io/client-go/rest"
)

// Paths are the programs of a hub with Crossplane.
type Paths struct {
	Crossplane         string // core and the RBAC manager, one program
	CrossplaneSource   string // folder of its Go module, for cluster/crds and cluster/webhookconfigurations, which its image carries
	ProviderKubernetes string
	ProviderHTTP       string
	PatchAndTransform  string

	// DigitalOcean simulates provider-upjet-digitalocean.
	DigitalOcean func(ctx context.Context, cfg *rest.Config) error

	Proxy string // URL of a ConnectProxy, for core and provider-http
	CA    string // file with the certificates that these two trust instead of the system's
}

// Programs are the programs by image: the last part of the repository decides,
// whatever the registry, tag and digest.
func Programs(paths Paths) func(image string) (Program, bool) {
	programs := map[string]Program{
		"crossplane":                   crossplane(paths),
		"provider-kubernetes":          providerKubernetes(paths),
		"provider-http":                providerHTTP(paths),
		"function-patch-and-transform": patchAndTransform(paths),
		"provider-upjet-digitalocean":  {Run: paths.DigitalOcean},
	}
	return func(image string) (Program, bool) {
		program, ok := programs[repository(image)]
		return program, ok && (program.Path != "" || program.Run != nil)
	}
}

// repository is the last part of an image's name, without tag and digest.
func repository(image string) string {
	name, _, _ := strings.Cut(image, "@")
	name, _, _ = strings.Cut(path.Base(name), ":")
	return name
}

// crossplane is core, its initialiser and the RBAC manager. Its chart leaves
// ports and caches to the program's defaults, and turns on leader election,
// which needs the files of a real pod. Metrics are on any free port of all
// addresses (core) or where the program was built to have them (RBAC manager:
// controller-runtime's default, port 8080 of all addresses, unless that was set
// when it was linked). Functions are called by the names of their Services, as
// CONNECT requests.
func crossplane(paths Paths) Program {
	return Program{
		Path:  paths.Crossplane,
		Ports: []int{8081, 9443},
		Env: []string{
			"LEADER_ELECTION=false",
			"METRICS_PORT=0",
			"HEALTH_PROBE_PORT={8081}",
			"WEBHOOK_PORT={9443}",
			"XPKG_CACHE_DIR=/cache/xpkg",
			"XFN_CACHE_DIR=/cache/xfn",
			"CRDS_PATH=" + filepath.Join(paths.CrossplaneSource, "cluster", "crds"),
			"WEBHOOK_CONFIGS_PATH=" + filepath.Join(paths.CrossplaneSource, "cluster", "webhookconfigurations"),
			"HTTPS_PROXY=" + paths.Proxy, "SSL_CERT_FILE=" + paths.CA,
		},
	}
}

// providerKubernetes has its webhook on port 9443 of all addresses, which
// nothing can change; its metrics are where it was built to have them. To act
// as itself on the hub it needs what a pod has.
func providerKubernetes(paths Paths) Program {
	return Program{
		Path: paths.ProviderKubernetes, InCluster: os.Geteuid() == 0 && runtime.GOOS == "linux",
		Env: []string{"HEALTH_PROBE_BIND_ADDRESS=127.0.0.1:0"},
	}
}

// providerHTTP calls the outside world through the proxy.
func providerHTTP(paths Paths) Program {
	return Program{Path: paths.ProviderHTTP, Env: []string{"HTTPS_PROXY=" + paths.Proxy, "SSL_CERT_FILE=" + paths.CA}}
}

// patchAndTransform serves on one port. It would also serve metrics on 8080 of
// all addresses, and goes on without when somebody has that.
func patchAndTransform(paths Paths) Program {
	return Program{Path: paths.PatchAndTransform, Ports: []int{9443}, Args: []string{"--address=127.0.0.1:{9443}"}}
}
