package compose

import (
	"strings"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
)

// Text is the schema of a string. A pattern may be empty.
func Text(description, pattern string, rules ...apiextensions.Rule) apiextensions.Schema {
	s := apiextensions.Schema{Type: "string", Description: description, Pattern: pattern, Validations: rules}
	if pattern != "" || len(rules) > 0 {
		s.MinLength = new(int64(1))
		s.MaxLength = new(int64(63)) // also bounds what the rules may cost
	}
	return s
}

// Whole is the schema of an integer between two bounds.
func Whole(description string, least, most int64) apiextensions.Schema {
	return apiextensions.Schema{Type: "integer", Description: description, Minimum: &least, Maximum: &most}
}

// Immutable refuses every change, for the reason given. Use it on required
// fields: a rule that compares with the old value says nothing about a field
// that comes or goes.
func Immutable(reason string) apiextensions.Rule {
	return apiextensions.Rule{Rule: "self == oldSelf", Message: "cannot be changed: " + reason}
}

// Named wants the name of an XR to begin with a letter: what it composes is called
// after it, and Terraform, which the provider for DigitalOcean runs, takes no
// other name.
func Named() apiextensions.Rule {
	return apiextensions.Rule{
		Rule:    "self.metadata.name.matches('^[a-z]')",
		Message: "metadata.name must begin with a letter: the provider for DigitalOcean runs Terraform, which takes no other name",
	}
}

// Fixed refuses to change a required field of the spec, for the reason given,
// once DigitalOcean has it: status.actual has the field of the same name then.
// What DigitalOcean has may always be written. So a value that it refused, or
// that was changed too late, can be taken back.
func Fixed(field, reason string) apiextensions.Rule {
	return FixedBy("actual."+field, field, reason)
}

// FixedBy is Fixed where another field of the status has the value.
func FixedBy(status, field, reason string) apiextensions.Rule {
	terms := []string{"self.spec." + field + " == oldSelf.spec." + field, "!has(self.status)"}
	path := "self.status"
	for name := range strings.SplitSeq(status, ".") {
		path += "." + name
		terms = append(terms, "!has("+path+")")
	}
	terms = append(terms, "self.spec."+field+" == "+path)
	return apiextensions.Rule{Rule: strings.Join(terms, " || "), Message: "spec." + field + " cannot be changed: " + reason}
}

// Actual is the schema of status.actual: fields of the spec, as DigitalOcean
// has them.
func Actual(fields map[string]apiextensions.Schema) apiextensions.Schema {
	s := Observed("object", "What DigitalOcean has, where the spec says what is wanted.")
	s.Properties = fields
	return s
}

// Existing is the schema of something that is taken over instead of made.
func Existing(of string) apiextensions.Schema {
	return apiextensions.Schema{
		Type:        "object",
		Description: "The " + of + " that exists already.",
		Required:    []string{"id"},
		Properties: map[string]apiextensions.Schema{
			"id": Text("Its UUID at DigitalOcean.", PatternID),
			"management": {
				Type: "string", Enum: []string{Observe},
				Description: "Observe only looks at it. Without this, all of it is managed.",
			},
		},
	}
}

// Maintenance is the schema of spec.maintenance, for the days that are allowed.
func Maintenance(days ...string) apiextensions.Schema {
	return apiextensions.Schema{
		Type:        "object",
		Description: "When DigitalOcean may work on it. Without this, DigitalOcean chooses.",
		Required:    []string{"day", "start"},
		Properties: map[string]apiextensions.Schema{
			"day": {
				Type: "string", Description: "Day of the week.",
				Enum: append(days, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
			},
			"start": Text("Beginning of the window, HH:MM in UTC.", "^([01][0-9]|2[0-3]):[0-5][0-9]$"),
		},
	}
}

// Observed is the schema of a status field.
func Observed(kind, description string) apiextensions.Schema {
	return apiextensions.Schema{Type: kind, Description: description}
}

// Patterns of values at DigitalOcean.
const (
	// Region slugs are three letters and a number: sfo3.
	PatternRegion = `^[a-z]{3}[0-9]$`
	// Size slugs: s-2vcpu-4gb, so1_5-2vcpu-16gb, db-s-1vcpu-1gb.
	PatternSize = `^[a-z0-9_]+(-[a-z0-9_.]+)+$`
	// PatternCIDR is an IPv4 range: 10.201.0.0/22.
	PatternCIDR = `^([0-9]{1,3}\.){3}[0-9]{1,3}/[0-9]{1,2}$`
	// PatternID is a UUID.
	PatternID = `^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$`
	// PatternTag is a tag.
	PatternTag = `^[a-zA-Z0-9_:][a-zA-Z0-9_:-]{0,254}$`
	// PatternName is a DNS label.
	PatternName = `^[a-z0-9]([-a-z0-9]*[a-z0-9])?$`
)

// Region is the schema of spec.region.
func Region() apiextensions.Schema {
	return Text("DigitalOcean region slug, for example sfo3.", PatternRegion)
}

// FixedRegion is Fixed for spec.region.
func FixedRegion(of string) apiextensions.Rule {
	return Fixed("region", "a "+of+" stays in its region; make a new one there")
}

// Tags is the schema of spec.tags, which AddTags reads.
func Tags() apiextensions.Schema {
	return apiextensions.Schema{
		Type:        "array",
		Description: "Tags at DigitalOcean beside that of the cluster's name.",
		Items:       &apiextensions.Schema{Type: "string", Pattern: PatternTag},
	}
}

// ClusterName is the schema of spec.clusterName.
func ClusterName() apiextensions.Schema {
	return Text("The DOKSCluster, in the same namespace, that this belongs to.", PatternName,
		Immutable("it belongs to one cluster for life; make a new one for another cluster"))
}

// DeletionPolicyField is the schema of spec.deletionPolicy. It has a default
// because a policy that is missing would mean Delete to the provider.
func DeletionPolicyField() apiextensions.Schema {
	return apiextensions.Schema{
		Type: "string",
		Description: "What becomes of the cloud resources when this is deleted: Orphan keeps them, " +
			"Delete destroys them with everything in them. Set Delete and let it be reconciled before you delete.",
		Enum:    []string{string(seamark.Orphan), string(seamark.Delete)},
		Default: string(seamark.Orphan),
	}
}
