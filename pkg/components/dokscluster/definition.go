package dokscluster

import (
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
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
		Required:    []string{"clusterSubnet", "nodePool", "region", "serviceSubnet", "version", "vpcCIDR"},
		Properties: map[string]apiextensions.Schema{
			"region":           compose.Region("cluster"),
			"version":          version(),
			"highAvailability": highAvailability(),
			"vpcCIDR":          subnet("the VPC: nodes, databases and load balancers", "10.201.0.0/22"),
			"clusterSubnet":    subnet("the pods", "172.16.64.0/20"),
			"serviceSubnet":    subnet("the Services", "192.168.12.0/22"),
			"nodePool":         nodePool(),
			"deletionPolicy":   compose.DeletionPolicyField(),
		},
	}
}

// version compares all four numbers of two slugs, each below 100.
func version() apiextensions.Schema {
	return compose.Text(
		"Exact DOKS version slug, for example 1.34.1-do.0. Raise it to upgrade, one minor version at a time.",
		`^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}-do\.[0-9]{1,2}$`,
		apiextensions.Rule{
			Rule: "[[self, oldSelf].map(v, v.replace('-do.', '.').split('.'))" +
				".map(n, ((int(n[0]) * 100 + int(n[1])) * 100 + int(n[2])) * 100 + int(n[3]))]" +
				".all(n, n[0] >= n[1])",
			Message: "cannot be lowered: DigitalOcean does not downgrade clusters",
		},
	)
}

func highAvailability() apiextensions.Schema {
	return apiextensions.Schema{
		Type:        "boolean",
		Description: "Runs a redundant control plane. It cannot be turned off again.",
		Default:     false,
		Validations: []apiextensions.Rule{{
			Rule:    "self || !oldSelf",
			Message: "cannot be turned off: DigitalOcean would have to replace the cluster",
		}},
	}
}

func subnet(of, example string) apiextensions.Schema {
	return compose.Text("IPv4 range of "+of+", for example "+example+".", compose.PatternCIDR,
		compose.Immutable("the network of a cluster is fixed when it is made"))
}

func nodePool() apiextensions.Schema {
	return apiextensions.Schema{
		Type:        "object",
		Description: "The node pool, which scales itself between two bounds.",
		Required:    []string{"max", "min", "size"},
		Properties: map[string]apiextensions.Schema{
			"size": compose.Text("Droplet size slug, for example s-2vcpu-4gb.", compose.PatternSize,
				compose.Immutable("the default pool is not resized in place, the cluster would have to be replaced")),
			"min": compose.Whole("Least number of nodes.", 1, 512),
			"max": compose.Whole("Most nodes that the autoscaler may add.", 1, 512),
		},
		Validations: []apiextensions.Rule{{
			Rule:    "self.max >= self.min",
			Message: "max must not be less than min",
		}},
	}
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
		},
	}
}
