package recovery

import (
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/compose"
)

// ways are how each kind that is made at DigitalOcean is taken over: by the ID
// that a search finds, in the field of the managed resource where it must
// arrive, or without one.
var ways = map[string]struct{ kind, to, without string }{
	"VPC.vpc":                   {kind: "VPC", to: compose.ExternalName},
	"Cluster.kubernetes":        {kind: "DOKS cluster", to: compose.ExternalName},
	"NodePool.kubernetes":       {kind: "node pool", to: compose.ExternalName},
	"Cluster.database":          {kind: "database", to: compose.ExternalName},
	"LogSinkRsyslog.database":   {kind: "log sink", to: compose.ExternalName},
	"Bucket.spaces":             {kind: "bucket", to: compose.ExternalName},
	"DB.database":               {kind: "database", to: compose.ExternalName},
	"ConnectionPool.database":   {kind: "database", to: compose.ExternalName},
	"Request key":               {kind: "Spaces key", to: "spec.forProvider.mappings[1].url"},
	"Firewall.database":         {without: "its rules are put, whether there are some or not"},
	"PostgreSQLConfig.database": {without: "a database has one set of settings, and it is put"},
	"MySQLConfig.database":      {without: "a database has one set of settings, and it is put"},
	"ValkeyConfig.database":     {without: "a database has one set of settings, and it is put"},
	"Request project":           {without: "it is assigned to the project again, which changes nothing"},
	"Request user":              {without: "the first look is for its name, in the database"},
	"Request upgrade":           {without: "it makes nothing, and asks for no upgrade that runs"},
}

// TestEveryKind: what a Composition makes at DigitalOcean is looked for, and what
// is found gets where the provider looks first.
func TestEveryKind(t *testing.T) {
	looked := map[string]bool{}
	for _, thing := range everything(t) {
		looked[thing.Kind] = true
	}
	used := map[string]bool{}
	for _, c := range apis.Compositions(databases.Engines()) {
		for _, r := range c.Resources {
			name := made(r)
			if name == "" {
				continue
			}
			way, known := ways[name]
			used[name] = true
			switch {
			case !known:
				t.Errorf("%s of %s is made at DigitalOcean: how is it taken over?", name, c.Name)
			case way.without == "" && !looked[way.kind]:
				t.Errorf("nobody looks for %s, a %s", name, way.kind)
			case way.without == "" && !reaches(r, way.to):
				t.Errorf("%s of %s has no patch to %s", name, c.Name, way.to)
			}
		}
	}
	for name := range ways {
		if !used[name] {
			t.Errorf("%s is made by no Composition", name)
		}
	}
}

// everything is all that is looked for in a whole account.
func everything(t *testing.T) []Found {
	t.Helper()
	got := run(t, whole(), prod, "--dry-run")
	var all []Found
	for line := range strings.Lines(got.stdout) {
		if rest, ok := strings.CutPrefix(line, "prod  "); ok {
			kind, _, _ := strings.Cut(rest, "  ")
			all = append(all, Found{Kind: kind})
		}
	}
	return all
}

// made is the name of what a resource makes at DigitalOcean; empty for others.
func made(r compose.Resource) string {
	o, ok := r.Base.(interface {
		GroupVersionKind() schema.GroupVersionKind
	})
	if !ok {
		return ""
	}
	gvk := o.GroupVersionKind()
	if service, ours := strings.CutSuffix(gvk.Group, ".digitalocean.m.crossplane.io"); ours {
		return gvk.Kind + "." + service
	}
	if request, ok := r.Base.(*providerhttp.Request); ok {
		for _, m := range request.Spec.ForProvider.Mappings {
			if m.Method == "POST" {
				return "Request " + r.Name
			}
		}
	}
	return ""
}

func reaches(r compose.Resource, field string) bool {
	for _, p := range r.Patches {
		from := []string{p.FromFieldPath}
		if p.Combine != nil {
			for _, v := range p.Combine.Variables {
				from = append(from, v.FromFieldPath)
			}
		}
		if p.ToFieldPath == field && slices.ContainsFunc(from, func(path string) bool { return strings.HasPrefix(path, "spec.") }) {
			return true
		}
	}
	return false
}
