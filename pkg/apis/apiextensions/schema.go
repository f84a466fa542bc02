package apiextensions

// Schema is the part of a structural OpenAPI v3 schema that our definitions
// use.
type Schema struct {
	// Description is shown by kubectl explain.
	Description string `json:"description,omitempty"`
	// Type is object, array, string, integer, number or boolean.
	Type string `json:"type"`
	// Default is the value of a field that is left out.
	Default any `json:"default,omitempty"`
	// Enum lists the only values allowed.
	Enum []string `json:"enum,omitempty"`
	// Pattern is a regular expression for strings.
	Pattern string `json:"pattern,omitempty"`
	// MinLength and MaxLength bound the characters of a string.
	MinLength *int64 `json:"minLength,omitempty"`
	MaxLength *int64 `json:"maxLength,omitempty"`
	// Minimum and Maximum bound a number, both included.
	Minimum *int64 `json:"minimum,omitempty"`
	Maximum *int64 `json:"maximum,omitempty"`
	// MaxItems bounds an array.
	MaxItems *int64 `json:"maxItems,omitempty"`
	// Items is the schema of the elements of an array.
	Items *Schema `json:"items,omitempty"`
	// Required lists the fields of an object that must be there.
	Required []string `json:"required,omitempty"`
	// AdditionalProperties is the schema of the values of a map, an object that
	// takes any field, and MaxProperties bounds it.
	AdditionalProperties *Schema `json:"additionalProperties,omitempty"`
	MaxProperties        *int64  `json:"maxProperties,omitempty"`
	// Properties are the fields of an object.
	Properties map[string]Schema `json:"properties,omitempty"`
	// Validations are rules in CEL.
	Validations []Rule `json:"x-kubernetes-validations,omitempty"`
}

// Rule is one rule in CEL. A rule that names oldSelf is checked on updates
// only.
type Rule struct {
	// Rule is the expression that must be true.
	Rule string `json:"rule"`
	// Message is what the user reads when it is not.
	Message string `json:"message"`
}
