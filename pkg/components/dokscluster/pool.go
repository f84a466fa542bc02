package dokscluster

import (
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// The most that a pool can have of each; they bound what the rules may cost.
const (
	mostNodes  = 512
	mostLabels = 64
	mostTaints = 32
)

// PoolSchema is the schema of a node pool that has at least so many nodes.
func PoolSchema(least int64) apiextensions.Schema {
	value := compose.Text("Value of the label.", patternLabel)
	return apiextensions.Schema{
		Type:        "object",
		Description: "The node pool, which scales itself between two bounds.",
		Required:    []string{"max", "min", "size"},
		Properties: map[string]apiextensions.Schema{
			"size": compose.Text("Droplet size slug, for example s-2vcpu-4gb.", compose.PatternSize),
			"min":  compose.Whole("Least number of nodes.", least, mostNodes),
			"max":  compose.Whole("Most nodes that the autoscaler may add.", 1, mostNodes),
			"labels": {
				Type:                 "object",
				Description:          "Labels of every node. One that goes from here stays on the nodes that have it.",
				MaxProperties:        new(int64(mostLabels)),
				AdditionalProperties: &value,
			},
			"taints": {
				Type:        "array",
				Description: "Taints of every node.",
				MaxItems:    new(int64(mostTaints)),
				Items:       taint(),
			},
		},
		Validations: []apiextensions.Rule{{
			Rule:    "self.max >= self.min",
			Message: "max must not be less than min",
		}},
	}
}

// patternLabel is what Kubernetes takes as a value of a label or a taint.
const patternLabel = `^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$`

func taint() *apiextensions.Schema {
	key := compose.Text("Its name, for example dedicated.", `^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$`)
	key.MaxLength = new(int64(253 + 1 + 63))
	return &apiextensions.Schema{
		Type:        "object",
		Description: "Keeps pods away that do not tolerate it.",
		Required:    []string{"effect", "key", "value"},
		Properties: map[string]apiextensions.Schema{
			"key":   key,
			"value": compose.Text("The value that pods tolerate with it.", patternLabel),
			"effect": {
				Type: "string", Description: "What becomes of pods that do not tolerate it.",
				Enum: []string{string(platform.NoSchedule), string(platform.PreferNoSchedule), string(platform.NoExecute)},
			},
		},
	}
}

// Taints are the taints of a pool, as its XR has them.
func Taints(taints []platform.Taint) []seamark.Taint {
	var all []seamark.Taint
	for _, t := range taints {
		all = append(all, seamark.Taint{Key: t.Key, Value: t.Value, Effect: string(t.Effect)})
	}
	return all
}
