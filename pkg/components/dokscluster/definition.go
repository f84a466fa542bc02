package dokscluster

import (
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/internal/project"
	"seamark.dev/seamark/pkg/compose"
)

// Definition is the kind DOKSCluster.
func Definition() compose.Definition {
	return compose.Definition{
		Kind: seamark.KindDOKSCluster,
		Names: apiextensions.Names{
			Plural:     "doksclusters",
			Singular:   "dokscluster",
			ShortNames: []string{"doks"},
		},
		Composition: compositionName,
		Description: "A DigitalOcean Kubernetes cluster in a VPC of its own, both named after this resource. " +
			"Its kubeconfig becomes the Secret NAME-kubeconfig.",
		Spec:   spec(),
		Status: status(),
		Cloud:  []string{"access", "cluster", project.Resource, "token", "upgrade", "vpc"},
		Rules:  append([]apiextensions.Rule{compose.Named()}, rules()...),
		Columns: []apiextensions.PrinterColumn{
			compose.Column("Region", "string", ".spec.region", "DigitalOcean region."),
			compose.Column("Version", "string", ".status.version", "DOKS version that runs."),
			compose.Column("Phase", "string", ".status.phase", "State of the cluster at DigitalOcean."),
			{
				Name: "Endpoint", Type: "string", JSONPath: ".status.endpoint", Priority: 1,
				Description: "Address of the Kubernetes API.",
			},
		},
	}
}

func spec() apiextensions.Schema {
	return apiextensions.Schema{
		Description: "The desired cluster.",
		Required:    []string{"clusterSubnet", "nodePool", "region", "serviceSubnet", "vpcCIDR"},
		Properties: map[string]apiextensions.Schema{
			"region":               compose.Region(),
			"version":              version(),
			"highAvailability":     highAvailability(),
			"vpcCIDR":              subnet("the VPC: nodes, databases and load balancers", "10.201.0.0/22"),
			"clusterSubnet":        subnet("the pods", "172.16.64.0/20"),
			"serviceSubnet":        subnet("the Services", "192.168.12.0/22"),
			"nodePool":             PoolSchema(1),
			"deletionPolicy":       compose.DeletionPolicyField(),
			"maintenance":          compose.Maintenance("any"),
			"controlPlaneFirewall": controlPlaneFirewall(),
			"project":              project.Field(),
			"tags":                 compose.Tags(),
			"autoUpgrade": {
				Type: "boolean", Default: false,
				Description: "Lets DigitalOcean install new patches, in the maintenance window.",
			},
			"existing": {
				Type:        "object",
				Description: "What exists at DigitalOcean already: it is taken over instead of made.",
				Properties: map[string]apiextensions.Schema{
					"vpc":     compose.Existing("VPC"),
					"cluster": compose.Existing("cluster, which is in that VPC,"),
				},
			},
		},
		Validations: []apiextensions.Rule{project.Rule(compositionName)},
	}
}

// version must match whatever the Composition takes the minor version of.
func version() apiextensions.Schema {
	return compose.Text(
		"Minor version of Kubernetes, for example 1.34. The cluster is made with its newest patch, and upgraded to it, "+
			"one minor version after the other, when this is raised. Without it, or with latest, the cluster is made with "+
			"the newest version, and never upgraded from here. A lower version than what runs changes nothing. "+
			"Of a whole slug, 1.34.1-do.0, only the minor version counts.",
		`^(latest|[0-9]{1,2}\.[0-9]{1,2}(\.[0-9]{1,2}-do\.[0-9]{1,2})?)$`,
	)
}

func highAvailability() apiextensions.Schema {
	return apiextensions.Schema{
		Type:        "boolean",
		Description: "Runs a redundant control plane. It cannot be turned off again.",
		Default:     false,
	}
}

// rules compare with what runs. A rule that compares with the old spec would
// lock in what DigitalOcean has refused.
func rules() []apiextensions.Rule {
	const network = "the network of a cluster is fixed when it is made"
	return []apiextensions.Rule{
		compose.FixedRegion("cluster"),
		compose.Fixed("vpcCIDR", network),
		compose.Fixed("clusterSubnet", network),
		compose.Fixed("serviceSubnet", network),
		compose.Fixed("nodePool.size", "nodes are not resized in place; swap the pool at DigitalOcean first, then its new size may be written (docs/runbooks/node-pools.md)"),
		{
			Rule: "self.spec.highAvailability || self.spec.highAvailability == oldSelf.spec.highAvailability || !has(self.status) || " +
				"!has(self.status.actual) || !has(self.status.actual.highAvailability) || !self.status.actual.highAvailability",
			Message: "spec.highAvailability cannot be turned off: DigitalOcean would have to replace the cluster",
		},
	}
}

func subnet(of, example string) apiextensions.Schema {
	return compose.Text("IPv4 range of "+of+", for example "+example+".", compose.PatternCIDR)
}

func status() apiextensions.Schema {
	return apiextensions.Schema{
		Description: "The cluster as last observed.",
		Properties: map[string]apiextensions.Schema{
			"vpcID":     compose.Observed("string", "ID of the VPC at DigitalOcean."),
			"clusterID": compose.Observed("string", "ID of the cluster at DigitalOcean."),
			"endpoint":  compose.Observed("string", "Address of the Kubernetes API."),
			"version":   compose.Observed("string", "DOKS version that runs."),
			"phase":     compose.Observed("string", "State of the cluster at DigitalOcean, for example running."),
			"upgrade": compose.Observed("string", "What DigitalOcean last answered about upgrades: "+
				"to GET, which it offers; to POST, what became of the last one that was asked for."),
			"actual": compose.Actual(actual()),
		},
	}
}

func actual() map[string]apiextensions.Schema {
	pool := compose.Observed("object", "The node pool.")
	pool.Properties = map[string]apiextensions.Schema{
		"size": compose.Observed("string", "Size of its nodes."),
	}
	return map[string]apiextensions.Schema{
		"region":           compose.Observed("string", "Region of the VPC."),
		"vpcCIDR":          compose.Observed("string", "Range of the VPC."),
		"clusterSubnet":    compose.Observed("string", "Range of the pods."),
		"serviceSubnet":    compose.Observed("string", "Range of the Services."),
		"highAvailability": compose.Observed("boolean", "Whether the control plane is redundant."),
		"nodePool":         pool,
	}
}
