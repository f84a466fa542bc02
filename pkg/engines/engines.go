// Package engines is the table of the GitOps engines that a configuration can
// name. A new one is a package that implements delivery.Engine, and a line
// here.
package engines

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
)

// table makes each engine for a platform. The first is the default.
var table = []func(platform.Platform) delivery.Engine{
	flux.New,
	argocd.New,
}

var field = manifest.Fields("spec", "delivery", "engine")

// Of is the engine of a platform: the one of the table that it names, or the
// default if it names none. Who brings an engine of their own (nil for nobody)
// gets that one, whose name the configuration may say, and no other. The error
// is a finding; locate tells its line, and may be nil.
func Of(p platform.Platform, own delivery.Engine, locate platform.Locator) (delivery.Engine, error) {
	choice := []delivery.Engine{own}
	if own == nil {
		choice = nil
		for _, make := range table {
			choice = append(choice, make(p))
		}
	}
	named := p.Spec.Delivery.Engine
	if named == "" || named == platform.Flux && !locate.Written(field) { // which a complete platform has where nobody named one
		return choice[0], nil
	}
	var names []string
	for _, engine := range choice {
		if engine.Name() == named {
			return engine, nil
		}
		names = append(names, string(engine.Name()))
	}
	slices.Sort(names)
	return nil, diag.List{{
		Code: "config-unknown-engine", Where: locate.Where(field), Value: string(named),
		Message: "must be " + strings.Join(names, " or "), Remedy: diag.DidYouMean(string(named), names),
	}}.Err()
}
