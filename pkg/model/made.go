package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// Made is an object that a chart makes, or an operator for it, as the values of
// the release decide: whether it is made at all, what it is called, where it is,
// which ports it has. Who refers to it need not be known. Paths of values are as
// in Reliance.
type Made struct {
	Group, Kind string
	// Name is what it is called. An asterisk stands for the full name that By
	// makes: *-gateway.
	Name string
	// By is the chart after which it is called.
	By Naming
	// Named are paths of values that name it in the stead of Name. The first
	// that says something counts.
	Named []string
	// Namespaced are paths of values that put it elsewhere, before
	// namespaceOverride of By does.
	Namespaced []string
	// ClusterWide objects are in no namespace.
	ClusterWide bool
	// When are what must hold of values, or the object is not made.
	When []When
	// Keys are the keys of a Secret or ConfigMap.
	Keys []string
	// Ports are the ports of a Service.
	Ports []MadePort
	// MorePorts is the path of a list with further ports, as Kubernetes writes
	// them.
	MorePorts string
}

// When is a condition: a value that nobody writes is the chart's default, and
// holds.
type When struct {
	Path string
	Is   []string
}

// On is the condition that no switch is off.
func On(paths ...string) []When {
	conditions := make([]When, len(paths))
	for i, path := range paths {
		conditions[i] = When{path, []string{"true"}}
	}
	return conditions
}

// MadePort is a port of a Service, as the chart has it by default.
type MadePort struct {
	Name   string
	Number int32
	// NameAt and NumberAt are paths of values that change it; empty if none does.
	NameAt, NumberAt string
	// When are what must hold of values for it to be there.
	When []When
}

// Naming is how charts call what they make, by the rule that helm create
// writes. The zero Naming is that of the release's own chart.
type Naming struct {
	// Chart is the name of a subchart, and At the path of its values.
	Chart, At string
	// Max is how long a full name may be. Zero means 63.
	Max int
}

func (n Naming) at(key string) string {
	if n.At == "" {
		return key
	}
	return n.At + "." + key
}

// FullName is what a release's objects are called after: fullnameOverride, or
// the release's name with that of the chart, or nameOverride, unless it is in
// there already.
func (n Naming) FullName(r *Release, values *manifest.Node) string {
	full := textAt(values, n.at("fullnameOverride"))
	if full == "" {
		chart := cmp.Or(textAt(values, n.at("nameOverride")), n.Chart, r.Chart.Name)
		if full = r.Name; !strings.Contains(full, chart) {
			full += "-" + chart
		}
	}
	return strings.TrimSuffix(full[:min(len(full), cmp.Or(n.Max, 63))], "-")
}

// Provided is the object that a release makes with these values; false if it makes
// none.
func (m Made) Provided(r *Release, values *manifest.Node) (Provided, bool) {
	p := Provided{Cluster: r.Cluster, Keys: m.Keys, Ref: ObjectRef{Group: m.Group, Kind: m.Kind}}
	if !hold(m.When, values) {
		return p, false
	}
	p.Ref.Name = cmp.Or(first(values, m.Named), strings.ReplaceAll(m.Name, "*", m.By.FullName(r, values)))
	if !m.ClusterWide {
		p.Ref.Namespace = cmp.Or(first(values, append(slices.Clip(m.Namespaced), m.By.at("namespaceOverride"))), r.Namespace)
	}
	for _, port := range m.Ports {
		if hold(port.When, values) {
			p.Ports = append(p.Ports, port.in(values))
		}
	}
	more := ValueAt(values, manifest.Dotted(m.MorePorts))
	for _, item := range more.Items() {
		p.Ports = append(p.Ports, MadePort{NameAt: "name", NumberAt: "port"}.in(item))
	}
	return p, true
}

// Decide are the paths of the values that decide whether the object is made, and
// what it is called.
func (m Made) Decide() []string {
	var paths []string
	for _, w := range m.When {
		paths = append(paths, w.Path)
	}
	return append(append(paths, m.Named...), m.DecideNames()...)
}

// DecideNames are those of them after which more than this object is called, or
// which put it elsewhere.
func (m Made) DecideNames() []string {
	return append(slices.Clip(m.Namespaced), m.By.at("fullnameOverride"), m.By.at("nameOverride"), m.By.at("namespaceOverride"))
}

// DecidePorts are the paths of the values that decide which ports it has.
func (m Made) DecidePorts() []string {
	var paths []string
	for _, p := range m.Ports {
		paths = append(paths, p.NumberAt, p.NameAt)
		for _, w := range p.When {
			paths = append(paths, w.Path)
		}
	}
	return slices.DeleteFunc(append(paths, m.MorePorts), func(path string) bool { return path == "" })
}

func hold(conditions []When, values *manifest.Node) bool {
	return !slices.ContainsFunc(conditions, func(w When) bool { return !w.holds(values) })
}

func (w When) holds(values *manifest.Node) bool {
	now := ValueAt(values, manifest.Dotted(w.Path))
	return now == nil || now.Len() == 0 && slices.Contains(w.Is, now.Text())
}

func (p MadePort) in(values *manifest.Node) Port {
	port := Port{Name: p.Name, Number: p.Number}
	if p.NameAt != "" {
		port.Name = cmp.Or(textAt(values, p.NameAt), p.Name)
	}
	if number, err := strconv.ParseInt(textAt(values, p.NumberAt), 10, 32); err == nil {
		port.Number = int32(number)
	}
	return port
}

// first is the first of the values that says something.
func first(values *manifest.Node, paths []string) string {
	for _, path := range paths {
		if text := textAt(values, path); text != "" {
			return text
		}
	}
	return ""
}

// textAt is a text among values; empty where it is a template, of which the chart
// alone knows what it gives.
func textAt(values *manifest.Node, path string) string {
	if path == "" {
		return ""
	}
	text := ValueAt(values, manifest.Dotted(path)).Text()
	if strings.Contains(text, "{{") {
		return ""
	}
	return text
}

// ValueAt is a value; null where something above it is, and nil where nobody
// wrote it.
func ValueAt(values *manifest.Node, path manifest.Path) *manifest.Node {
	for i, step := range path {
		if i > 0 && values.Kind() == manifest.KindNull {
			return values
		}
		below, ok := values.Get(step.Name)
		if !ok {
			return nil
		}
		values = below
	}
	return values
}
