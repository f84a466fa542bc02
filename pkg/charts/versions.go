package charts

// This file is the only place a version is written. Renovate reads the comment
// above each pin; after a bump, `make update` renders everything anew.

// The Helm charts.
var (
	Crossplane = Chart{
		Name:       "crossplane",
		Repository: "https://charts.crossplane.io/stable",
		// renovate: datasource=helm registryUrl=https://charts.crossplane.io/stable depName=crossplane
		Version:    "2.3.4",
		AppVersion: "2.3.4",
	}
	KubePrometheusStack = Chart{
		Name:       "kube-prometheus-stack",
		Repository: "oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack",
		// renovate: datasource=docker depName=ghcr.io/prometheus-community/charts/kube-prometheus-stack
		Version:    "88.5.3",
		AppVersion: "v0.93.1",
	}
	Loki = Chart{
		Name:       "loki",
		Repository: "oci://ghcr.io/grafana-community/helm-charts/loki",
		// renovate: datasource=docker depName=ghcr.io/grafana-community/helm-charts/loki
		Version:    "18.11.0",
		AppVersion: "3.7.6",
		Note:       "Stay within 18.x: SimpleScalable is gone in Loki 4.0, and the chart named loki at grafana.github.io is Grafana Enterprise Logs.",
	}
	Alloy = Chart{
		Name:       "alloy",
		Repository: "https://grafana.github.io/helm-charts",
		// renovate: datasource=helm registryUrl=https://grafana.github.io/helm-charts depName=alloy
		Version:    "1.11.1",
		AppVersion: "v1.18.1",
	}
	CertManager = Chart{
		Name:       "cert-manager",
		Repository: "oci://quay.io/jetstack/charts/cert-manager",
		// renovate: datasource=docker depName=quay.io/jetstack/charts/cert-manager
		Version:    "v1.21.1",
		AppVersion: "v1.21.1",
	}
	ExternalDNS = Chart{
		Name:       "external-dns",
		Repository: "https://kubernetes-sigs.github.io/external-dns",
		Version:    "1.20.0", // held back on purpose, see Note: no renovate line
		AppVersion: "0.20.0",
		Before:     "1.21.0",
		Note:       "Pinned to the last chart whose program still has the DigitalOcean provider: ExternalDNS 0.21 (chart 1.21) removed it, and the newer chart renders without complaint but cannot start.",
	}
	MetricsServer = Chart{
		Name:       "metrics-server",
		Repository: "https://kubernetes-sigs.github.io/metrics-server",
		// renovate: datasource=helm registryUrl=https://kubernetes-sigs.github.io/metrics-server depName=metrics-server
		Version:    "3.13.1",
		AppVersion: "0.8.1",
	}
	Demo = Chart{
		Name:       "microservices-demo",
		Repository: "oci://ghcr.io/do-solutions/microservices-demo",
		Version:    ">=1.0.0 <2.0.0",
		Stamped:    true,
		AppVersion: "1.x",
		Note:       "Published under time-stamped versions (1.YYYYMMDD.HHMMSSmmm), so this is a range within major 1; demo.chartVersion in the configuration pins one.",
	}
	PostgresExporter = Chart{
		Name:       "prometheus-postgres-exporter",
		Repository: "oci://ghcr.io/prometheus-community/charts/prometheus-postgres-exporter",
		// renovate: datasource=docker depName=ghcr.io/prometheus-community/charts/prometheus-postgres-exporter
		Version:    "8.2.0",
		AppVersion: "v0.20.1",
	}
	RedisExporter = Chart{
		Name:       "prometheus-redis-exporter",
		Repository: "oci://ghcr.io/prometheus-community/charts/prometheus-redis-exporter",
		// renovate: datasource=docker depName=ghcr.io/prometheus-community/charts/prometheus-redis-exporter
		Version:    "6.29.0",
		AppVersion: "v1.89.0",
	}
	MySQLExporter = Chart{
		Name:       "prometheus-mysql-exporter",
		Repository: "oci://ghcr.io/prometheus-community/charts/prometheus-mysql-exporter",
		// renovate: datasource=docker depName=ghcr.io/prometheus-community/charts/prometheus-mysql-exporter
		Version:    "2.14.0",
		AppVersion: "v0.19.0",
	}
)

// The Crossplane packages.
var (
	ProviderDigitalOcean = Package{
		Name:  "provider-upjet-digitalocean",
		Image: "xpkg.crossplane.io/crossplane-contrib/provider-upjet-digitalocean",
		// renovate: datasource=docker depName=xpkg.crossplane.io/crossplane-contrib/provider-upjet-digitalocean
		Version: "v1.0.1",
		Note:    "Spaces keys cannot be created by this version (its issue 84), so provider-http creates them.",
	}
	ProviderKubernetes = Package{
		Name:  "provider-kubernetes",
		Image: "xpkg.crossplane.io/crossplane-contrib/provider-kubernetes",
		// renovate: datasource=docker depName=xpkg.crossplane.io/crossplane-contrib/provider-kubernetes
		Version: "v1.2.1",
	}
	ProviderHTTP = Package{
		Name:  "provider-http",
		Image: "xpkg.crossplane.io/crossplane-contrib/provider-http",
		// renovate: datasource=docker depName=xpkg.crossplane.io/crossplane-contrib/provider-http
		Version: "v1.0.14",
	}
	FunctionPatchAndTransform = Package{
		Name:  "function-patch-and-transform",
		Image: "xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform",
		// renovate: datasource=docker depName=xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform
		Version: "v0.10.7",
	}
)

// Packages are all Crossplane packages, by name.
func Packages() []Package {
	return []Package{FunctionPatchAndTransform, ProviderHTTP, ProviderKubernetes, ProviderDigitalOcean}
}

// ArgoCD is the release of Argo CD that the handbook installs on a hub that has
// none.
//
// renovate: datasource=github-releases depName=argoproj/argo-cd
const ArgoCD = "v3.2.11"

// KubeStateMetrics is the image that makes metrics of the hub's resources, of
// the version that kube-prometheus-stack has.
var KubeStateMetrics = Image{
	Name:       "kube-state-metrics",
	Repository: "registry.k8s.io/kube-state-metrics/kube-state-metrics",
	// renovate: datasource=docker depName=registry.k8s.io/kube-state-metrics/kube-state-metrics
	Version: "v2.20.0",
}
