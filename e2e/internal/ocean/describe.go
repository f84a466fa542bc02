package ocean

import (
	"fmt"
	"time"
)

// factObjects counts the objects in a bucket; no field of the provider.
const factObjects = "objects"

// nameOf is the name of a resource; of what belongs to a database or a cluster
// with the name of that before it.
func (c *Cloud) nameOf(kind Kind, spec map[string]any) string {
	name := text(spec, "name")
	whole := c.known(Database, text(spec, "clusterId"))
	if kind == NodePool {
		whole = c.known(Cluster, text(spec, "clusterId"))
	}
	switch {
	case whole == nil:
		return name
	case name == "":
		return whole.Name
	default:
		return whole.Name + "/" + name
	}
}

// identify is the id of a new resource.
func (c *Cloud) identify(r *Resource, nth string) string {
	id := uuid(string(r.Kind), r.Name, nth)
	switch r.Kind {
	case Bucket:
		return r.Name
	case Firewall:
		return text(r.Spec, "clusterId") + "-" + id[:8]
	case LogSink:
		return text(r.Spec, "clusterId") + "," + id
	case LogicalDatabase: // by its name alone, as a pool and the settings
		return text(r.Spec, "clusterId") + "/database/" + text(r.Spec, "name")
	case ConnectionPool:
		return text(r.Spec, "clusterId") + "/" + text(r.Spec, "name")
	case DatabaseSettings:
		return text(r.Spec, "clusterId") + "/config"
	case SpacesKey:
		return "DO00" + capitals(16, string(r.Kind), r.Name, nth)
	default:
		return id
	}
}

// endow gives a new resource its secrets.
func (c *Cloud) endow(r *Resource, nth string) {
	switch r.Kind {
	case Database:
		r.Secrets[secretPassword] = password(r.ID, nth)
	case DatabaseUser:
		r.Secrets[secretPassword] = password(r.ID, r.Name, nth)
	case SpacesKey:
		r.Secrets[secretKey] = capitals(43, string(r.Kind), r.Name, nth, "secret")
	}
}

// describe fills in what the cloud knows better than the order. The caller
// holds the lock.
func (c *Cloud) describe(r *Resource) {
	if r.Facts == nil {
		r.Facts = map[string]any{}
	}
	r.Facts["id"] = r.ID
	switch r.Kind {
	case VPC:
		r.Facts["urn"], r.Facts["default"] = "do:vpc:"+r.ID, false
		r.Facts["createdAt"] = r.made.UTC().Format("2006-01-02 15:04:05 -0700 MST")
	case Cluster:
		c.describeCluster(r)
	case NodePool:
		r.Facts["actualNodeCount"] = number(r.Spec, "minNodes")
	case Database:
		c.describeDatabase(r)
	case ConnectionPool:
		c.describePool(r)
	case LogSink:
		r.hide(secretAuthority, secretClientKey)
		r.Facts["logsinkId"] = r.ID[len(text(r.Spec, "clusterId"))+1:]
	case Bucket:
		host := text(r.Spec, "region") + "." + spacesHost
		r.Facts["endpoint"], r.Facts["bucketDomainName"] = host, r.Name+"."+host
		r.Facts["urn"] = "do:space:" + r.Name
	}
}

// hide moves fields of the order among the secrets.
func (r *Resource) hide(fields ...string) {
	for _, field := range fields {
		if value, ok := r.Spec[field]; ok {
			r.Secrets[field] = fmt.Sprint(value)
			delete(r.Spec, field)
		}
	}
}

// describeDatabase fills in hosts and names. Each node has its own metrics.
func (c *Cloud) describeDatabase(r *Resource) {
	host := fmt.Sprintf("%s-do-user-1234567-0.%s.db.ondigitalocean.com", r.Name, r.ID[:1])
	user, database, port := "doadmin", "defaultdb", int64(25060)
	if text(r.Spec, "engine") == "valkey" {
		user, database, port = "default", "", 25061
	}
	endpoints := []any{"https://" + host + ":9273/metrics"}
	for n := int64(1); n < number(r.Spec, "nodeCount"); n++ {
		endpoints = append(endpoints, fmt.Sprintf("https://standby-%d.%s:9273/metrics", n, host))
	}
	for field, value := range map[string]any{
		"host": host, "privateHost": "private-" + host, "port": port, "user": user, "database": database,
		"urn": "do:dbaas:" + r.ID, "metricsEndpoints": endpoints,
	} {
		r.Facts[field] = value
	}
	c.seal(r)
}

// describeCluster fills in state and node pool.
func (c *Cloud) describeCluster(r *Resource) {
	r.Facts["urn"] = "do:kubernetes:" + r.ID
	r.Facts["createdAt"] = r.made.UTC().Format("2006-01-02 15:04:05 -0700 MST")
	r.Facts["updatedAt"] = c.now().UTC().Format("2006-01-02 15:04:05 -0700 MST")
	r.Facts["kubeconfigExpireSeconds"] = int64(kubeconfigLife / time.Second)
	var pools []any
	ordered, _ := r.Spec["nodePool"].([]any)
	for i, p := range ordered {
		pool := map[string]any{"id": uuid(r.ID, "pool", fmt.Sprint(i))}
		fields, _ := p.(map[string]any)
		for field, value := range fields {
			pool[field] = value
		}
		pool["actualNodeCount"] = max(number(fields, "nodeCount"), number(fields, "minNodes"))
		pools = append(pools, pool)
	}
	r.Facts["nodePool"] = pools
}
