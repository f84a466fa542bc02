// Package model says what is to be delivered: units of typed objects and Helm
// releases, what they wait for, provide and need. It knows neither the engine
// that reconciles them nor the files that they become.
//
//	components.Build ─▶ []model.Unit ─▶ prove ─▶ a delivery ─▶ tree.Tree ─▶ Write | Check | Diff
package model

import (
	"strings"
	"time"

	"seamark.dev/seamark/pkg/diag"
)

// Unit is what is reconciled together: applied to one cluster, after the units
// it depends on are healthy, and healthy itself when everything in it is.
type Unit struct {
	ID UnitID
	// Target is the cluster the objects are applied to. Releases are always
	// delivered from the hub, into the cluster each of them names.
	Target Target
	// Components are what the unit consists of, one folder each.
	Components []Component
	// DependsOn lists the units that must be healthy before.
	DependsOn []UnitID
	// Timeout bounds one attempt to reach health. Zero means 5 minutes.
	Timeout time.Duration
}

// Component is one component's part in a unit.
type Component struct {
	// Name is the component's folder in the unit.
	Name string
	// Objects are applied to the unit's target.
	Objects []Object
	// Releases are the Helm releases of the component.
	Releases []Release
	// Secrets are what a person must create for the component to work.
	Secrets []Secret
	// Health says how to tell that kinds which the engines do not know by
	// themselves are healthy.
	Health []HealthCheck
	// Provides lists what exists once the component is healthy, though no
	// file of the tree holds it: what charts, operators and Compositions make.
	Provides []Provided
	// Needs lists references that no field of an API type tells: in Helm
	// values of a shape of their own, in addresses, in configuration files.
	Needs []Need
	// Notes are what the component says in the pages that people read.
	Notes Notes
	// Source is where the component is written, for findings:
	// pkg/components/loki/loki.go, line 23.
	Source diag.Where
	// Brought are the parts of its objects and releases that others wrote.
	Brought []Brought
}

// Brought is a part of a component that somebody else wrote than the component,
// so that findings in there do not name the component's source.
type Brought struct {
	// By is what holds it, in a sentence: the row of the engine "mongodb". Empty
	// where the source says enough.
	By string
	// Source is where that is written; empty if nobody knows.
	Source diag.Where
	// Object is what it is in, or Release, by name.
	Object  ObjectRef
	Release string
	// Path is the field that holds it, with all below, as in findings:
	// spec.groups[0].rules[2]. Empty means the whole.
	Path string
}

// Holds tells whether a field of an object, or of a release, is in the part.
func (b Brought) Holds(at Place, path string) bool {
	switch {
	case at.Release != nil:
		if at.Release.Name != b.Release {
			return false
		}
	case at.Object == nil || RefOf(at.Object) != b.Object:
		return false
	}
	below, inside := strings.CutPrefix(path, b.Path)
	return inside && (b.Path == "" || below == "" || below[0] == '.' || below[0] == '[')
}

// Notes are pieces of Markdown for the pages of the repository.
type Notes struct {
	// Runbook is a page on alerts: what all of them have in common, and a section
	// for each, headed by its name.
	Runbook string
	// HubRunbook is the same for alerts on the hub, a page of its own.
	HubRunbook string
	// LogFields are rows of a table: lines of what, and the fields that were read
	// from them.
	LogFields string
	// LogQueries are examples of LogQL, each below a comment.
	LogQueries string
	// Own are rows of a table: what users brought, its file, and where it is found.
	Own string
}

// Provided is an object that a chart, an operator or a Composition makes.
type Provided struct {
	Cluster Target
	Ref     ObjectRef
	// Keys are the keys of a Secret or ConfigMap.
	Keys []string
	// Ports are the ports of a Service.
	Ports []Port
}

// Port is a port of a Service.
type Port struct {
	Name   string
	Number int32
}

// Need is a reference to an object, and to a key or port of it.
type Need struct {
	Cluster Target
	Ref     ObjectRef
	// Key is the key of a Secret or ConfigMap; empty when any will do.
	Key string
	// Port is the port of a Service by its number or name; zero when any
	// will do.
	Port Port
	// Path is the field that holds the reference:
	// values.grafana.admin.existingSecret.
	Path string
}
