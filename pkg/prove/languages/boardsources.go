package languages

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// boardID is a dashboard by its uid, in the Grafana of a cluster.
type boardID struct {
	cluster model.Target
	uid     string
}

// shownBoard is a dashboard, and the object that it is in.
type shownBoard struct {
	at inventory.Place
	in string
}

// once finds a dashboard whose uid another one has: Grafana shows one of them,
// and which one changes.
func (c *linguist) once(o *inventory.Object, at inventory.Place, text string) {
	uid, known := c.uids[text]
	if !known {
		var board struct {
			UID string `json:"uid"`
		}
		_ = json.Unmarshal([]byte(text), &board) // what is no dashboard is told
		uid = board.UID
		c.uids[text] = uid
	}
	if uid == "" {
		return
	}
	id, second := boardID{o.Cluster, uid}, shownBoard{at, o.Ref.String()}
	first, twice := c.boards[id]
	if !twice {
		c.boards[id] = second
		return
	}
	if first.at.Overridden() && !second.at.Overridden() { // it is the user's to mend
		first, second = second, first
	}
	c.list.Add(c.inv.Finding(second.at, diag.Finding{
		Code: "language-dashboard", Value: uid, Message: "the dashboard has the uid of that in " + first.in + ": Grafana shows one of them", Remedy: "give it another uid",
	}))
}

// variableSource is a data source by a variable: ${DS_PROMETHEUS} or $source.
var variableSource = regexp.MustCompile(`^\$\{?([A-Za-z0-9_]+)`)

// grafanas are the data sources of the clusters whose Grafana we install, by uid
// and name. Where others may bring some the cluster is left out.
func grafanas(inv *inventory.Inventory) map[model.Target][]string {
	all := map[model.Target][]string{}
	for _, r := range inv.Releases {
		if r.Release.Chart.Name != "kube-prometheus-stack" {
			continue
		}
		if others, _ := r.Values.Get("grafana", "datasources"); others.Len() > 0 {
			continue
		}
		known := []string{"", "default", "grafana", "-- Grafana --", "-- Mixed --", "-- Dashboard --", "__expr__", "Prometheus", "Alertmanager"}
		loader := []string{"grafana", "sidecar", "datasources"}
		known = append(known, r.Values.TextAt(append(loader, "uid")...), r.Values.TextAt(append(loader, "alertmanager", "uid")...))
		more, _ := r.Values.Get("grafana", "additionalDataSources")
		for _, source := range more.Items() {
			known = append(known, source.TextAt("uid"), source.TextAt("name"))
		}
		all[r.Release.Cluster] = known
	}
	for i := range inv.Objects {
		if o := &inv.Objects[i]; o.Node.TextAt("metadata", "labels", "grafana_datasource") != "" {
			delete(all, o.Cluster)
		}
	}
	return all
}

// dataSources finds data sources that are not there: those of a uid that no data
// source has, and those by variables that the dashboard does not have, as of
// dashboards that are exported for others. known are those there are; nil if
// nobody knows.
func dataSources(known []string) language {
	return func(text string) diag.List {
		var board struct {
			Templating struct {
				List []struct {
					Name string `json:"name"`
				} `json:"list"`
			} `json:"templating"`
		}
		var all any
		if json.Unmarshal([]byte(text), &board) != nil || json.Unmarshal([]byte(text), &all) != nil {
			return nil
		}
		var variables []string
		for _, v := range board.Templating.List {
			variables = append(variables, v.Name)
		}
		missing := map[string]bool{}
		sources(all, func(source string) {
			m := variableSource.FindStringSubmatch(source)
			if m != nil && !slices.Contains(variables, m[1]) || m == nil && known != nil && !slices.Contains(known, source) {
				missing[source] = true
			}
		})
		var findings diag.List
		for _, source := range names(missing) {
			f := diag.Finding{Code: "language-dashboard", Value: source, Message: "there is no such data source", Remedy: diag.DidYouMean(source, known)}
			if strings.HasPrefix(source, "$") {
				f.Message, f.Remedy = "the data source is a variable that the dashboard does not have", "write the uid of a data source instead, such as prometheus or loki, or add a variable of type datasource"
			}
			findings.Add(f)
		}
		return findings
	}
}

// sources visits all data sources by their uid, or as older dashboards have them
// by their name.
func sources(value any, visit func(string)) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			sources(item, visit)
		}
	case map[string]any:
		switch source := v["datasource"].(type) {
		case string:
			visit(source)
		case map[string]any:
			uid, _ := source["uid"].(string)
			visit(uid)
		}
		for _, below := range v {
			sources(below, visit)
		}
	}
}
