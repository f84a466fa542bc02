package ocean

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// offers are the slugs that DOKS offers at first: one for each minor version,
// the newest last.
var offers = []string{"1.33.9-do.6", "1.34.5-do.6", "1.35.1-do.6", "1.36.0-do.3"}

// wish is what a cluster may be ordered as: latest, a minor version, or a slug.
var wish = regexp.MustCompile(`^(latest|[0-9]+\.[0-9]+(\.[0-9]+-do\.[0-9]+)?)$`)

// Offer offers a new slug. The one of the same minor version is withdrawn.
func (c *Cloud) Offer(slug string) {
	c.Withdraw(slug)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offered = append(c.offered, slug)
	slices.SortFunc(c.offered, func(a, b string) int { return minor(a) - minor(b) })
	c.record("offer", slug)
}

// Withdraw offers the minor version of a version no more.
func (c *Cloud) Withdraw(version string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offered = slices.DeleteFunc(c.offered, func(v string) bool { return minor(v) == minor(version) })
	c.record("withdraw", version)
}

// resolve is the slug of a cluster that is ordered as a version; empty if it is
// not offered. The caller holds the lock.
func (c *Cloud) resolve(version string) string {
	if version == "latest" {
		return c.offered[len(c.offered)-1]
	}
	at := slices.IndexFunc(c.offered, func(v string) bool { return v == version || strings.HasPrefix(v, version+".") })
	if at < 0 || !wish.MatchString(version) {
		return ""
	}
	return c.offered[at]
}

// upgrades are the versions that a cluster may be upgraded to: the newest patch
// of its own minor version and, from that one on, of the next. The caller holds
// the lock.
func (c *Cloud) upgrades(from string) []string {
	for _, v := range c.offered {
		if minor(v) == minor(from) && lower(from, v) {
			return []string{v}
		}
	}
	return slices.DeleteFunc(slices.Clone(c.offered), func(v string) bool { return minor(v) != minor(from)+1 })
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
	for _, v := range c.upgrades(text(cluster.Spec, "version")) {
		plain, _, _ := strings.Cut(v, "-")
		offered = append(offered, map[string]any{"slug": v, "kubernetes_version": plain})
	}
	return http.StatusOK, map[string]any{"available_upgrade_versions": offered}, nil
}

// upgrade upgrades a cluster.
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
	case !slices.Contains(c.upgrades(text(cluster.Spec, "version")), order.Version):
		return 0, nil, unprocessable("invalid upgrade path")
	}
	c.upgrading(cluster, order.Version)
	return http.StatusAccepted, nil, nil
}

// upgrading lets a cluster become of a version. The caller holds the lock.
func (c *Cloud) upgrading(r *Resource, version string) {
	c.record("upgrade", r.String()+" to "+version)
	if c.options.Upgrading == 0 {
		r.Spec["version"] = version
		c.describe(r)
		return
	}
	r.Status = statusUpgrading
	c.publish(r)
	c.making.Go(func() {
		c.pause(c.options.Upgrading)
		c.mu.Lock()
		defer c.mu.Unlock()
		if r.Status != statusUpgrading {
			return // it was deleted
		}
		r.Spec["version"], r.Status = version, statusRunning
		c.describe(r)
		c.publish(r)
	})
}

// ForceUpgrade is an upgrade by DigitalOcean: a patch in the maintenance window,
// or the next minor version when one is not supported any more. Nobody is asked.
func (c *Cloud) ForceUpgrade(cluster, version string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, err := c.mustFind(Cluster, cluster)
	if err != nil {
		return err
	}
	if r.Status != statusRunning {
		return fmt.Errorf("%s is %s", r, r.Status)
	}
	c.upgrading(r, version)
	return nil
}
