package provided

import "seamark.dev/seamark/pkg/model"

// MadeService is a Service of a chart. Names and paths are as in model.Made.
func MadeService(by model.Naming, name string, when []model.When, ports ...model.MadePort) model.Made {
	return model.Made{Kind: "Service", Name: name, By: by, When: when, Ports: ports}
}

// MadeAccount is the ServiceAccount of a chart, of which the values at a path tell:
// serviceAccount, as helm create writes it. Switches take it away too.
func MadeAccount(by model.Naming, name, path string, switches ...string) model.Made {
	return model.Made{
		Kind: "ServiceAccount", Name: name, By: by,
		Named: []string{path + ".name"}, When: model.On(append(switches, path+".create")...),
	}
}

// MadeConfig is a ConfigMap of a chart.
func MadeConfig(by model.Naming, name string, when []model.When, keys ...string) model.Made {
	return model.Made{Kind: "ConfigMap", Name: name, By: by, When: when, Keys: keys}
}

// MadeCRDs are kinds by the names of their definitions, PLURAL.GROUP.
func MadeCRDs(when []model.When, group string, plurals ...string) []model.Made {
	var all []model.Made
	for _, plural := range plurals {
		all = append(all, model.Made{Group: crdGroup, Kind: crd, Name: plural + "." + group, ClusterWide: true, When: when})
	}
	return all
}
