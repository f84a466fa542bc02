package platform

// ChartVersion is another version of a chart than the one that is pinned here.
type ChartVersion struct {
	// Version is an exact version of the same major one, newer or older. Our
	// values are judged by what the pinned version knows, so read what the
	// chart's authors say of the change.
	Version string `json:"version"`
}
