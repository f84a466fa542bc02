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

// CheckNone counts a resource as ready at once.
const CheckNone CheckType = "None"

// ReadinessCheck decides whether a composed resource is ready.
type ReadinessCheck struct {
	Type CheckType `json:"type"`
}
