package patchandtransform

// TransformType says which field of a Transform holds it.
type TransformType string

// The transforms we use.
const (
	TransformMap     TransformType = "map"
	TransformString  TransformType = "string"
	TransformConvert TransformType = "convert"
	TransformMatch   TransformType = "match"
)

// Transform changes a value.
type Transform struct {
	Type TransformType `json:"type"`
	// Map replaces a string by the value listed for it; a string that is not
	// listed stops the whole Composition with an error.
	Map map[string]any `json:"map,omitempty"`
	// String formats or cuts a string.
	String *StringTransform `json:"string,omitempty"`
	// Match replaces a string by the result of the first pattern that matches.
	Match *MatchTransform `json:"match,omitempty"`
	// Convert changes the type.
	Convert *ConvertTransform `json:"convert,omitempty"`
}

// StringTransform formats or cuts a string.
type StringTransform struct {
	Type StringType `json:"type"`
	// Format is a format of Go's fmt with one argument.
	Format string `json:"fmt,omitempty"`
	// Regexp takes a part of the string.
	Regexp *Regexp `json:"regexp,omitempty"`
	// Convert is how the string is converted.
	Convert StringConversion `json:"convert,omitempty"`
}

// StringType says which field of a StringTransform holds it.
type StringType string

// The string transforms we use.
const (
	StringFormat  StringType = "Format"
	StringRegexp  StringType = "Regexp"
	StringConvert StringType = "Convert"
)

// StringConversion is how a string is converted.
type StringConversion string

// FromBase64 decodes base64.
const FromBase64 StringConversion = "FromBase64"

// Regexp takes a group of a match. A string that does not match is an error.
type Regexp struct {
	Match string `json:"match"`
	Group int    `json:"group,omitempty"`
}

// ConvertTransform changes the type of a value.
type ConvertTransform struct {
	// ToType is string here.
	ToType string `json:"toType"`
}

// MatchTransform replaces a string by the result of the first pattern.
type MatchTransform struct {
	Patterns []MatchPattern `json:"patterns"`
	// FallbackTo is Input: what matches nothing stays as it is.
	FallbackTo string `json:"fallbackTo"`
}

// MatchPattern is a regular expression and what replaces a string that matches.
type MatchPattern struct {
	// Type is regexp.
	Type   string `json:"type"`
	Regexp string `json:"regexp"`
	Result any    `json:"result"`
}

// The only type and the only fallback that we use.
const (
	MatchRegexp = "regexp"
	MatchInput  = "Input"
)
