// Package engines is the table of the GitOps engines that a configuration can
// name. A new one is a package that implements delivery.Engine, and a line
// here.
package engines

import (
	"fmt"
	"strings"

	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/platform"
)

// table makes each engine for a platform. The first is the default.
var table = []func(platform.Platform) delivery.Engine{
	flux.New,
	argocd.New,
}

// Of is the engine that a platform names, or the default if it names none.
func Of(p platform.Platform) (delivery.Engine, error) {
	var names []string
	for i, make := range table {
		engine := make(p)
		if named := p.Spec.Delivery.Engine; named == engine.Name() || i == 0 && named == "" {
			return engine, nil
		}
		names = append(names, string(engine.Name()))
	}
	return nil, fmt.Errorf("there is no engine %q (there is %s), and none is given", p.Spec.Delivery.Engine, strings.Join(names, ", "))
}
