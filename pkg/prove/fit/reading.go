package fit

import (
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"seamark.dev/seamark/pkg/manifest"
)

// badQuantity is a value that is no quantity.
type badQuantity struct {
	path manifest.Path
	text string
}

// get is the value at a dotted path; null counts as none.
func (s *sizing) get(path string) (*manifest.Node, bool) {
	if path == "" {
		return nil, false
	}
	n, ok := s.values, true
	for name := range strings.SplitSeq(path, ".") {
		if n, ok = n.Get(name); !ok {
			return nil, false
		}
	}
	return n, n.Kind() != manifest.KindNull
}

// dotted is the path that a Workload writes with dots; empty for the top.
func dotted(path string) manifest.Path {
	if path == "" {
		return nil
	}
	return manifest.Fields(strings.Split(path, ".")...)
}

// on tells whether no switch is off.
func (s *sizing) on(switches []string) bool {
	return !slices.ContainsFunc(switches, func(path string) bool {
		n, ok := s.get(path)
		return ok && n.Kind() == manifest.KindBool && n.Text() == "false"
	})
}

func (s *sizing) number(path string, otherwise int) int {
	if n, ok := s.get(path); ok {
		if i, err := strconv.Atoi(n.Text()); err == nil {
			return i
		}
	}
	return otherwise
}

func (s *sizing) request(path, name, request, limit string, scale resource.Scale, unit int64) int64 {
	request = s.quantity(path+".requests."+name, request)
	limit = s.quantity(path+".limits."+name, limit)
	if request == "" {
		request = limit
	}
	if request == "" {
		return 0
	}
	q, err := resource.ParseQuantity(request)
	if err != nil {
		return 0
	}
	return (q.ScaledValue(scale) + unit - 1) / unit
}

// quantity is the text at a path, or otherwise if there is none or it cannot
// be read.
func (s *sizing) quantity(path, otherwise string) string {
	n, ok := s.get(path)
	if !ok {
		return otherwise
	}
	if _, err := resource.ParseQuantity(n.Text()); err != nil {
		s.bad = append(s.bad, badQuantity{dotted(path), n.Text()})
		return otherwise
	}
	return n.Text()
}
