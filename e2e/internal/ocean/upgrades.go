package ocean

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// versions are the slugs that DOKS offers, one for each minor version, the
// newest last.
var versions = []string{"1.33.9-do.6", "1.34.5-do.6", "1.35.1-do.6", "1.36.0-do.3"}

// wish is what a cluster may be ordered as: latest, a minor version, or a slug.
var wish = regexp.MustCompile(`^(latest|[0-9]+\.[0-9]+(\.[0-9]+-do\.[0-9]+)?)$`)

// resolve is the slug of a cluster that is ordered as a version; empty if there
// is none.
func resolve(version string) string {
	switch {
	case version == "latest":
		return versions[len(versions)-1]
	case doksVersion.MatchString(version):
		return version
	}
	at := slices.IndexFunc(versions, func(v string) bool { return strings.HasPrefix(v, version+".") })
	if at < 0 || !wish.MatchString(version) {
		return ""
	}
	return versions[at]
}

// upgrades are the versions that a cluster may be upgraded to: the newest patch
// of its own minor version and of the next one.
func upgrades(from string) []string {
	var offered []string
	for _, v := range versions {
		step := numbers(v)[1] - numbers(from)[1]
		if older(from, v) && step <= 1 {
			offered = append(offered, v)
		}
	}
	return offered
}

// getUpgrades answers with the versions that a cluster may be upgraded to.
func (c *Cloud) getUpgrades(r *http.Request) (int, any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	cluster := c.known(Cluster, r.PathValue("id"))
	if cluster == nil {
		return 0, nil, missing()
	}
	offered := []any{}
	for _, v := range upgrades(text(cluster.Spec, "version")) {
		plain, _, _ := strings.Cut(v, "-")
		offered = append(offered, map[string]any{"slug": v, "kubernetes_version": plain})
	}
	return http.StatusOK, map[string]any{"available_upgrade_versions": offered}, nil
}

// upgrade upgrades a cluster, at once.
func (c *Cloud) upgrade(r *http.Request) (int, any, error) {
	var order struct {
		Version string `json:"version"`
	}
	if err := json.NewDecoder(r.Body).Decode(&order); err != nil {
		return 0, nil, refuse(http.StatusBadRequest, "invalid JSON")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	cluster := c.known(Cluster, r.PathValue("id"))
	switch {
	case cluster == nil:
		return 0, nil, missing()
	case !slices.Contains(upgrades(text(cluster.Spec, "version")), order.Version):
		return 0, nil, unprocessable("invalid upgrade path to %q", order.Version)
	}
	cluster.Spec["version"] = order.Version
	c.describe(cluster)
	c.record("upgrade", cluster.String()+" to "+order.Version)
	return http.StatusAccepted, nil, nil
}
