package demo

import "seamark.dev/seamark/pkg/model"

// relied are the values that others rely on.
func relied() []model.Reliance {
	return []model.Reliance{
		{Path: "devDeployment", Is: []string{"false"}, Who: "it brings databases of its own, and the managed ones stay empty"},
		{Path: "adService.database", Kept: true, Who: "the managed database delivers its address and credentials in these objects"},
		{Path: "cartService.database", Kept: true, Who: "the managed database delivers its address and credentials in these objects"},
	}
}
