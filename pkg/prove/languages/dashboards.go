package languages

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// dashboards reads the dashboards in a ConfigMap.
func (c *linguist) dashboards(o *inventory.Object) {
	d := c.promQL(o.Cluster)
	data, _ := o.Node.Get("data")
	for _, f := range data.Fields() {
		if strings.HasSuffix(f.Name, ".json") && (o.At.Release == nil || !strings.Contains(f.Value.Text(), "{{")) {
			at := o.At.Below(manifest.Fields("data", f.Name))
			c.text(at, d.named("dashboard"), d.dashboard, f.Value.Text())
			known := c.sources[o.Cluster]
			c.text(at, "data sources "+strings.Join(known, ","), dataSources(known), f.Value.Text())
			c.once(o, at, f.Value.Text())
		}
	}
}

// dashboard is as much of a dashboard as matters here.
type dashboard struct {
	UID    string  `json:"uid"`
	Title  string  `json:"title"`
	Panels []panel `json:"panels"`
	// Rows hold the panels of dashboards that are older than Grafana 5.
	Rows []panel `json:"rows"`
	// Spec is there in dashboards as Kubernetes has them, which no file of the
	// sidecar's has to be.
	Spec       json.RawMessage `json:"spec"`
	Templating struct {
		List []boardVariable `json:"list"`
	} `json:"templating"`
	Annotations struct {
		List []target `json:"list"`
	} `json:"annotations"`
}

type panel struct {
	Title      string     `json:"title"`
	Datasource datasource `json:"datasource"`
	Targets    []target   `json:"targets"`
	// Panels are those of a row.
	Panels []panel `json:"panels"`
}

// target is a query of a panel, or of an annotation, which has a name.
type target struct {
	RefID      string     `json:"refId"`
	Name       string     `json:"name"`
	Expr       string     `json:"expr"`
	Datasource datasource `json:"datasource"`
}

// boardVariable is a variable of a dashboard. The query of one of type query is a
// text or an object, by the age of the dashboard.
type boardVariable struct {
	Name       string          `json:"name"`
	Type       string          `json:"type"`
	Query      json.RawMessage `json:"query"`
	Datasource datasource      `json:"datasource"`
}

// datasource is the type of a data source; empty where it is only named, as
// Grafana did before version 8.3, or not at all.
type datasource string

// UnmarshalJSON takes an object, a name or null.
func (s *datasource) UnmarshalJSON(data []byte) error {
	var object struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(data, &object) == nil { // a name is none
		*s = datasource(object.Type)
	}
	return nil
}

const maxUIDLength = 40 // Grafana refuses longer ones

// dashboard reads a dashboard and the queries in it.
func (d dialect) dashboard(text string) diag.List {
	var board dashboard
	if err := json.Unmarshal([]byte(text), &board); err != nil {
		return diag.List{{Code: "language-dashboard", Message: offset(text, err) + "not a dashboard: " + err.Error()}}
	}
	if board.Spec != nil {
		return nil
	}
	var findings diag.List
	for _, f := range []struct {
		missing bool
		message string
	}{
		{board.UID == "", "the dashboard has no uid, so its address would change with every start"},
		{len(board.UID) > maxUIDLength, "the uid is longer than 40 characters"},
		{board.Title == "", "the dashboard has no title"},
		{len(board.Panels)+len(board.Rows) == 0, "the dashboard has no panels"},
	} {
		if f.missing {
			findings = append(findings, diag.Finding{Code: "language-dashboard", Message: f.message})
		}
	}
	return slices.Concat(findings, d.panels(board.Panels), d.panels(board.Rows), d.variables(&board), d.annotations(&board))
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
