// Package components puts the platform together: which component goes into
// which unit, and which unit waits for which. Each component is a package of
// its own below this one: a pure function from the configuration to typed
// objects and releases.
package components

import (
	"fmt"
	"path"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"time"

	"seamark.dev/seamark/pkg/components/alloy"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/certmanager"
	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/components/dashboards"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/demo"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/externaldns"
	"seamark.dev/seamark/pkg/components/gateway"
	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/components/loki"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/metricsserver"
	"seamark.dev/seamark/pkg/components/monitors"
	"seamark.dev/seamark/pkg/components/networkpolicies"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/components/rules"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// The units of an environment, in the order in which they become healthy.
const (
	Infra       = "1-infra"
	Platform    = "2-cluster/platform"
	Resources   = "2-cluster/resources"
	Collection  = "2-cluster/collection"
	Environment = "3-environment/resources"
	Releases    = "3-environment/releases"
	LogSinks    = "3-environment/log-sinks"
)

// unit says where an environment's unit is applied and what it waits for.
type unit struct {
	path      string
	onDOKS    bool // applied to the environment's cluster, not to the hub
	dependsOn string
	timeout   time.Duration
}

// environmentUnits is the order of an environment. The first unit waits for
// the control plane.
//
// Releases are delivered from the hub, so their units are applied there; the
// units applied to DOKS hold the plain objects.
var environmentUnits = []unit{
	{path: Infra, timeout: 45 * time.Minute}, // a cluster and two databases
	{path: Platform, dependsOn: Infra, timeout: 30 * time.Minute},
	{path: Resources, onDOKS: true, dependsOn: Platform, timeout: 10 * time.Minute}, // a load balancer
	{path: Collection, dependsOn: Resources, timeout: 15 * time.Minute},             // mounts the certificate of resources
	{path: Environment, onDOKS: true, dependsOn: Collection, timeout: 15 * time.Minute},
	{path: Releases, dependsOn: Environment, timeout: 20 * time.Minute},
	{path: LogSinks, dependsOn: Collection, timeout: 20 * time.Minute}, // the listener must answer first
}

// Placement puts a component into a unit of every environment.
type Placement struct {
	Unit      string
	Component func(platform.Environment) model.Component
}

// Standard is the reference architecture: every component of an environment
// and the unit it belongs to.
func Standard() []Placement {
	standard := []Placement{
		{Infra, environment.Component},
		{Infra, dokscluster.Component},
		{Infra, manageddatabase.Component},
		{Infra, objectstore.Component},
		{Platform, kubeprometheusstack.Component},
		{Platform, loki.Component},
		{Platform, certmanager.Component},
		{Platform, externaldns.Component},
		{Platform, metricsserver.Component},
		{Resources, syslog.Component},
		{Resources, dashboards.Component},
		{Resources, rules.Component},
		{Resources, networkpolicies.Component},
		{Collection, alloy.Component},
		{Environment, gateway.Component},
		{Environment, monitors.Component},
		{Releases, demo.Component},
	}
	for _, e := range databases.Engines() {
		standard = append(standard, Placement{Releases, e.Exporter.Component})
	}
	return append(standard, Placement{LogSinks, logsink.Component})
}

// Build makes the units of a platform: the control plane, and for each
// environment the units that the placements fill. The configuration must be
// complete and valid. Use Standard, append to it, or leave out of it. A
// placement into a unit that does not exist is an error.
func Build(p platform.Platform, placements []Placement) ([]model.Unit, error) {
	for _, placement := range placements {
		known := func(u unit) bool { return u.path == placement.Unit }
		if !slices.ContainsFunc(environmentUnits, known) {
			return nil, fmt.Errorf("a component is placed into the unit %q, which does not exist", placement.Unit)
		}
	}
	units := controlPlane(p)
	last := units[len(units)-1].ID
	for _, env := range p.Spec.Environments {
		units = append(units, environmentOf(env, placements, last)...)
	}
	return mirrored(p.Spec, units), nil
}

// controlPlane is what all environments share on the hub.
func controlPlane(p platform.Platform) []model.Unit {
	chart := model.UnitID{Path: "crossplane"}
	pkgs := model.UnitID{Path: "packages"}
	var installed []model.Component
	if m := packages.Mirrors(p.Spec.Mirrors); len(m.Objects) > 0 {
		installed = append(installed, from(m, packages.Mirrors))
	}
	installed = append(installed, from(packages.Component(), packages.Component))
	api := from(apis.Component(), apis.Component)
	if p.Spec.Delivery.Engine == platform.ArgoCD {
		api = from(apis.ArgoCDComponent(), apis.ArgoCDComponent)
	}
	return []model.Unit{
		{
			ID:         chart,
			Components: []model.Component{from(crossplane.Component(p.Spec.Overrides["crossplane"]), crossplane.Component)},
			Timeout:    15 * time.Minute,
		},
		{
			ID:         pkgs,
			Components: installed,
			DependsOn:  []model.UnitID{chart},
			Timeout:    15 * time.Minute,
		},
		{
			ID:         model.UnitID{Path: "apis"},
			Components: []model.Component{api},
			DependsOn:  []model.UnitID{pkgs},
		},
	}
}

// environmentOf are the units of one environment. A unit that nothing was
// placed into is left out, and what waits for it waits for what it waits for.
func environmentOf(env platform.Environment, placements []Placement, first model.UnitID) []model.Unit {
	var units []model.Unit
	ready := map[string]model.UnitID{"": first}
	for _, spec := range environmentUnits {
		u := model.Unit{
			ID:        model.UnitID{Environment: env.Name, Path: spec.path},
			DependsOn: []model.UnitID{ready[spec.dependsOn]},
			Timeout:   spec.timeout,
		}
		if spec.onDOKS {
			u.Target = model.DOKS(env.Name)
		}
		for _, p := range placements {
			if p.Unit == spec.path {
				u.Components = append(u.Components, from(p.Component(env), p.Component))
			}
		}
		ready[spec.path] = u.ID
		if len(u.Components) == 0 {
			ready[spec.path] = ready[spec.dependsOn]
			continue
		}
		units = append(units, u)
	}
	return units
}

// from is a component that remembers which function made it.
func from(c model.Component, function any) model.Component {
	c.Source = sourceOf(function)
	return c
}

// sourceOf is where a function is written, relative to the module:
// pkg/components/loki/loki.go, line 23.
func sourceOf(function any) diag.Where {
	f := runtime.FuncForPC(reflect.ValueOf(function).Pointer())
	file, line := f.FileLine(f.Entry())
	slash := strings.LastIndex(f.Name(), "/") + 1
	pkg, _, _ := strings.Cut(f.Name()[slash:], ".")
	dir := strings.TrimPrefix(f.Name()[:slash]+pkg, "seamark.dev/seamark/")
	return diag.Where{File: path.Join(dir, path.Base(filepath.ToSlash(file))), Line: line}
}
