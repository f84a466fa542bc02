package alloy

import (
	"regexp"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/render"
)

// provides is the Service of the chart.
func provides(environment string) []render.Provided {
	return []render.Provided{provided.Service(render.DOKS(environment), dokscluster.NamespaceClusterServices, ReleaseName,
		render.Port{Name: "http-metrics", Number: HTTPPort}, render.Port{Name: "syslog-tls", Number: syslog.Port})}
}

// needs are the files that the configuration reads out of the mounted
// certificate: each is a key of the Secret.
func needs(environment string) []render.Need {
	files := regexp.MustCompile(regexp.QuoteMeta(tlsPath) + `/([^"\s]+)`)
	var needs []render.Need
	for _, file := range files.FindAllStringSubmatch(configuration, -1) {
		needs = append(needs, provided.NeedKeys(render.DOKS(environment), "Secret", dokscluster.NamespaceClusterServices,
			syslog.TLSSecretName, "values.alloy.configMap.content", file[1])...)
	}
	return needs
}
