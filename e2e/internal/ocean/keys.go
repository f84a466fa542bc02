package ocean

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

var accessKey = regexp.MustCompile(`^DO[A-Z0-9]{18}$`)

// grant lets a key use a bucket; the bucket is empty for all of them.
type grant struct {
	Bucket     string `json:"bucket"`
	Permission string `json:"permission"`
}

// spacesKey is a key as the API tells it. The secret half is told once.
type spacesKey struct {
	Name      string  `json:"name"`
	Grants    []grant `json:"grants"`
	AccessKey string  `json:"access_key,omitempty"`
	SecretKey string  `json:"secret_key,omitempty"`
	CreatedAt string  `json:"created_at,omitempty"`
}

// told is a key without its secret half.
func (r *Resource) told() spacesKey {
	key := spacesKey{Name: r.Name, AccessKey: r.ID, CreatedAt: r.made.UTC().Format(time.RFC3339), Grants: []grant{}}
	ordered, _ := r.Spec["grants"].([]any)
	for _, g := range ordered {
		if fields, ok := g.(map[string]any); ok {
			key.Grants = append(key.Grants, grant{Bucket: text(fields, "bucket"), Permission: text(fields, "permission")})
		}
	}
	return key
}

// orderedKey is the order in a request, checked. The caller holds the lock.
func (c *Cloud) orderedKey(r *http.Request) (map[string]any, error) {
	var order spacesKey
	if err := json.NewDecoder(r.Body).Decode(&order); err != nil {
		return nil, refuse(http.StatusBadRequest, "invalid request body")
	}
	if order.Name == "" {
		return nil, refuse(http.StatusBadRequest, "invalid key name")
	}
	grants := []any{}
	for _, g := range order.Grants {
		if !slices.Contains([]string{"read", "readwrite", "fullaccess"}, g.Permission) {
			return nil, refuse(http.StatusBadRequest, "invalid permission %q", g.Permission)
		}
		if g.Permission != "fullaccess" && c.named(Bucket, g.Bucket) == nil {
			return nil, refuse(http.StatusBadRequest, "bucket %q not found", g.Bucket)
		}
		grants = append(grants, map[string]any{"bucket": g.Bucket, "permission": g.Permission})
	}
	return map[string]any{"name": order.Name, "grants": grants}, nil
}

func (c *Cloud) createKey(r *http.Request) (int, any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	spec, err := c.orderedKey(r)
	if err != nil {
		return 0, nil, err
	}
	made := c.add(SpacesKey, spec)
	key := made.told()
	key.SecretKey = made.Secrets[secretKey]
	return http.StatusCreated, map[string]any{"key": key}, nil
}

// keyOf is the key that a request names. The caller holds the lock.
func (c *Cloud) keyOf(r *http.Request) (*Resource, error) {
	id := r.PathValue("key")
	if !accessKey.MatchString(id) {
		return nil, refuse(http.StatusBadRequest, "invalid access key id")
	}
	if key := c.known(SpacesKey, id); key != nil {
		return key, nil
	}
	return nil, refuse(http.StatusNotFound, "key not found")
}

func (c *Cloud) getKey(r *http.Request) (int, any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key, err := c.keyOf(r)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, map[string]any{"key": key.told()}, nil
}

func (c *Cloud) updateKey(r *http.Request) (int, any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key, err := c.keyOf(r)
	if err != nil {
		return 0, nil, err
	}
	spec, err := c.orderedKey(r)
	if err != nil {
		return 0, nil, err
	}
	if err := c.change(key, spec); err != nil {
		return 0, nil, err
	}
	return http.StatusOK, map[string]any{"key": key.told()}, nil
}

func (c *Cloud) deleteKey(r *http.Request) (int, any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key, err := c.keyOf(r)
	if err != nil {
		return 0, nil, err
	}
	c.record("delete", key.String())
	c.gone(key)
	return http.StatusNoContent, nil, nil
}

func (c *Cloud) listKeys(*http.Request) (int, any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	keys := []spacesKey{}
	for _, r := range c.resources {
		if r.Kind == SpacesKey {
			keys = append(keys, r.told())
		}
	}
	slices.SortFunc(keys, func(a, b spacesKey) int { return strings.Compare(a.AccessKey, b.AccessKey) })
	return http.StatusOK, map[string]any{"keys": keys, "links": map[string]any{}, "meta": map[string]any{"total": len(keys)}}, nil
}
