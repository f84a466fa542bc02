package apis_test

import (
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"

	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// TestObserved: of a database that is only looked at nothing may be changed,
// whatever becomes of the XR, and all is delivered that another one delivers.
func TestObserved(t *testing.T) {
	for _, e := range databases.Engines() {
		resources := map[string][]string{}
		for _, c := range compositions(t) {
			for _, r := range c.input.Resources {
				resources[c.name] = append(resources[c.name], r.Name)
			}
			if c.name != manageddatabase.ObservedCompositionName(e.Name()) {
				continue
			}
			xr := runtime.DeepCopyJSON(complete(t, c).xr)
			edit(t, xr, object{"deletionPolicy": "Delete"})
			for name, o := range simulate(t, c, xr, existing(complete(t, c))).desired {
				policies, _ := get(o, "spec.managementPolicies")
				list, _ := policies.([]any)
				ofCluster := kindOf(o).Group == "kubernetes.m.crossplane.io"
				if looks := len(list) == 1 && list[0] == "Observe"; looks == ofCluster {
					t.Errorf("%s/%s has the policies %v", c.name, name, policies)
				}
			}
		}
		managed := slices.DeleteFunc(resources[manageddatabase.CompositionName(e.Name())], func(name string) bool {
			return name == "firewall" || name == "vpc-usage"
		})
		if looked := resources[manageddatabase.ObservedCompositionName(e.Name())]; !slices.Equal(managed, looked) {
			t.Errorf("%s: composed are %v, and %v of one that is only looked at", e.Name(), managed, looked)
		}
	}
}

// TestObservedRules: a wish about a database that is only looked at is refused,
// as is a Composition that does another thing than the XR says.
func TestObservedRules(t *testing.T) {
	const together, wished = "go together", "nothing can be wished"
	plain, project := pg, strings.Replace(pg, ".seamark", "-project.seamark", 1)
	observed := manageddatabase.ObservedCompositionName("pg")
	cases := map[string]struct {
		of      string // the Composition whose example it is
		fields  object
		without []string
		want    string
	}{
		"Observed":      {of: observed},
		"Managed":       {of: plain},
		"ByDefault":     {of: observed, fields: object{"deletionPolicy": "Delete", "token": "team"}},
		"NoID":          {of: observed, without: []string{"existingID"}, want: "has spec.existingID"},
		"NoSize":        {of: plain, without: []string{"size"}, want: "has spec.version, spec.size and spec.nodes"},
		"NoVersion":     {of: plain, without: []string{"version"}, want: "has spec.version, spec.size and spec.nodes"},
		"NoNodes":       {of: plain, without: []string{"nodes"}, want: "has spec.version, spec.size and spec.nodes"},
		"Size":          {of: observed, fields: object{"size": "db-s-1vcpu-1gb"}, want: wished},
		"Version":       {of: observed, fields: object{"version": "17"}, want: wished},
		"Nodes":         {of: observed, fields: object{"nodes": int64(1)}, want: wished},
		"Storage":       {of: observed, fields: object{"storageSizeMib": int64(61440)}, want: wished},
		"Eviction":      {of: observed, fields: object{"evictionPolicy": "noeviction"}, want: wished},
		"Sources":       {of: observed, fields: object{"trustedSources": []any{}}, want: wished},
		"Restored":      {of: observed, fields: object{"restoreFrom": object{"database": "old"}}, want: wished},
		"Maintenance":   {of: observed, fields: object{"maintenance": object{"day": "sunday", "start": "04:00"}}, want: wished},
		"Tags":          {of: observed, fields: object{"tags": []any{"team:shop"}}, want: wished},
		"Project":       {of: observed, fields: object{"project": projectID}, want: wished},
		"Firewalled":    {of: observed, fields: object{"crossplane": object{"compositionRef": object{"name": plain}}}, want: together},
		"Assigned":      {of: observed, fields: object{"crossplane": object{"compositionRef": object{"name": project}}}, want: together},
		"Open":          {of: plain, fields: object{"crossplane": object{"compositionRef": object{"name": observed}}}, want: together},
		"OpenInProject": {of: project, fields: object{"crossplane": object{"compositionRef": object{"name": observed}}}, want: together},
	}
	own := ownKinds(t)
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			xr := runtime.DeepCopyJSON(examples(t)[tc.of])
			edit(t, xr, tc.fields)
			for _, field := range tc.without {
				delete(xr["spec"].(object), field)
			}
			kind, err := own.Kind(kindOf(xr))
			if err != nil {
				t.Fatal(err)
			}
			err = kind.Validate(xr, nil)
			if (err == nil) != (tc.want == "") || !strings.Contains(message(err), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}
