package fit

import (
	"cmp"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// pods are equal pods that run in a cluster: how many, and what each requests.
type pods struct {
	at   inventory.Place
	name string
	// plain pods are those of an object, and of no release.
	plain bool
	// sized, counted and placed are the paths of the values that say how large
	// and how many they are, and where they may run; empty for those of plain
	// objects.
	sized, counted, placed string

	count    int
	perNode  bool
	spread   bool
	requests share
	where
}

// where is on which nodes pods may run.
type where struct {
	selector    map[string]string
	affinity    []corev1.NodeSelectorTerm
	tolerations []corev1.Toleration
}

// sizing reads the sizes of a release's pods from its values.
type sizing struct {
	values *manifest.Node
	bad    []badQuantity
}

// pods are those of a workload; none if it is switched off.
func (s *sizing) pods(w model.Workload) (pods, bool) {
	if !s.on(w.Enabled) {
		return pods{}, false
	}
	p := pods{name: w.Name, counted: w.Replicas, count: s.number(w.Replicas, w.Default), perNode: w.PerNode, spread: s.spread(w)}
	if len(w.Containers) > 0 {
		p.sized = cmp.Or(w.Containers[0].Memory, w.Containers[0].Resources)
	}
	for _, c := range w.Containers {
		if s.on(c.Enabled) {
			p.requests = p.requests.plus(s.container(c))
		}
	}
	p.placed = beside(w)
	p.where = s.where(p.placed, w.Tolerates)
	return p, p.count > 0 || p.perNode
}

// beside is the path of the map with nodeSelector, affinity and tolerations.
func beside(w model.Workload) string {
	if w.Beside != "" || len(w.Containers) == 0 {
		return w.Beside
	}
	return strings.TrimSuffix(strings.TrimSuffix(w.Containers[0].Resources, "resources"), ".")
}

// where is read from the map at a path.
func (s *sizing) where(beside string, otherwise []string) (w where) {
	at := func(name string) (*manifest.Node, bool) {
		return s.get(strings.TrimPrefix(beside+"."+name, "."))
	}
	if n, ok := at("nodeSelector"); ok {
		w.selector = map[string]string{}
		for _, f := range n.Fields() {
			w.selector[f.Name] = f.Value.Text()
		}
	}
	if n, ok := at("affinity"); ok {
		w.affinity = terms(n)
	}
	n, ok := at("tolerations")
	if !ok {
		for _, effect := range otherwise {
			w.tolerations = append(w.tolerations, corev1.Toleration{Operator: corev1.TolerationOpExists, Effect: corev1.TaintEffect(strings.TrimPrefix(effect, "*"))})
		}
		return w
	}
	for _, item := range n.Items() {
		w.tolerations = append(w.tolerations, corev1.Toleration{
			Key: item.TextAt("key"), Operator: corev1.TolerationOperator(item.TextAt("operator")),
			Value: item.TextAt("value"), Effect: corev1.TaintEffect(item.TextAt("effect")),
		})
	}
	return w
}

// spread tells whether no two of the pods may share a node. Helm merges an
// affinity into the chart's, so that only a null takes the rule away.
func (s *sizing) spread(w model.Workload) bool {
	n, ok := s.values.At(dotted(w.Affinity))
	switch {
	case w.Affinity == "" || !ok:
		return w.Spread
	case n.Kind() == manifest.KindString:
		return n.Text() == "hard"
	}
	for _, name := range []string{"podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"} {
		if n.Kind() == manifest.KindNull {
			return false
		}
		if n, ok = n.Get(name); !ok {
			return w.Spread
		}
	}
	return n.Len() > 0
}

// container is what a container requests. A limit without a request is one.
func (s *sizing) container(c model.Container) share {
	own := c.Default
	if c.Memory != "" {
		mib := float64(s.number(c.Memory, c.MemoryDefault)) * c.MemoryFactor
		own.Memory = strconv.Itoa(int(math.Round(mib))) + "Mi"
	}
	if n, ok := s.get(c.CPU); ok {
		own.CPU = n.Text()
	}
	return share{
		cpu: s.request(c.Resources, "cpu", own.CPU, own.CPULimit, resource.Milli, 1),
		// Rounded up, as what is small adds up.
		memory: s.request(c.Resources, "memory", own.Memory, own.MemoryLimit, 0, 1<<20),
	}
}

// podsOf are the pods of a plain object; none unless it is a controller of
// pods, or a pod. Jobs, which come and go, do not count.
func podsOf(o *inventory.Object) (p pods, ok bool) {
	_, template, ok := o.PodTemplate()
	if !ok || o.Ref.Group == "batch" {
		return p, false
	}
	var spec corev1.PodSpec
	if n, has := template.Get("spec"); !has || json.Unmarshal(n.AppendJSON(nil), &spec) != nil {
		return p, false // another question finds what is wrong with it
	}
	p.name, p.count, p.plain = o.Ref.String(), 1, true
	p.perNode = o.Ref.Kind == "DaemonSet"
	p.where = where{spec.NodeSelector, required(spec.Affinity), spec.Tolerations}
	if replicas, err := strconv.Atoi(o.Node.TextAt("spec", "replicas")); err == nil {
		p.count = replicas
	}
	for _, c := range spec.Containers {
		r := c.Resources.Requests
		p.requests = p.requests.plus(share{cpu: r.Cpu().MilliValue(), memory: (r.Memory().Value() + 1<<20 - 1) >> 20})
	}
	return p, p.count > 0 || p.perNode
}
