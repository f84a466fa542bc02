package board

import (
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// anchor is a link as it stands. The library's own builder puts every link into
// a menu behind a button, where the reader would have to look for it.
type anchor dashboard.DashboardLink

// Build is the link.
func (a anchor) Build() (dashboard.DashboardLink, error) { return dashboard.DashboardLink(a), nil }

// PathOf is where Grafana shows a dashboard of ours.
func PathOf(name string) string { return "/d/" + UIDPrefix + name }

// link leads to a dashboard, and takes time and variables along.
func link(title, name string) anchor {
	return anchor{
		Title: title, Type: dashboard.DashboardLinkTypeLink, Url: new(PathOf(name)),
		Tags: []string{}, KeepTime: true, IncludeVars: true,
	}
}

// others is a menu of all dashboards of the platform.
func others() anchor {
	return anchor{
		Title: "Platform", Type: dashboard.DashboardLinkTypeDashboards,
		Tags: []string{Tag}, AsDropdown: true, KeepTime: true,
	}
}

// links lead from a panel to the dashboard that says more, at the same time.
func (p Panel) links() []cog.Builder[dashboard.DashboardLink] {
	if p.To == "" {
		return nil
	}
	return []cog.Builder[dashboard.DashboardLink]{anchor{
		Title: "More about it", Type: dashboard.DashboardLinkTypeLink,
		Url: new(PathOf(p.To) + "?$__url_time_range"), Tags: []string{},
	}}
}
