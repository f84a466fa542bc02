package alloy

import (
	"regexp"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/model"
)

// makes are the Service that the databases and Prometheus speak to, and what the
// chart configures Alloy with.
func makes() []model.Made {
	var own model.Naming
	service := provided.MadeService(own, "*", model.On("service.enabled"), model.MadePort{Name: "http-metrics", Number: HTTPPort, NumberAt: "alloy.listenPort"})
	service.MorePorts = "alloy.extraPorts"
	return []model.Made{
		service,
		provided.MadeConfig(own, "*", model.On("alloy.configMap.create")),
		provided.MadeAccount(own, "*", "serviceAccount"),
	}
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
