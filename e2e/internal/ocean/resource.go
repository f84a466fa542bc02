package ocean

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"k8s.io/apimachinery/pkg/runtime"
)

// Statuses of resources that are not made at once, in DigitalOcean's words.
const (
	statusCreating     = "creating"
	statusOnline       = "online"
	statusProvisioning = "provisioning"
	statusRunning      = "running"
	statusUpgrading    = "upgrading"
	statusError        = "error"
	statusLeaving      = "deleting"
)

// Resource is something in the account.
type Resource struct {
	Kind     Kind
	ID, Name string
	// Spec is what was ordered, in the provider's field names.
	Spec map[string]any
	// Facts are what the cloud adds, in the provider's field names.
	Facts map[string]any
	// Secrets are values that the provider treats as sensitive.
	Secrets map[string]string
	// Status is DigitalOcean's word for how far it is; empty for what exists
	// at once.
	Status string

	made      time.Time
	done      chan struct{} // closed when it is made, or cannot be
	failure   error
	config    Kubeconfig
	authority []byte // PEM, made when first asked for
	expires   time.Time
	// untagged is true for a cluster of which no node pool carries the tag that
	// Terraform knows its default pool by.
	untagged bool
}

// String is kind and name.
func (r *Resource) String() string { return string(r.Kind) + " " + r.Name }

// copied is a copy that nobody else writes to.
func (r *Resource) copied() Resource {
	c := *r
	c.Spec, c.Facts = runtime.DeepCopyJSON(r.Spec), runtime.DeepCopyJSON(r.Facts)
	c.Secrets = maps.Clone(r.Secrets)
	return c
}

// Find is the resource of a kind with a name.
func (c *Cloud) Find(kind Kind, name string) (Resource, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r := c.named(kind, name); r != nil {
		return r.copied(), true
	}
	return Resource{}, false
}

// Inventory is what exists, as sorted lines of kind and name. What is being
// deleted exists until it is gone.
func (c *Cloud) Inventory() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	lines := make([]string, 0, len(c.resources))
	for _, r := range c.resources {
		lines = append(lines, r.String())
	}
	slices.Sort(lines)
	return lines
}

// named is the resource of a kind with a name that is not being deleted, of
// several the oldest; nil if there is none. The caller holds the lock.
func (c *Cloud) named(kind Kind, name string) *Resource {
	var oldest *Resource
	for _, r := range c.resources {
		if r.Kind == kind && r.Name == name && r.Status != statusLeaving && (oldest == nil || r.made.Before(oldest.made)) {
			oldest = r
		}
	}
	return oldest
}

// known is the resource of a kind with an id; nil if there is none. The caller
// holds the lock.
func (c *Cloud) known(kind Kind, id string) *Resource {
	r := c.resources[string(kind)+"/"+id]
	if r == nil || r.Status == statusLeaving {
		return nil
	}
	return r
}

// members are the resources in a network, sorted. The caller holds the lock.
func (c *Cloud) members(vpc string) []string {
	var names []string
	for _, r := range c.resources {
		if field := r.Kind.network(); field != "" && text(r.Spec, field) == vpc {
			names = append(names, r.String())
		}
	}
	slices.Sort(names)
	return names
}

// parts are the resources that belong to another. The caller holds the lock.
func (c *Cloud) parts(whole string) []*Resource {
	var parts []*Resource
	for _, key := range slices.Sorted(maps.Keys(c.resources)) {
		if r := c.resources[key]; text(r.Spec, "clusterId") == whole {
			parts = append(parts, r)
		}
	}
	return parts
}

// mustFind is a resource by kind and name, or an error in words.
func (c *Cloud) mustFind(kind Kind, name string) (*Resource, error) {
	if r := c.named(kind, name); r != nil {
		return r, nil
	}
	return nil, fmt.Errorf("there is no %s %s in the cloud", kind, name)
}
