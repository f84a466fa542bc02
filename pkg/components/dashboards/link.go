package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// anchor is a link as it stands. The library's own builder puts every link into
// a menu behind a button, where the reader would have to look for it.
type anchor dashboard.DashboardLink

// Build is the link.
func (a anchor) Build() (dashboard.DashboardLink, error) { return dashboard.DashboardLink(a), nil }

// pathOf is where Grafana shows a dashboard of ours.
func pathOf(name string) string { return "/d/" + uidPrefix + name }

// link leads to a dashboard, and takes time and variables along.
func link(title, name string) anchor {
	return anchor{
		Title: title, Type: dashboard.DashboardLinkTypeLink, Url: new(pathOf(name)),
		Tags: []string{}, KeepTime: true, IncludeVars: true,
	}
}

// others is a menu of all dashboards of the platform.
func others() anchor {
	return anchor{
		Title: "Platform", Type: dashboard.DashboardLinkTypeDashboards,
		Tags: []string{tag}, AsDropdown: true, KeepTime: true,
	}
}

// links lead from a panel to the dashboard that says more, at the same time.
func (p panel) links() []cog.Builder[dashboard.DashboardLink] {
	if p.to == "" {
		return nil
	}
	return []cog.Builder[dashboard.DashboardLink]{anchor{
		Title: "More about it", Type: dashboard.DashboardLinkTypeLink,
		Url: new(pathOf(p.to) + "?$__url_time_range"), Tags: []string{},
	}}
}
