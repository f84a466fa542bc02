package languages

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// dashboards reads the dashboards in a ConfigMap.
func (c *linguist) dashboards(at inventory.Place, data map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(data)) {
		if strings.HasSuffix(name, ".json") {
			c.text(at.At(manifest.Fields("data", name)), "dashboard", readDashboard, data[name])
		}
	}
}

// dashboard is as much of a dashboard as matters here.
type dashboard struct {
	UID    string  `json:"uid"`
	Title  string  `json:"title"`
	Panels []panel `json:"panels"`
}

type panel struct {
	Title   string   `json:"title"`
	Targets []target `json:"targets"`
	// Panels are those of a row that is folded up.
	Panels []panel `json:"panels"`
}

type target struct {
	RefID      string     `json:"refId"`
	Expr       string     `json:"expr"`
	Datasource datasource `json:"datasource"`
}

type datasource struct {
	Type string `json:"type"`
}

const maxUIDLength = 40 // Grafana refuses longer ones

// readDashboard reads a dashboard and the queries in it.
func readDashboard(text string) diag.List {
	var d dashboard
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return diag.List{{Code: "language-dashboard", Message: offset(text, err) + "not a dashboard: " + err.Error()}}
	}
	var findings diag.List
	for _, f := range []struct {
		missing bool
		message string
	}{
		{d.UID == "", "the dashboard has no uid, so its address would change with every start"},
		{len(d.UID) > maxUIDLength, "the uid is longer than 40 characters"},
		{d.Title == "", "the dashboard has no title"},
		{len(d.Panels) == 0, "the dashboard has no panels"},
	} {
		if f.missing {
			findings = append(findings, diag.Finding{Code: "language-dashboard", Message: f.message})
		}
	}
	return append(findings, panelFindings(d.Panels)...)
}

func panelFindings(panels []panel) diag.List {
	var findings diag.List
	for _, p := range panels {
		for _, t := range p.Targets {
			if t.Expr == "" && t.Datasource.Type != "prometheus" && t.Datasource.Type != "loki" {
				continue // other sources have queries of other shapes
			}
			for _, f := range readQuery(t.Expr) {
				f.Message = fmt.Sprintf("panel %q, query %s: %s", p.Title, t.RefID, f.Message)
				findings = append(findings, f)
			}
		}
		findings = append(findings, panelFindings(p.Panels)...)
	}
	return findings
}

// offset is where JSON goes wrong, as the beginning of a message.
func offset(text string, err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return position(text, min(int(syntax.Offset), len(text)))
	case errors.As(err, &kind):
		return position(text, min(int(kind.Offset), len(text)))
	}
	return ""
}
