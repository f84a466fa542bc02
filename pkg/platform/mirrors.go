package platform

import (
	"strings"

	"seamark.dev/seamark/pkg/charts"
)

// Mirrored is where something is taken from that was published at an address,
// and the mirror that says so. Without one it is the address itself, and the
// zero Mirror. What a mirror gives is not mirrored again.
//
// Addresses are those of package charts: a full oci:// address, an https://
// repository, or an image or a Crossplane package, without a scheme.
func (s Spec) Mirrored(address string) (string, Mirror) {
	var best Mirror
	for _, m := range s.Mirrors {
		if m.serves(address) && len(m.From) > len(best.From) {
			best = m
		}
	}
	if best.From == "" {
		return address, Mirror{}
	}
	return best.To + strings.TrimPrefix(address, best.From), best
}

// MirroredImage is Mirrored for an image of a chart.
func (s Spec) MirroredImage(image charts.ImageValue) (string, Mirror) {
	if !image.Folder {
		return s.Mirrored(image.Address())
	}
	address, m := s.Mirrored(image.Address() + "/any")
	return strings.TrimSuffix(address, "/any"), m
}

// serves tells whether something is published below From. The last part of an
// address in a registry is the name of the chart or package, which charts and
// objects are called after, so no mirror may replace it; a repository of charts
// has their names inside.
func (m Mirror) serves(address string) bool {
	below := strings.HasPrefix(address, m.From+"/")
	return m.From != "" && (below || address == m.From && strings.HasPrefix(address, "https://"))
}

// Charts tells whether the mirror is one of charts; else it is one of images
// and of Crossplane packages.
func (m Mirror) Charts() bool { return strings.Contains(m.To, "://") }

// OCI tells whether the mirror is a registry, not a repository of charts of the
// older kind. The two want the same account in different shapes.
func (m Mirror) OCI() bool { return !strings.HasPrefix(addressOf(m.To).scheme, "http") }

// Host is the HOST or HOST:PORT of the mirror.
func (m Mirror) Host() string { return addressOf(m.To).host }

// address is the address of a registry or repository in its parts.
type address struct {
	scheme string // oci, https, http; empty for packages
	host   string // HOST or HOST:PORT
	path   string // empty, or from its slash
}

func addressOf(text string) address {
	var a address
	rest := text
	if scheme, after, found := strings.Cut(text, "://"); found {
		a.scheme, rest = scheme, after
	}
	if slash := strings.Index(rest, "/"); slash >= 0 {
		rest, a.path = rest[:slash], rest[slash:]
	}
	a.host = rest
	return a
}
