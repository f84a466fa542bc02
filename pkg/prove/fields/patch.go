package fields

import (
	"slices"
	"strings"

	"sigs.k8s.io/yaml"
)

// patchFault is why a text is no patch; empty if it is one.
func patchFault(text string) string {
	var patch any
	if err := yaml.UnmarshalStrict([]byte(text), &patch); err != nil {
		return "the patch is no YAML: " + strings.TrimPrefix(err.Error(), "error converting YAML to JSON: ")
	}
	switch p := patch.(type) {
	case map[string]any:
		return ""
	case []any:
		if !slices.ContainsFunc(p, func(o any) bool { return !operation(o) }) && len(p) > 0 {
			return ""
		}
		return "the patch is a list, and of something other than operations"
	case nil:
		return "the patch is empty"
	}
	return "the patch is neither a map nor a list"
}

// operation tells whether a value is one of JSON 6902.
func operation(value any) bool {
	fields, _ := value.(map[string]any)
	op, _ := fields["op"].(string)
	path, ok := fields["path"].(string)
	return slices.Contains([]string{"add", "remove", "replace", "move", "copy", "test"}, op) &&
		ok && (path == "" || strings.HasPrefix(path, "/"))
}
