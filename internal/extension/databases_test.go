package extension

import (
	"maps"
	"path"
	"regexp"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// stocked loads a platform with a database of the engine mongodb.
func stocked(t *testing.T, engines databases.Table, delivery platform.Engine) (platform.Platform, platform.Locator) {
	t.Helper()
	p, locate, findings := engines.Facts().Load(platform.Source{Name: "platform.yaml", Data: []byte(mongoPlatform(delivery))})
	if findings.Errors() > 0 {
		t.Fatal(findings)
	}
	return p, locate
}

func mongoPlatform(delivery platform.Engine) string {
	return `apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  delivery: {engine: ` + string(delivery) + `}
  environments:
  - name: staging
    region: sfo3
    domain: {zone: example.com, acmeEmail: ops@example.com}
    databases: {catalog: {engine: mongodb, size: db-s-1vcpu-2gb, nodes: 2}}
    overrides: {mongodb-exporter-catalog: {replicaCount: 2}}
`
}

// TestDatabaseEngine: an engine of one's own is a row, named in one place. It is
// in the schema and the configuration, and it is made, exported, alerted on, shown
// and read, whoever delivers.
func TestDatabaseEngine(t *testing.T) {
	engines := databases.Engines().With(mongoDB(mongoDBChart(t)))
	if !strings.Contains(string(engines.Facts().Schema()), `"mongodb"`) {
		t.Error("the schema does not know it")
	}
	const (
		apis       = "control-plane/apis/apis/"
		resources  = "environments/staging/2-cluster/resources/"
		collection = "environments/staging/2-cluster/collection/alloy/"
		releases   = "environments/staging/3-environment/releases/mongodb-exporter/"
	)
	values := map[platform.Engine]map[string]string{
		platform.Flux: {
			releases + "helmrelease-mongodb-exporter-catalog.yaml": "    replicaCount: 2\n",
			collection + "helmrelease-alloy.yaml":                  "(?P<level>[DIWEF])",
		},
		platform.ArgoCD: {
			releases + "values-mongodb-exporter-catalog.yaml": "replicaCount: 2\n",
			collection + "values-alloy.yaml":                  "(?P<level>[DIWEF])",
		},
	}
	for delivery, files := range values {
		t.Run(string(delivery), func(t *testing.T) {
			p, locate := stocked(t, engines, delivery)
			tree, findings, err := render.Prove(p, render.Options{Components: components.Standard(engines...), Locate: locate})
			if err != nil || len(findings) > 0 {
				t.Fatal(err, findings)
			}
			rendered := map[string]string{}
			for _, f := range tree.Files() {
				rendered[f.Path] = string(f.Data)
			}
			maps.Copy(files, map[string]string{
				"environments/staging/1-infra/manageddatabase/manageddatabase-catalog.yaml": "engine: mongodb\n",
				apis + "compositeresourcedefinition-manageddatabases.seamark.dev.yaml":      "- mongodb\n",
				apis + "composition-manageddatabases-mongodb.seamark.dev.yaml":              "mongodb-password",
				resources + "dashboards/configmap-dashboard-mongodb.yaml":                   "mongodb_ss_opcounters",
				resources + "networkpolicies/networkpolicy-mongodb-exporter.yaml":           "port: 9216\n",
				resources + "rules/prometheusrule-platform.yaml":                            "alert: MongoDBCursorsLeftOpen\n",
				"environments/staging/README.md":                                            "| MongoDB | `ctx` (the thread) |\n",
				"docs/runbooks/alerts.md":                                                   "\n## MongoDBCursorsLeftOpen\n",
				"versions.yaml":                                                             "- name: mongodb-exporter\n",
			})
			for file, want := range files {
				if !strings.Contains(rendered[file], want) {
					t.Errorf("%s lacks %q:\n%s", file, want, rendered[file])
				}
			}
		})
	}
}

// TestMistakeInARow: a mistake in somebody's row is found where that is written,
// and no file of Seamark is blamed for it.
func TestMistakeInARow(t *testing.T) {
	cases := map[string]struct {
		reason string
		change func(*databases.Engine)
		code   diag.Code
		file   string
		field  string // among those that are named
		by     string
	}{
		"Alert":     {"Its expression is not whole.", func(e *databases.Engine) { e.Alerts[0].Expr = "sum(x" }, "language-query", "database_test.go", "Alerts", "mongodb"},
		"Dashboard": {"Nor is that of a panel.", func(e *databases.Engine) { e.Board.Rows[0].Panels[0].Queries[0].Expr = "sum(x" }, "language-query", "database_test.go", "Board", "mongodb"},
		"Stages":    {"Alloy could not read it.", func(e *databases.Engine) { e.Log.Stages.Fields = "  stage.regex {" }, "language-alloy", "database_test.go", "Log.Stages, Log.Levels or Log.Metadata", "mongodb"},
		"Up": {
			"Ours put it into alerts and panels of theirs.", func(e *databases.Engine) { e.Exporter.Up = "mongodb_up{" },
			"language-query", "database_test.go", "Exporter.Up", "mongodb",
		},
		"Connections": {"Into a panel only.", func(e *databases.Engine) { e.Exporter.Connections = "sum(x" }, "language-query", "database_test.go", "Exporter.Connections", "mongodb"},
		"Standbys": {
			"Into the expression on all databases of two nodes.", func(e *databases.Engine) {
				e.Exporter.Standbys = func(of string) string { return "sum(x" + of }
			}, "language-query", "database_test.go", "Exporter.Standbys", "mongodb",
		},
		"Overview": {
			"Beside panels of ours.", func(e *databases.Engine) {
				e.Overview = []board.Panel{{Title: "Cursors", Description: "That are open.", Unit: "short", Queries: []board.Query{{Expr: "sum(x"}}}}
			}, "language-query", "database_test.go", "Overview", "mongodb",
		},
		"Slowest": {
			"It reads logs.", func(e *databases.Engine) {
				e.Log.Slowest, e.Log.SlowAbove = func(lines string) string { return "sum(" + lines }, "slowms"
			}, "language-query", "database_test.go", "Log.Slowest", "mongodb",
		},
		"Changed": {
			"A row of ours that somebody changed names no file: whose is not known.", func(e *databases.Engine) {
				*e = databases.Engines()[0]
				e.Alerts[0].Expr = "sum(x"
			}, "language-query", "", "Alerts", "pg",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			row := mongoDB(mongoDBChart(t))
			tc.change(&row)
			engines := databases.Engines().With(mongoDB(mongoDBChart(t))).With(row)
			p, locate := stocked(t, engines, platform.Flux)
			p.Spec.Environments[0].Databases["orders"] = platform.Complete(platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{{
				Name: "x", Databases: map[string]platform.Database{"orders": {Engine: platform.PostgreSQL}},
			}}}}).Spec.Environments[0].Databases["orders"]
			_, findings, err := render.Prove(p, render.Options{Components: components.Standard(engines...), Locate: locate})
			if err != nil || len(findings) == 0 {
				t.Fatal(err, findings)
			}
			said := regexp.MustCompile(`^in ([A-Za-z., ]* )?` + tc.field + `( or [A-Za-z.]*|, [A-Za-z., ]*)? of the row of the engine "` + tc.by + `": `)
			for _, f := range findings {
				if f.Code != tc.code || path.Base("/"+f.Where.File) != path.Base("/"+tc.file) || !said.MatchString(f.Message) {
					t.Errorf("%s\ngot %s", tc.reason, f)
				}
			}
		})
	}
}

// TestDatabaseEngineIsRefused: nothing is rendered of an engine that is not
// complete, or that the components do not know.
func TestDatabaseEngineIsRefused(t *testing.T) {
	row := mongoDB(mongoDBChart(t))
	lacking := row
	lacking.Alerts, lacking.Exporter.Values, lacking.Log.Levels = nil, nil, nil
	cases := map[string]struct {
		reason string
		list   components.List
		want   []string
	}{
		"Incomplete": {"What is missing is named.", components.Standard(lacking), []string{`the engine "mongodb" of databases is not complete: its row lacks`, "Alerts", "Exporter.Values", "Log.Levels"}},
		"Empty":      {"Even its name.", components.Standard(row, databases.Engine{}), []string{`the engine "" of databases is not complete: its row lacks`, "Facts.Engine"}},
		"Unknown":    {"Its row was given to the configuration alone.", components.Standard(), []string{`the database catalog of staging is of the engine "mongodb", which the components do not know: give its row to components.Standard`}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p, _ := stocked(t, databases.Engines().With(row), platform.Flux)
			_, _, err := render.Prove(p, render.Options{Components: tc.list})
			for _, part := range tc.want {
				if err == nil || !strings.Contains(err.Error(), part) {
					t.Errorf("%s\ngot  %v\nwant %s", tc.reason, err, part)
				}
			}
		})
	}
	if _, _, findings := platform.LoadLocated(platform.Source{Name: "platform.yaml", Data: []byte(mongoPlatform(platform.Flux))}); findings.Errors() == 0 {
		t.Error("the standard configuration takes a database of the engine")
	}
}
