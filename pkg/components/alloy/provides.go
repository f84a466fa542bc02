package alloy

import (
	"regexp"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/model"
)

// provides is the Service of the chart.
func provides(environment string) []model.Provided {
	return []model.Provided{provided.Service(model.DOKS(environment), dokscluster.NamespaceClusterServices, ReleaseName,
		model.Port{Name: "http-metrics", Number: HTTPPort}, model.Port{Name: "syslog-tls", Number: syslog.Port})}
}

// needs are the files that the configuration reads out of the mounted
// certificate: each is a key of the Secret.
func needs(configuration, environment string) []model.Need {
	files := regexp.MustCompile(regexp.QuoteMeta(tlsPath) + `/([^"\s]+)`)
	var needs []model.Need
	for _, file := range files.FindAllStringSubmatch(configuration, -1) {
		needs = append(needs, provided.NeedKeys(model.DOKS(environment), "Secret", dokscluster.NamespaceClusterServices,
			syslog.TLSSecretName, "values.alloy.configMap.content", file[1])...)
	}
	return needs
}
