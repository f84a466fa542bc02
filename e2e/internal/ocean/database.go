package ocean

import (
	"fmt"
	"net/url"
)

// Names of the secrets of a resource.
const (
	secretPassword  = "password"
	secretURI       = "uri"
	secretPrivate   = "private_uri"
	secretAuthority = "caCert"
	secretClientKey = "clientKey"
	secretKey       = "secret_key"
)

// password is a password as DigitalOcean makes them.
func password(parts ...string) string {
	return "AVNS_" + capitals(19, append(parts, "password")...)
}

// seal derives the URIs of a database from its password. The caller holds the
// lock.
func (c *Cloud) seal(r *Resource) {
	scheme, query := "postgresql", "sslmode=require"
	if text(r.Spec, "engine") == "valkey" {
		scheme, query = "rediss", ""
	}
	uri := func(host string) string {
		u := url.URL{
			Scheme: scheme, User: url.UserPassword(text(r.Facts, "user"), r.Secrets[secretPassword]),
			Host: fmt.Sprintf("%s:%d", host, number(r.Facts, "port")), Path: "/" + text(r.Facts, "database"), RawQuery: query,
		}
		if text(r.Facts, "database") == "" {
			u.Path = ""
		}
		return u.String()
	}
	r.Secrets[secretURI] = uri(text(r.Facts, "host"))
	r.Secrets[secretPrivate] = uri(text(r.Facts, "privateHost"))
}

// RotatePassword gives a database's first user a new password, as a reset in
// the console does, and returns it.
func (c *Cloud) RotatePassword(database string) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, err := c.mustFind(Database, database)
	if err != nil {
		return "", err
	}
	r.Secrets[secretPassword] = password(r.Secrets[secretPassword])
	c.seal(r)
	c.record("password", r.String())
	return r.Secrets[secretPassword], nil
}
