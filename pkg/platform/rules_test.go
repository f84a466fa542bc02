package platform

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"
)

func TestParseDuration(t *testing.T) {
	cases := map[string]struct {
		reason string
		in     string
		want   time.Duration // zero: refused
	}{
		"Days":     {"Days are 24 hours.", "7d", 7 * day},
		"Mixed":    {"Units may be joined.", "1d12h", 36 * time.Hour},
		"Loki":     {"Loki's own way to write it.", "168h0m0s", 168 * time.Hour},
		"Order":    {"Units run from large to small.", "1h1d", 0},
		"NoUnit":   {"A number alone is no duration.", "7", 0},
		"Empty":    {"Nothing is no duration.", "", 0},
		"Zero":     {"Zero would mean without end.", "0d", 0},
		"Fraction": {"There are no fractions.", "1.5h", 0},
		"Overflow": {"What does not fit is refused.", "300y", 0},
		"Digits":   {"So is what no integer holds.", "99999999999999999999d", 0},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := parseDuration(tc.in)
			if got != tc.want || (err != nil) != (tc.want == 0) {
				t.Errorf("%s %q is %v, %v", tc.reason, tc.in, got, err)
			}
		})
	}
}

func TestWithinMajorOne(t *testing.T) {
	cases := map[string]bool{
		"1.20251101.123456789": true, "v1.2.3": true, "1.x": true, "1": true, "1.2.*": true, "^1.2.0": true, "~1.2": true,
		">=1.0.0 <2.0.0": true, ">= 1.0.0, < 2": true, ">=1.0.0 <2.0.0-0": true, ">1.2 <=1.9": true, "1.0.0-rc.1": true,
		"": false, "*": false, "2.0.0": false, ">=1.0.0": false, "<3": false, ">=1 <=2.0.0": false, "^1 || ^2": false, "latest": false, "0.9.0": false,
	}
	for constraint, want := range cases {
		if got := withinMajorOne(constraint); got != want {
			t.Errorf("withinMajorOne(%q) is %v", constraint, got)
		}
	}
}

// TestSuggestionsWork follows every suggested range of many colliding
// environments and finds nothing left to say.
func TestSuggestionsWork(t *testing.T) {
	p := minimal()
	for i := range 40 {
		e := minimal().Spec.Environments[0]
		e.Name = fmt.Sprintf("env-%d", i)
		e.Domain.Zone = e.Name + ".example.com"
		p.Spec.Environments = append(p.Spec.Environments, e)
	}
	p = Complete(p)
	var c checker
	c.networks(environments(), p.Spec.Environments)
	if len(c.findings) != 3*40 {
		t.Fatalf("%d findings, want three for each environment but the first:\n%s", len(c.findings), lines(c.findings))
	}
	for _, f := range c.findings {
		var index int
		var field string
		if _, err := fmt.Sscanf(strings.ReplaceAll(f.Where.Path, "]", " ]"), "spec.environments[%d ].network.%s", &index, &field); err != nil {
			t.Fatal(err)
		}
		network := &p.Spec.Environments[index].Network
		suggested := strings.TrimPrefix(f.Remedy, "for example ")
		*map[string]*string{"vpcCIDR": &network.VPCCIDR, "clusterSubnet": &network.ClusterSubnet, "serviceSubnet": &network.ServiceSubnet}[field] = suggested
	}
	if findings := Validate(p); len(findings) > 0 {
		t.Errorf("the suggestions do not work:\n%s", lines(findings))
	}
}

func TestNextRangeStaysPrivate(t *testing.T) {
	cases := map[string]struct {
		reason string
		in     string
		want   string // empty: none
	}{
		"Next":    {"Ranges follow each other.", "10.201.0.0/22", "10.201.4.0/22"},
		"End":     {"The end of a private range is the end.", "192.168.252.0/22", ""},
		"Last":    {"Also at the end of 172.16.0.0/12.", "172.31.240.0/20", ""},
		"AllOver": {"And at the end of all addresses.", "255.255.255.0/24", ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, ok := next(netip.MustParsePrefix(tc.in))
			if ok != (tc.want != "") || (ok && got.String() != tc.want) {
				t.Errorf("%s After %s comes %s, %v", tc.reason, tc.in, got, ok)
			}
		})
	}
}

// TestValidateManyFindings keeps validation quick when everything collides.
func TestValidateManyFindings(t *testing.T) {
	p := minimal()
	for i := range 1000 {
		e := p.Spec.Environments[0]
		e.Name = fmt.Sprintf("env-%d", i)
		p.Spec.Environments = append(p.Spec.Environments, e)
	}
	start := time.Now()
	if findings := Validate(Complete(p)); findings.Errors() != 3*1000 { // two names and a VPC each
		t.Errorf("%d errors", findings.Errors())
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}
