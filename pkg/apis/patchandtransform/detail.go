package patchandtransform

// DetailType says where a connection detail comes from.
type DetailType string

// The sources of connection details. A source that is missing leaves the key
// out.
const (
	FromConnectionSecretKey DetailType = "FromConnectionSecretKey"
	FromFieldPath           DetailType = "FromFieldPath"
)

// ConnectionDetail is one key of the composed connection Secret.
type ConnectionDetail struct {
	// Name is the key.
	Name string     `json:"name"`
	Type DetailType `json:"type"`
	// FromConnectionSecretKey is a key of the resource's connection Secret.
	FromConnectionSecretKey string `json:"fromConnectionSecretKey,omitempty"`
	// FromFieldPath is a field of the resource.
	FromFieldPath string `json:"fromFieldPath,omitempty"`
}

// CheckType is a kind of readiness check.
type CheckType string

// The kinds we use.
const (
	// CheckNone counts a resource as ready at once.
	CheckNone CheckType = "None"
	// CheckCondition wants a condition.
	CheckCondition CheckType = "MatchCondition"
	// CheckString wants a field to be a string; see FieldPath.
	CheckString CheckType = "MatchString"
	// CheckTrue wants a field to be true.
	CheckTrue CheckType = "MatchTrue"
)

// ReadinessCheck decides whether a composed resource is ready.
type ReadinessCheck struct {
	Type CheckType `json:"type"`
	// MatchCondition is the condition that CheckCondition wants.
	MatchCondition *Condition `json:"matchCondition,omitempty"`
	// FieldPath is the field that is looked at, MatchString the value that
	// CheckString wants. There is no such check of a number: the function never
	// finds one, as to it all numbers are floats.
	FieldPath   string `json:"fieldPath,omitempty"`
	MatchString string `json:"matchString,omitempty"`
}

// Condition is a condition of a resource.
type Condition struct {
	Type   string `json:"type"`
	Status string `json:"status"`
}
