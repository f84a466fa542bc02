package handbook

import (
	"seamark.dev/seamark/pkg/components/connectionpool"
	"seamark.dev/seamark/pkg/components/databaseuser"
)

// account is a row of the table of what programs connect with.
type account struct{ Database, Of, Secret, Keys string }

// Accounts are the users and the connection pools of the environment's databases.
func (c chapter) Accounts() []account {
	const address = "`host`, `port`, `username`, `password`, `ca-cert`"
	var all []account
	for _, name := range c.Environment.DatabaseNames() {
		db := c.Environment.Databases[name]
		if c.Has("databaseuser") {
			for _, user := range db.Users {
				all = append(all, account{name, "user " + user.Name, databaseuser.SecretName(name, user.Name), address})
			}
		}
		if c.Has("connectionpool") {
			for _, pool := range db.ConnectionPools {
				all = append(all, account{name, "pool " + pool.Name, connectionpool.SecretName(name, pool.Name), address + ", `database`, `uri`"})
			}
		}
	}
	return all
}
