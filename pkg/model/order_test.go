package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOrder(t *testing.T) {
	id := func(path string) UnitID { return UnitID{Path: path} }
	unit := func(path string, dependsOn ...string) Unit {
		u := Unit{ID: id(path)}
		for _, d := range dependsOn {
			u.DependsOn = append(u.DependsOn, id(d))
		}
		return u
	}
	cases := map[string]struct {
		reason  string
		units   []Unit
		want    []string
		wantErr string
	}{
		"empty":     {reason: "Nothing to sort is no error."},
		"as given":  {reason: "Independent units keep their order.", units: []Unit{unit("b"), unit("a")}, want: []string{"b", "a"}},
		"backwards": {reason: "A unit comes after what it depends on.", units: []Unit{unit("c", "b"), unit("b", "a"), unit("a")}, want: []string{"a", "b", "c"}},
		"diamond":   {reason: "A unit reached on two ways is there once.", units: []Unit{unit("d", "b", "c"), unit("b", "a"), unit("c", "a"), unit("a")}, want: []string{"a", "b", "c", "d"}},
		"unknown":   {reason: "A dependency that does not exist would never become ready.", units: []Unit{unit("a", "x")}, wantErr: "unit control-plane/a depends on control-plane/x, which does not exist"},
		"twice":     {reason: "Two units of one name would overwrite each other.", units: []Unit{unit("a"), unit("a")}, wantErr: "unit control-plane/a is there twice"},
		"itself":    {reason: "A unit cannot wait for itself.", units: []Unit{unit("a", "a")}, wantErr: "units wait for each other: control-plane/a → control-plane/a"},
		"cycle":     {reason: "The cycle is printed as the way around, without what leads to it.", units: []Unit{unit("z", "a"), unit("a", "b"), unit("b", "c"), unit("c", "a")}, wantErr: "units wait for each other: control-plane/a → control-plane/b → control-plane/c → control-plane/a"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			sorted, err := Order(tc.units)
			if message := errorText(err); message != tc.wantErr {
				t.Fatalf("%s\ngot error %q, want %q", tc.reason, message, tc.wantErr)
			}
			var got []string
			for _, u := range sorted {
				got = append(got, u.ID.Path)
			}
			if diff := cmp.Diff(tc.want, got); err == nil && diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
