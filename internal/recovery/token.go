package recovery

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/digitalocean/godo"

	"seamark.dev/seamark/internal/files"
)

// tokens are the tokens by their names, of which one may be empty. A token is
// never an argument, for all on the machine can read those.
func (c *command) tokens() (map[string]string, error) {
	tokens := map[string]string{"": strings.TrimSpace(c.Getenv("DIGITALOCEAN_TOKEN"))}
	for _, named := range c.tokenFiles {
		name, file, found := strings.Cut(named, "=")
		if !found {
			name, file = "", named
		}
		data, err := files.Read(file, files.MiB)
		if err != nil {
			return nil, fmt.Errorf("--token-file: %w", err)
		}
		if tokens[name] = strings.TrimSpace(string(data)); tokens[name] == "" {
			return nil, fmt.Errorf("--token-file: %s is empty", file)
		}
	}
	for _, token := range tokens {
		if token != "" {
			c.secrets = append(c.secrets, token)
		}
	}
	return tokens, nil
}

func noToken(name string) error {
	if name == "" {
		return errors.New("no token: set DIGITALOCEAN_TOKEN, or give --token-file FILE")
	}
	return fmt.Errorf("no token for the environments with token %q: give --token-file %s=FILE", name, name)
}

// api is how DigitalOcean is reached. A token goes in the clear to this machine
// only.
func (c *command) api() (API, error) {
	api := API{URL: c.Getenv("DIGITALOCEAN_API_URL"), Wait: c.Wait}
	if api.URL == "" {
		return api, nil
	}
	u, err := url.Parse(api.URL)
	if err != nil || u.Host == "" {
		return API{}, errors.New("DIGITALOCEAN_API_URL is no address")
	}
	ip := net.ParseIP(u.Hostname())
	if u.Scheme != "https" && (u.Scheme != "http" || ip == nil || !ip.IsLoopback()) {
		return API{}, errors.New("DIGITALOCEAN_API_URL must begin with https://: the token would go over the network for everybody to read")
	}
	return api, nil
}

// advice is what to do about an answer that is an error.
func advice(err error) string {
	var refused *godo.ErrorResponse
	if !errors.As(err, &refused) || refused.Response == nil {
		return ""
	}
	switch refused.Response.StatusCode {
	case http.StatusUnauthorized:
		return ": the token is wrong, was taken back, or has expired"
	case http.StatusForbidden:
		return ": the token lacks a scope; it needs vpc:read, kubernetes:read, database:read, spaces_key:read"
	case http.StatusTooManyRequests:
		return ": the token has no calls left; try again in an hour, or with another token"
	}
	return ""
}
