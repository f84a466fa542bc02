package ocean

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// defaultPoolTag is the tag that the provider gives the default node pool of a
// cluster that it makes.
const defaultPoolTag = "terraform:default-node-pool"

// listing answers with all resources of a kind, as the API tells them, page by
// page if it is asked for pages.
func (c *Cloud) listing(kind Kind, field string, told func(*Resource) map[string]any) func(*http.Request) (int, any, error) {
	return func(r *http.Request) (int, any, error) {
		c.mu.Lock()
		defer c.mu.Unlock()
		all := []map[string]any{}
		for _, resource := range slices.SortedFunc(maps.Values(c.resources), func(a, b *Resource) int { return cmp.Compare(a.ID, b.ID) }) {
			whole := r.PathValue("id")
			if resource.Kind == kind && resource.Status != statusLeaving && (whole == "" || text(resource.Spec, "clusterId") == whole) {
				all = append(all, told(resource))
			}
		}
		return http.StatusOK, map[string]any{
			field: onPage(r, all), "links": map[string]any{}, "meta": map[string]any{"total": len(all)},
		}, nil
	}
}

func onPage(r *http.Request, all []map[string]any) []map[string]any {
	size, err := strconv.Atoi(r.URL.Query().Get("per_page"))
	if err != nil || size < 1 {
		return all
	}
	page, _ := strconv.Atoi(r.URL.Query().Get("page"))
	from := min((max(page, 1)-1)*size, len(all))
	return all[from:min(from+size, len(all))]
}

func tellVPC(r *Resource) map[string]any {
	return map[string]any{"id": r.ID, "name": r.Name, "region": r.Spec["region"], "ip_range": r.Spec["ipRange"]}
}

// tellCluster tells of a cluster with all its node pools. The caller holds the
// lock.
func (c *Cloud) tellCluster(r *Resource) map[string]any {
	pools := []map[string]any{}
	ordered, _ := r.Facts["nodePool"].([]any)
	for _, p := range ordered {
		if fields, ok := p.(map[string]any); ok {
			tags, _ := fields["tags"].([]any)
			pools = append(pools, map[string]any{
				"id": fields["id"], "name": fields["name"], "size": fields["size"], "tags": append([]any{defaultPoolTag}, tags...),
			})
		}
	}
	for _, part := range c.parts(r.ID) {
		if part.Kind == NodePool {
			pools = append(pools, map[string]any{"id": part.ID, "name": part.Spec["name"], "size": part.Spec["size"], "tags": part.Spec["tags"]})
		}
	}
	return map[string]any{
		"id": r.ID, "name": r.Name, "region": r.Spec["region"], "version": r.Spec["version"], "vpc_uuid": r.Spec["vpcUuid"], "tags": r.Spec["tags"],
		"cluster_subnet": r.Spec["clusterSubnet"], "service_subnet": r.Spec["serviceSubnet"],
		"created_at": r.made.UTC().Format(time.RFC3339), "node_pools": pools,
	}
}

func tellDatabase(r *Resource) map[string]any {
	return map[string]any{
		"id": r.ID, "name": r.Name, "engine": r.Spec["engine"], "version": r.Spec["version"], "region": r.Spec["region"],
		"private_network_uuid": r.Spec["privateNetworkUuid"], "status": r.Status, "tags": r.Spec["tags"],
	}
}

func tellSink(r *Resource) map[string]any {
	return map[string]any{
		"sink_id": r.Facts["logsinkId"], "sink_name": r.Spec["name"], "sink_type": "rsyslog",
		"config": map[string]any{"server": r.Spec["server"], "port": number(r.Spec, "port"), "tls": r.Spec["tls"]},
	}
}
