package ocean

import (
	"encoding/json"
	"net/http"
)

// factProject is the project that a resource is in, if it was moved to one; no
// field of the provider.
const factProject = "project"

// AddProject makes a project, as a person does in the console, and returns its ID.
func (c *Cloud) AddProject(name string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.add(Project, map[string]any{"name": name}).ID
}

// Project is the ID of the project that a resource is in; empty for the default
// one.
func (c *Cloud) Project(kind Kind, name string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r := c.named(kind, name); r != nil {
		return text(r.Facts, factProject)
	}
	return ""
}

// Move puts a resource into another project, as a person does in the console.
func (c *Cloud) Move(kind Kind, name, project string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, err := c.mustFind(kind, name)
	if err == nil {
		r.Facts[factProject] = project
		c.record("move", r.String())
	}
	return err
}

// assign puts resources into a project, by their uniform resource names, and
// says of each what became of it.
func (c *Cloud) assign(r *http.Request) (int, any, error) {
	order := struct {
		Resources []string `json:"resources"`
	}{}
	if err := json.NewDecoder(r.Body).Decode(&order); err != nil || len(order.Resources) == 0 {
		return 0, nil, refuse(http.StatusBadRequest, "invalid request body")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	project := c.known(Project, r.PathValue("id"))
	if project == nil {
		return 0, nil, refuse(http.StatusNotFound, "project not found")
	}
	answers := []map[string]any{}
	for _, urn := range order.Resources {
		answers = append(answers, map[string]any{"urn": urn, "status": c.assigned(urn, project.ID)})
	}
	return http.StatusOK, map[string]any{"resources": answers, "links": map[string]any{}, "meta": map[string]any{"total": len(answers)}}, nil
}

// assigned is what becomes of one. The caller holds the lock.
func (c *Cloud) assigned(urn, project string) string {
	for _, r := range c.resources {
		if text(r.Facts, "urn") != urn || r.Status == statusLeaving {
			continue
		}
		if text(r.Facts, factProject) == project {
			return "already_assigned"
		}
		r.Facts[factProject] = project
		c.record("assign", r.String())
		return "assigned"
	}
	return "not_found"
}
