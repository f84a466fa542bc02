// Package crossplane installs Crossplane on the hub.
package crossplane

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/internal/footprint"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// ReleaseName is the Helm release; Namespace is where Crossplane, its providers
// and the credentials live.
const (
	ReleaseName = "crossplane"
	Namespace   = "crossplane-system"
)

// Component is the namespace and the release, which all environments share.
func Component() model.Component {
	return model.Component{
		Name:     ReleaseName,
		Provides: provides(),
		// With the namespace would go the credentials that a human made.
		Objects: model.Protect[model.Object](&corev1.Namespace{
			TypeMeta:   kinds.Namespace,
			ObjectMeta: metav1.ObjectMeta{Name: Namespace},
		}),
		Releases: []model.Release{{
			Name:      ReleaseName,
			Chart:     charts.Crossplane,
			Cluster:   model.Hub(),
			Namespace: Namespace,
			Values:    chartValues(),
			Footprint: footprint.Of(footprint.Roles()),
			Makes:     makes(),
			Relied:    relied(),
		}},
	}
}

func shared(platform.Platform) model.Component { return Component() }

// values are the chart's values, as far as they differ from its defaults. The
// chart's security contexts (no root, read-only file system) stay.
type values struct {
	Provider             provider                    `json:"provider"`
	Metrics              metrics                     `json:"metrics"`
	ResourcesCrossplane  corev1.ResourceRequirements `json:"resourcesCrossplane"`
	ResourcesRBACManager corev1.ResourceRequirements `json:"resourcesRBACManager"`
}

type provider struct {
	// DefaultActivations is empty, not absent: the chart's default ["*"]
	// would switch on every managed resource of every provider.
	DefaultActivations []string `json:"defaultActivations"`
}

type metrics struct {
	Enabled bool `json:"enabled"`
}

func chartValues() values {
	return values{
		Provider:             provider{DefaultActivations: []string{}},
		Metrics:              metrics{Enabled: true},
		ResourcesCrossplane:  resources("100m", "256Mi", "1Gi"),
		ResourcesRBACManager: resources("20m", "64Mi", "256Mi"),
	}
}

func resources(cpu, memory, memoryLimit string) corev1.ResourceRequirements {
	return corev1.ResourceRequirements{
		Requests: corev1.ResourceList{
			corev1.ResourceCPU:    resource.MustParse(cpu),
			corev1.ResourceMemory: resource.MustParse(memory),
		},
		Limits: corev1.ResourceList{corev1.ResourceMemory: resource.MustParse(memoryLimit)},
	}
}
