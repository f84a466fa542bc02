package ocean

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
)

// What an engine has of its own, which nobody can make.
const (
	defaultDatabase = "defaultdb"
	administrator   = "doadmin"
)

// checkLogical wants a database of an engine that has logical ones, and no other
// of the name.
func (c *Cloud) checkLogical(spec map[string]any) *Error {
	if refusal := c.checkPart(Database, spec); refusal != nil {
		return refusal
	}
	name := text(spec, "name")
	switch {
	case c.engineOf(spec) == "valkey":
		return unprocessable("this engine has no databases")
	case name == "":
		return unprocessable("name is required")
	case name == defaultDatabase || c.named(LogicalDatabase, c.nameOf(LogicalDatabase, spec)) != nil:
		return unprocessable("a database named %q already exists", name)
	default:
		return nil
	}
}

// checkConnectionPool wants its logical database and its user to be there.
func (c *Cloud) checkConnectionPool(spec map[string]any) *Error {
	if refusal := c.checkPart(Database, spec); refusal != nil {
		return refusal
	}
	of := func(kind Kind, name string) bool {
		return c.named(kind, c.nameOf(kind, map[string]any{"clusterId": spec["clusterId"], "name": name})) != nil
	}
	name, database, user := text(spec, "name"), text(spec, "dbName"), text(spec, "user")
	switch {
	case c.engineOf(spec) != "pg":
		return unprocessable("connection pools are of PostgreSQL only")
	case of(ConnectionPool, name):
		return unprocessable("a pool named %q already exists", name)
	case !slices.Contains([]string{"session", "transaction", "statement"}, text(spec, "mode")) || number(spec, "size") < 1:
		return unprocessable("mode and size are required")
	case database != defaultDatabase && !of(LogicalDatabase, database):
		return refuse(http.StatusNotFound, "database %q not found", database)
	case user != administrator && !of(DatabaseUser, user):
		return refuse(http.StatusNotFound, "user %q not found", user)
	default:
		return nil
	}
}

// engineOf is the engine of the database that an order belongs to.
func (c *Cloud) engineOf(spec map[string]any) string {
	if database := c.known(Database, text(spec, "clusterId")); database != nil {
		return text(database.Spec, "engine")
	}
	return ""
}

// describePool fills in how to connect to a pool. The caller holds the lock.
func (c *Cloud) describePool(r *Resource) {
	database := c.known(Database, text(r.Spec, "clusterId"))
	if database == nil {
		return
	}
	password := database.Secrets[secretPassword]
	if user := c.named(DatabaseUser, database.Name+"/"+text(r.Spec, "user")); user != nil {
		password = user.Secrets[secretPassword]
	}
	r.Facts["host"], r.Facts["privateHost"] = database.Facts["host"], database.Facts["privateHost"]
	r.Facts["port"] = number(database.Facts, "port") + 1
	r.Secrets[secretPassword] = password
	uri := func(host string) string {
		return fmt.Sprintf("postgresql://%s:%s@%s:%d/%s?sslmode=require", text(r.Spec, "user"), password, text(r.Facts, host), number(r.Facts, "port"), text(r.Spec, "name"))
	}
	r.Secrets[secretURI], r.Secrets[secretPrivate] = uri("host"), uri("privateHost")
}

// databaseUser is a user as the API tells it.
type databaseUser struct {
	Name     string         `json:"name"`
	Role     string         `json:"role"`
	Password string         `json:"password"`
	MySQL    *mysqlSettings `json:"mysql_settings,omitempty"`
}

type mysqlSettings struct {
	AuthPlugin string `json:"auth_plugin"`
}

func (r *Resource) user() map[string]any {
	u := databaseUser{Name: text(r.Spec, "name"), Role: "normal", Password: r.Secrets[secretPassword]}
	if plugin := text(r.Spec, "authPlugin"); plugin != "" {
		u.MySQL = &mysqlSettings{plugin}
	}
	return map[string]any{"user": u}
}

// createUser makes a user, whose password the cloud chooses.
func (c *Cloud) createUser(r *http.Request) (int, any, error) {
	order := databaseUser{}
	if err := json.NewDecoder(r.Body).Decode(&order); err != nil {
		return 0, nil, refuse(http.StatusBadRequest, "invalid request body")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	spec := map[string]any{"clusterId": r.PathValue("id"), "name": order.Name}
	if refusal := c.checkPart(Database, spec); refusal != nil {
		return 0, nil, refusal
	}
	engine := c.engineOf(spec)
	switch {
	case engine == "valkey":
		return 0, nil, unprocessable("this engine has no users")
	case order.Name == "":
		return 0, nil, unprocessable("name is required")
	case order.Name == administrator || c.named(DatabaseUser, c.nameOf(DatabaseUser, spec)) != nil:
		return 0, nil, refuse(http.StatusUnprocessableEntity, "a user named %q already exists", order.Name)
	case engine == "mysql":
		spec["authPlugin"] = "caching_sha2_password"
		if order.MySQL != nil {
			spec["authPlugin"] = order.MySQL.AuthPlugin
		}
	case order.MySQL != nil:
		return 0, nil, unprocessable("mysql_settings are of MySQL only")
	}
	return http.StatusCreated, c.add(DatabaseUser, spec).user(), nil
}

// userOf is the user that a request names. The caller holds the lock.
func (c *Cloud) userOf(r *http.Request) (*Resource, error) {
	spec := map[string]any{"clusterId": r.PathValue("id"), "name": r.PathValue("name")}
	if user := c.named(DatabaseUser, c.nameOf(DatabaseUser, spec)); user != nil {
		return user, nil
	}
	return nil, refuse(http.StatusNotFound, "user not found")
}

func (c *Cloud) getUser(r *http.Request) (int, any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	user, err := c.userOf(r)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, user.user(), nil
}

// resetUser gives a user another way to log in, and another password.
func (c *Cloud) resetUser(r *http.Request) (int, any, error) {
	order := databaseUser{}
	if err := json.NewDecoder(r.Body).Decode(&order); err != nil {
		return 0, nil, refuse(http.StatusBadRequest, "invalid request body")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	user, err := c.userOf(r)
	if err != nil {
		return 0, nil, err
	}
	if order.MySQL != nil {
		user.Spec["authPlugin"] = order.MySQL.AuthPlugin
	}
	user.Secrets[secretPassword] = password(user.Secrets[secretPassword])
	c.record("password", user.String())
	return http.StatusOK, user.user(), nil
}

func (c *Cloud) deleteUser(r *http.Request) (int, any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	user, err := c.userOf(r)
	if err != nil {
		return 0, nil, err
	}
	c.record("delete", user.String())
	c.gone(user)
	return http.StatusNoContent, nil, nil
}
