package platform

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// reservedNames are namespaces of the hub that an environment must not share:
// what it holds is deleted with the environment.
var reservedNames = []string{"argocd", "crossplane-system", "default", "flux-system", "hub-monitoring"}

// label checks a DNS label and tells whether the value is one.
func (c *checker) label(at manifest.Path, name string) bool {
	if !c.required(at, name, "") {
		return false
	}
	if len(validation.IsDNS1123Label(name)) == 0 {
		return true
	}
	remedy := ""
	if suggestion := asLabel(name); suggestion != "" {
		remedy = fmt.Sprintf("for example %q", suggestion)
	}
	c.add("config-invalid-name", at, name,
		"must be a DNS label: at most 63 lower-case letters, digits and hyphens, no hyphen first or last", remedy)
	return false
}

// begins checks that a name may be one of Terraform's, and tells whether it may:
// the provider calls each of its resources as they are called on the hub.
func (c *checker) begins(at manifest.Path, name string) bool {
	if name[0] >= 'a' && name[0] <= 'z' {
		return true
	}
	c.add("config-invalid-name", at, name,
		"must begin with a letter: the provider for DigitalOcean runs Terraform, which takes no other name", fmt.Sprintf("for example %q", "x"+name))
	return false
}

// device matches the names that Windows keeps for devices, and gives no folder.
var device = regexp.MustCompile(`^(con|prn|aux|nul|(com|lpt)[0-9])$`)

// folder checks that a label may be a folder on every system, and tells whether
// it may.
func (c *checker) folder(at manifest.Path, name string) bool {
	if !device.MatchString(name) {
		return true
	}
	c.add("config-invalid-name", at, name,
		"cannot be a folder of the repository: Windows reserves that name for a device", fmt.Sprintf("for example %q", "x"+name))
	return false
}

var notInLabel = regexp.MustCompile(`[^a-z0-9]+`)

// asLabel is the DNS label nearest to a name; empty when nothing is left.
func asLabel(name string) string {
	label := notInLabel.ReplaceAllString(strings.ToLower(name), "-")
	label = strings.Trim(label, "-")
	return strings.TrimRight(label[:min(len(label), 63)], "-")
}

func (c *checker) environmentName(at manifest.Path, e Environment) {
	if !c.label(at, e.Name) || !c.begins(at, e.Name) || !c.folder(at, e.Name) {
		return
	}
	if slices.Contains(reservedNames, e.Name) || strings.HasPrefix(e.Name, "kube-") {
		c.add("config-reserved-name", at, e.Name, "is a namespace with a purpose of its own on the hub", fmt.Sprintf("for example %q", e.Name+"-environment"))
		return
	}
	c.fits(at, e.Name, e.derivedNames())
}

// derivedName is a name that grows out of one the user chose.
type derivedName struct {
	what  string // of what it is the name
	name  string
	limit int // characters it may have
}

// derivedNames are the names that grow out of the environment's, where the
// limit of the name is within reach. Its namespace, tag, VPC and cluster bear
// the name itself, and object names such as NAME-kubeconfig have 253
// characters to fill.
func (e Environment) derivedNames() []derivedName {
	var names []derivedName
	for _, db := range e.DatabaseNames() {
		names = append(names, derivedName{"database cluster", e.databaseCluster(db), 63})
	}
	return names
}

// databaseCluster is the name of a database at DigitalOcean.
func (e Environment) databaseCluster(db string) string {
	return e.Name + "-" + db + "-" + string(e.Databases[db].Engine)
}

// derivedNames are the names that grow out of a database's own: DigitalOcean
// limits log sinks to 24 characters, Helm limits releases to 53.
func (f DatabaseFacts) derivedNames(name string) []derivedName {
	return []derivedName{
		{"log sink", "loki-" + name, 24},
		{"Helm release", f.ExporterRelease(name), 53},
	}
}

// fits reports the derived name that is the most too long: shortening the
// chosen name by that much mends the others too.
func (c *checker) fits(at manifest.Path, chosen string, names []derivedName) {
	worst, excess := derivedName{}, 0
	for _, n := range names {
		if over := len(n.name) - n.limit; over > excess {
			worst, excess = n, over
		}
	}
	if excess == 0 {
		return
	}
	c.add("config-name-too-long", at, chosen,
		fmt.Sprintf("the name of its %s, %q, must have at most %d characters", worst.what, worst.name, worst.limit),
		fmt.Sprintf("shorten it by %d", excess))
}

// across checks what environments must not share: their names, their names
// in DNS and the names of their databases.
func (c *checker) across(at manifest.Path, environments []Environment) {
	c.unique(at, environments, "config-duplicate-environment", "is already the name of %s", func(e Environment) []named {
		return []named{{manifest.Fields("name"), e.Name, "every environment needs a name of its own"}}
	})
	c.unique(at, environments, "config-duplicate-domain", "is already served by %s", func(e Environment) []named {
		remedy := func(host string) string { return fmt.Sprintf("for example %q", host+"."+e.Name+"."+e.Domain.Zone) }
		return []named{
			{manifest.Fields("domain", "demo"), e.Domain.Demo, remedy("demo")},
			{manifest.Fields("domain", "logs"), e.Domain.Logs, remedy("logs")},
		}
	})
	c.unique(at, environments, "config-duplicate-bucket", "is already the bucket of %s", func(e Environment) []named {
		return []named{{manifest.Fields("logs", "bucket"), e.Logs.Bucket, "every environment needs a bucket of its own"}}
	})
	c.unique(at, environments, "config-duplicate-database", "the name of a database cluster is already taken by %s", func(e Environment) []named {
		var names []named
		for _, db := range e.DatabaseNames() {
			names = append(names, named{manifest.Fields("databases", db), e.databaseCluster(db), "rename the environment or the database"})
		}
		return names
	})
}

// named is a name an environment claims for itself.
type named struct {
	field        manifest.Path
	name, remedy string
}

// unique reports names that more than one environment claims. Environments
// with the same name are reported for that alone.
func (c *checker) unique(at manifest.Path, environments []Environment, code diag.Code, rule string, claims func(Environment) []named) {
	owners := map[string]int{}
	seen := map[string]bool{}
	for i, e := range environments {
		for _, n := range claims(e) {
			owner, taken := owners[n.name]
			switch {
			case n.name == "":
			case !taken:
				owners[n.name] = i
			case owner == i: // within one environment another rule speaks
			case code == "config-duplicate-environment" || !seen[e.Name]:
				c.add(code, slices.Concat(at.Item(i), n.field), n.name, fmt.Sprintf(rule, c.placed(at.Item(owner))), n.remedy)
			}
		}
		seen[e.Name] = true
	}
}

// placed is a field with where it is written: it may be in another file.
func (c *checker) placed(at manifest.Path) string {
	if place := c.where(at).String(); place != "" {
		return at.String() + " (" + place + ")"
	}
	return at.String()
}
