package platform

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
)

// Start is what a starter says. What is empty is as in Starter.
type Start struct {
	Name, Region, Zone string
	Engine             string
	Environments       []string
}

// Fault is a mistake in a Start.
type Fault struct {
	// Field is the name of the field, in lower case: zone.
	Field string
	// Finding is what is wrong, at the place in the starter that it leads to.
	Finding diag.Finding
}

// Configuration is a starter that says this: the first environment with all that
// can be said, the others with what cannot be changed later. It loads without an
// error unless there are faults, one of each field at most.
func (s Start) Configuration() ([]byte, []Fault) {
	if len(s.Environments) == 0 {
		s.Environments = []string{"my-observability"}
	}
	for field, fallback := range map[*string]string{&s.Name: "acme", &s.Region: "sfo3", &s.Zone: "example.com", &s.Engine: string(Flux)} {
		if *field == "" {
			*field = fallback
		}
	}
	head, environment, _ := strings.Cut(string(starterYAML), "  environments:\n")
	text := replaced(head, [][2]string{{"  name: acme", "  name: " + scalar(s.Name)}, {"engine: flux", "engine: " + scalar(s.Engine)}, {"url: " + defaultURL("acme"), "url: " + scalar(defaultURL(s.Name))}}) + "  environments:\n"
	ranges := []netip.Prefix{netip.MustParsePrefix("10.201.0.0/22"), netip.MustParsePrefix("172.16.64.0/20"), netip.MustParsePrefix("192.168.12.0/22")}
	for i, name := range s.Environments {
		text += s.environment(environment, name, ranges)
		environment = withoutComments(environment)
		for r, at := range ranges {
			following, ok := free(at)
			if !ok && i < len(s.Environments)-1 {
				return nil, []Fault{{"environments", diag.Finding{Message: fmt.Sprintf("there are private networks for %d of them", i+1), Remedy: "write the others by hand"}}}
			}
			ranges[r] = following
		}
	}
	_, findings := Load(Source{Name: "platform.yaml", Data: []byte(text)})
	faults := faultsOf(findings)
	if known := []string{string(Flux), string(ArgoCD)}; !slices.Contains(known, s.Engine) {
		faults = append(faults, Fault{"engine", diag.Finding{Message: "must be " + either(known), Remedy: diag.DidYouMean(s.Engine, known)}})
	}
	return []byte(text), faults
}

// environment is the text of one environment.
func (s Start) environment(text, name string, ranges []netip.Prefix) string {
	zone := s.Zone
	if len(s.Environments) > 1 { // names in the DNS are nobody else's
		zone = name + "." + zone
	}
	return replaced(text, [][2]string{
		{"  - name: my-observability", "  - name: " + scalar(name)},
		{"region: sfo3", "region: " + scalar(s.Region)},
		{"zone: example.com", "zone: " + scalar(s.Zone)},
		{"acmeEmail: ops@example.com", "acmeEmail: " + scalar("ops@"+s.Zone)},
		{"demo: demo.example.com", "demo: " + scalar("demo."+zone)},
		{"logs: logs.example.com", "logs: " + scalar("logs."+zone)},
		{"vpcCIDR: 10.201.0.0/22", "vpcCIDR: " + ranges[0].String()},
		{"clusterSubnet: 172.16.64.0/20", "clusterSubnet: " + ranges[1].String()},
		{"serviceSubnet: 192.168.12.0/22", "serviceSubnet: " + ranges[2].String()},
		{"bucket: acme-my-observability-loki-logs", "bucket: " + scalar(s.Name+"-"+name+"-loki-logs")},
	})
}

// replaced is a text in which whole lines, but for what they begin with, are
// replaced, each once.
func replaced(text string, lines [][2]string) string {
	for _, line := range lines {
		text = strings.Replace(text, line[0]+"\n", line[1]+"\n", 1)
	}
	return text
}

// scalar is a text as YAML, on one line.
func scalar(text string) string {
	out, err := yaml.Marshal(text)
	if written := strings.TrimSpace(string(out)); err == nil && !strings.Contains(written, "\n") {
		return written
	}
	return strconv.Quote(text)
}

func withoutComments(text string) string {
	var kept strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(strings.TrimSpace(line), "#") {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// free is the next range that DigitalOcean does not keep for itself.
func free(p netip.Prefix) (following netip.Prefix, ok bool) {
	for following, ok = next(p); ok && slices.ContainsFunc(reservedRanges, following.Overlaps); {
		following, ok = next(following)
	}
	return following, ok
}

// faults are the errors of what a start leads to, one by field: what is wrong
// itself, or else what follows from it.
func faultsOf(findings diag.List) []Fault {
	var direct, derived []Fault
	for _, f := range findings.Sorted() {
		field, itself := fieldOf(f.Where.Path)
		if f.Severity == diag.Warning {
			continue
		}
		if itself {
			direct = append(direct, Fault{field, f})
		} else {
			derived = append(derived, Fault{field, f})
		}
	}
	if len(direct) == 0 {
		direct = derived
	}
	var each []Fault
	for _, f := range direct {
		if !slices.ContainsFunc(each, func(other Fault) bool { return other.Field == f.Field }) {
			each = append(each, f)
		}
	}
	return each
}

// fieldOf is the field of a Start that a field of the configuration says, or
// follows from.
func fieldOf(path string) (field string, itself bool) {
	_, below, _ := strings.Cut(path, "].")
	switch {
	case path == "metadata.name":
		return "name", true
	case path == "spec.delivery.engine":
		return "engine", true
	case below == "name":
		return "environments", true
	case below == "region":
		return "region", true
	case below == "domain.zone":
		return "zone", true
	case strings.HasPrefix(below, "domain."):
		return "zone", false
	}
	return "name", false // the bucket, and the address of the repository
}
