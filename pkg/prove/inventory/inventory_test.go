package inventory

import (
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/manifest/fieldpath"
	"seamark.dev/seamark/pkg/model"
)

// TestTable: every row can be read, and says something.
func TestTable(t *testing.T) {
	for _, row := range table() {
		if _, err := fieldpath.Parse(row.Path); err != nil || row.Makes == nil && row.Refers == nil {
			t.Errorf("%s %s: %v", row.Kind, row.Path, err)
		}
	}
}

func TestMatches(t *testing.T) {
	cases := map[string]struct {
		reason, row string
		kind        groupKind
		want        bool
	}{
		"Kind":      {"The kind itself.", "cert-manager.io/Certificate", groupKind{"cert-manager.io", "Certificate"}, true},
		"OtherKind": {"Another kind of the group.", "cert-manager.io/Certificate", groupKind{"cert-manager.io", "Issuer"}, false},
		"Core":      {"The core group has no name.", "Secret", groupKind{"", "Secret"}, true},
		"NotCore":   {"A kind of the same name elsewhere.", "Secret", groupKind{"example.org", "Secret"}, false},
		"Group":     {"Any kind of a group.", "apps/*", groupKind{"apps", "Deployment"}, true},
		"Ending":    {"Any group that ends so.", anyManaged, groupKind{"vpc.digitalocean.m.crossplane.io", "VPC"}, true},
		"NotEnding": {"A group that does not.", anyManaged, groupKind{"pkg.crossplane.io", "Provider"}, false},
		"Anything":  {"Any kind at all.", "*/*", groupKind{"", "Secret"}, true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			group, kind := split(tc.row)
			if got := (&compiledRow{group: group, kind: kind}).matches(tc.kind); got != tc.want {
				t.Errorf("%s: got %v", tc.reason, got)
			}
		})
	}
}

// FuzzObject: no object can make the reading fail.
func FuzzObject(f *testing.F) {
	f.Add(`{"apiVersion":"v1","kind":"Secret","metadata":{"name":"x"},"data":{"a":"b"}}`)
	f.Add(`{"apiVersion":"kubernetes.m.crossplane.io/v1alpha1","kind":"Object","metadata":{"name":"x"},"spec":` +
		`{"references":[{"toFieldPath":"data","patchesFrom":{"fieldPath":"["}}],"forProvider":{"manifest":{"spec":[]}}}}`)
	f.Add(`{"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","spec":{"listeners":[{"tls":{"certificateRefs":[{"name":"a"}]}},1]}}`)
	f.Add(`{"apiVersion":"cert-manager.io/v1","kind":"ClusterIssuer","spec":{"acme":{"solvers":[{"aSecretRef":{"name":1}}]}}}`)
	f.Fuzz(func(t *testing.T, text string) {
		n, err := manifest.ParseJSON([]byte(text))
		if err != nil {
			return
		}
		holder := &corev1.ConfigMap{TypeMeta: kinds.ConfigMap}
		u := model.Unit{ID: model.UnitID{Environment: "blue", Path: "unit"}, Components: []model.Component{{
			Name: "x", Objects: []model.Object{holder},
			Releases: []model.Release{{Name: "x", Chart: charts.Loki, Cluster: model.DOKS("blue"), Namespace: "x", Values: n}},
		}}}
		inv := Read(Input{Units: []model.Unit{u}})
		at := Place{Place: model.Place{Unit: &u, Component: &u.Components[0], Object: holder}}
		inv.object(Object{At: at, Unit: u.ID, Node: n})
		for _, r := range inv.References {
			inv.Subject(r.From)
		}
	})
}

// TestRefer: what holds nothing back holds nothing back by what it names, and
// names that only a running Crossplane knows are looked up by nobody.
func TestRefer(t *testing.T) {
	to := func(name string) Reference {
		return Reference{Hard: true, To: Identity{model.Hub(), model.ObjectRef{Kind: "Secret", Name: name}}}
	}
	cases := map[string]struct {
		reason string
		loose  bool
		name   string
		want   []bool // whether each reference is hard
	}{
		"Tight":   {"The unit waits for it.", false, "a", []bool{true}},
		"Loose":   {"The unit does not.", true, "a", []bool{false}},
		"Unknown": {"A status says which.", false, "a-" + Unknown, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var inv Inventory
			inv.refer(&Object{Loose: tc.loose}, nil, to(tc.name))
			var got []bool
			for _, r := range inv.References {
				got = append(got, r.Hard)
			}
			if !slices.Equal(tc.want, got) {
				t.Errorf("%s: got %v, want %v", tc.reason, got, tc.want)
			}
		})
	}
}
