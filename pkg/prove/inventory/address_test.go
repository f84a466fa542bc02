package inventory

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestServiceHost(t *testing.T) {
	cases := map[string]struct {
		reason, text string
		want         []string
	}{
		"port":      {"A port is looked up.", "http://a.b.svc:8080/x", []string{"Service b/a 8080"}},
		"default":   {"Without one it is the scheme's.", "https://a.b.svc.cluster.local", []string{"Service b/a 443"}},
		"pod":       {"A pod of a StatefulSet is behind its Service.", "http://p-0.a.b.svc", []string{"Service b/a 80"}},
		"several":   {"Every address counts.", "http://a.b.svc, http://c.d.svc:1", []string{"Service b/a 80", "Service d/c 1"}},
		"elsewhere": {"Addresses outside of the cluster do not.", "https://example.com/x.svc http://svc https://a.svc", nil},
		"other":     {"Nor do other schemes.", "redis://a.b.svc:6379", nil},
		"variable":  {"A name that is put together elsewhere is not looked up; a port may be.", "http://$(HOST).b.svc:80 http://a.b.svc:$(PORT)", []string{"Service b/a 0"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			inv := &Inventory{}
			(&walker{inv: inv, o: &Object{}}).address(tc.text)
			var got []string
			for _, r := range inv.References {
				got = append(got, fmt.Sprint(r.To.Ref, " ", r.Port.Number))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
