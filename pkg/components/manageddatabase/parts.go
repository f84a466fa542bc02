package manageddatabase

import (
	"maps"
	"slices"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Keys of the Secrets that are delivered for users and connection pools; with
// them is KeyCACert.
const (
	PartHost     = "host"
	PartPort     = "port"
	PartDatabase = "database"
	PartUsername = "username"
	PartPassword = "password"
	PartURI      = "uri"
)

// keyID is the key of the connection Secret with the ID of the database.
const keyID = "id"

// shared is what the connection Secret of every engine tells the parts.
func shared() []compose.Detail {
	return []compose.Detail{
		compose.FromField(keyID, "status.atProvider.id"),
		compose.FromField(PartHost, "status.atProvider.privateHost"),
		compose.FromField(PartPort, "status.atProvider.port"),
	}
}

// PartID, PartAddress and PartAuthority are keys of the hub's Secrets, for the
// XR of a part of the database.
func PartID() dokscluster.HubKey { return partKey(connectionFormat, keyID, keyID) }

// PartAddress is host and port.
func PartAddress() []dokscluster.HubKey {
	return []dokscluster.HubKey{partKey(connectionFormat, PartHost, PartHost), partKey(connectionFormat, PartPort, PartPort)}
}

// PartAuthority is the certificate authority.
func PartAuthority() dokscluster.HubKey { return partKey(caFormat, keyCA, KeyCACert) }

func partKey(format, key, to string) dokscluster.HubKey {
	return dokscluster.HubKey{NameFormat: format, Of: "spec.database", Key: key, To: to}
}

// PartSpec is the spec of a part, which only a database of these engines can
// have, with fields of its own. Those that may be left out are optional.
func PartSpec(description string, engines platform.DatabaseTable, fields map[string]apiextensions.Schema, optional ...string) apiextensions.Schema {
	s := apiextensions.Schema{
		Description: description,
		Properties: map[string]apiextensions.Schema{
			"clusterName": compose.ClusterName(),
			"database": compose.Text("The ManagedDatabase, in the same namespace, that this is a part of.", compose.PatternName,
				compose.Immutable("it is a part of one database; make another one there")),
			"engine":         engineField(engines),
			"databaseID":     compose.Text("UUID of the database at DigitalOcean, where it exists already: what is in it already is taken over.", compose.PatternID),
			"deletionPolicy": compose.DeletionPolicyField(),
		},
	}
	maps.Copy(s.Properties, fields)
	for field := range s.Properties {
		if field != "databaseID" && field != "deletionPolicy" && !slices.Contains(optional, field) {
			s.Required = append(s.Required, field)
		}
	}
	slices.Sort(s.Required)
	return s
}

// PartName is the schema of the name of a part at DigitalOcean.
func PartName(what string) apiextensions.Schema {
	return compose.Text(what, platform.PartPattern, compose.Immutable("DigitalOcean renames nothing; make another one"))
}

// PartPatches are what a managed resource says that is a part of a database, by
// its name in the Composition. One whose database is known is taken over, under
// the ID that Terraform has for it: a format over the ID of the database and the
// part's own name.
func PartPatches(name, externalName string) compose.Patches {
	return append(compose.KnownBy(name, compose.Combine(externalName, "spec.databaseID", "spec.name")),
		compose.DeletionPolicy(),
		compose.Combine("%s-%s-%s", "spec.clusterName", "spec.database", "spec.engine").To("spec.forProvider.clusterIdRef.name"),
		compose.From("spec.name").To("spec.forProvider.name"),
	)
}

// PartOf is what the XR of a part says of its database.
func PartOf(env platform.Environment, name string, policy platform.DeletionPolicy) seamark.DatabasePart {
	db := env.Databases[name]
	return seamark.DatabasePart{
		ClusterName:    env.Name,
		Token:          env.Token,
		Database:       name,
		Engine:         string(db.Engine),
		DatabaseID:     existingID(db),
		DeletionPolicy: seamark.DeletionPolicy(policy),
	}
}

// GuardPart guards the XR of a part against deletion, unless the policy is to
// delete it. What is a word for it, with its article.
func GuardPart(env platform.Environment, what string, policy platform.DeletionPolicy, xr model.Object) []model.Object {
	return environment.GuardFor("Programs need it. To delete it on purpose, set deletionPolicy: Delete for "+what+
		" of the environment "+env.Name+", render, and let the change be reconciled first.", policy, xr)
}
