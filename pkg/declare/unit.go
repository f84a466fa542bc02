package declare

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/validation"
)

// Unit is what is reconciled together: applied to one cluster, after the units
// it waits for are healthy, and healthy itself when everything in it is. A unit
// that no component delivers anything in is left out; what waits for it waits
// for what it waits for.
//
// A unit of your own is a value like those below. It exists because a component
// belongs to it.
type Unit struct {
	// Path is the unit's folder in that of its environment, or of the control
	// plane: 2-cluster/platform.
	Path string
	// Shared units are there once, on the hub, for all environments; of the
	// others each environment has its own.
	Shared bool
	// OnDOKS units are applied to the environment's cluster; the others to the
	// hub. Releases are delivered from the hub, whatever cluster they are
	// installed in, so their unit is on the hub.
	OnDOKS bool
	// After are the units that must be healthy before.
	After []Unit
	// Timeout bounds one attempt to reach health. Zero means 5 minutes.
	Timeout time.Duration
}

// The units of the control plane, which all environments share.
var (
	Crossplane = Unit{Path: "crossplane", Shared: true, Timeout: 15 * time.Minute}
	Packages   = Unit{Path: "packages", Shared: true, Timeout: 15 * time.Minute, After: []Unit{Crossplane}}
	APIs       = Unit{Path: "apis", Shared: true, After: []Unit{Packages}}
	// Prometheus brings the Prometheus operator to the hub, if nobody else does.
	// Without need it waits for the APIs, so that it holds back none of them.
	Prometheus = Unit{Path: "prometheus", Shared: true, Timeout: 20 * time.Minute, After: []Unit{APIs}}
	// Monitoring is what watches the hub itself. Nothing waits for it.
	Monitoring = Unit{Path: "monitoring", Shared: true, After: []Unit{APIs, Prometheus}}
	// Account is read with the tokens of the account. Nothing waits for it, so
	// that what one token may not read holds back no environment.
	Account = Unit{Path: "account", Shared: true, After: []Unit{APIs}}
)

// The units of an environment, in the order in which they become healthy.
var (
	// Infra is a cluster and two databases.
	Infra = Unit{Path: "1-infra", Timeout: 45 * time.Minute, After: []Unit{APIs}}
	// Platform is the releases that bring the kinds which the rest uses.
	Platform = Unit{Path: "2-cluster/platform", Timeout: 30 * time.Minute, After: []Unit{Infra}}
	// Resources wait for a load balancer.
	Resources = Unit{Path: "2-cluster/resources", OnDOKS: true, Timeout: 10 * time.Minute, After: []Unit{Platform}}
	// Collection mounts the certificate that Resources has issued.
	Collection = Unit{Path: "2-cluster/collection", Timeout: 15 * time.Minute, After: []Unit{Resources}}
	// Environment is what the applications find when they start.
	Environment = Unit{Path: "3-environment/resources", OnDOKS: true, Timeout: 15 * time.Minute, After: []Unit{Collection}}
	// Releases are the applications.
	Releases = Unit{Path: "3-environment/releases", Timeout: 20 * time.Minute, After: []Unit{Environment}}
	// LogSinks need a listener that answers.
	LogSinks = Unit{Path: "3-environment/log-sinks", Timeout: 20 * time.Minute, After: []Unit{Collection}}
)

// Same tells whether two values are the same unit: of one path, shared or not.
func (u Unit) Same(other Unit) bool { return u.Path == other.Path && u.Shared == other.Shared }

// String is the unit's path.
func (u Unit) String() string { return u.Path }

func (u Unit) equal(other Unit) bool { return reflect.DeepEqual(u, other) }

// fault is what is wrong with the unit by itself; empty if nothing is.
func (u Unit) fault() string {
	if u.Path == "" {
		return "has no path"
	}
	for element := range strings.SplitSeq(u.Path, "/") {
		if len(validation.IsDNS1123Label(element)) > 0 {
			return fmt.Sprintf("must have a path of lower-case letters, digits and dashes, with slashes between: not %q", u.Path)
		}
	}
	if u.Shared && u.OnDOKS {
		return "is shared by all environments, so it cannot be on the cluster of one"
	}
	for _, before := range u.After {
		if u.Shared && !before.Shared {
			return fmt.Sprintf("is shared by all environments, so it cannot wait for %s, of which each has its own", before)
		}
	}
	return ""
}
