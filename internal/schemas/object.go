package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	k8sjson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/validation/field"
	strictjson "sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

// Unchecked is a kind that was met and not validated by a CRD.
type Unchecked struct {
	Kind schema.GroupVersionKind
	// Instead says what was done instead; empty when nothing was.
	Instead string
}

// byType is what is done for kinds that are built into Kubernetes.
const byType = "by its Go type: fields, types and words"

// Decode reads a manifest with numbers as an API server has them: whole ones as
// int64. The same key twice is an error.
func Decode(manifest []byte) (map[string]any, error) {
	data, err := yaml.YAMLToJSONStrict(manifest)
	if err != nil {
		return nil, err
	}
	var object map[string]any
	err = k8sjson.Unmarshal(data, &object)
	return object, err
}

// Syntax is what is to be said of a document that Decode cannot read.
func Syntax(err error) Finding {
	message := "not YAML of an object: " + err.Error()
	return Finding{Code: CodeSyntax, Message: message, line: message}
}

// Check validates an object as it is applied, with the objects that lie inside
// it: the input of functions in a Composition, the bases of composed resources,
// the manifest of a provider-kubernetes Object. What patches will complete is
// checked for its fields and their types only.
func (s *Set) Check(object map[string]any) ([]Finding, []Unchecked) {
	c := checking{set: s}
	c.object(inner{object: object})
	return c.findings, c.unchecked
}

type checking struct {
	set       *Set
	findings  []Finding
	unchecked []Unchecked
}

func (c *checking) object(in inner) {
	gvk := KindOf(in.object)
	if in.path == "" && (gvk.Version == "" || gvk.Kind == "") {
		c.add("", headless(gvk)...)
		return
	}
	kind, err := c.set.Kind(gvk)
	switch {
	case err == nil:
		c.add(in.path, kind.inner(in)...)
	case c.set.has(gvk.GroupKind()):
		c.add(in.path, Finding{Code: CodeVersion, Path: "apiVersion", Value: gvk.GroupVersion().String(), Message: err.Error(), line: err.Error()})
	default:
		known, findings := c.set.builtIn(gvk, in.object)
		c.add(in.path, findings...)
		instead := ""
		if known {
			instead = byType
		}
		c.unchecked = append(c.unchecked, Unchecked{Kind: gvk, Instead: instead})
	}
	for _, deeper := range inside(in) {
		c.object(deeper)
	}
}

// headless finds an object that does not say of which kind it is.
func headless(gvk schema.GroupVersionKind) []Finding {
	missing := "kind"
	if gvk.Version == "" {
		missing = "apiVersion"
	}
	return []Finding{{Code: CodeRequired, Path: missing, Message: "is required", line: missing + ": Required value"}}
}

func (c *checking) add(path string, findings ...Finding) {
	for _, f := range findings {
		c.findings = append(c.findings, f.below(path))
	}
}

// inner validates an object, or as much of it as there is.
func (k *Kind) inner(in inner) []Finding {
	if in.partial {
		partial, err := k.Partial()
		if err != nil {
			return []Finding{{Code: CodeInvalid, Message: err.Error(), line: err.Error()}}
		}
		return append(partial.Check(in.object, nil), strictMeta(in.object)...)
	}
	findings := append(k.Check(in.object, nil), strictMeta(in.object)...)
	if in.path != "" {
		return findings
	}
	meta := &metav1.ObjectMeta{}
	if err := decode(in.object["metadata"], meta); err != nil {
		return findings // strictMeta has said so
	}
	path := field.NewPath("metadata")
	for _, err := range apivalidation.ValidateObjectMeta(meta, k.namespaced, apivalidation.NameIsDNSSubdomain, path) {
		findings = append(findings, findingOf(codeOf(err), err))
	}
	return findings
}

// strictMeta finds unknown fields and wrong types in metadata, about which the
// schema of a CRD says nothing.
func strictMeta(object map[string]any) []Finding {
	metadata, found := object["metadata"]
	if !found {
		return nil
	}
	return strict("metadata", metadata, &metav1.ObjectMeta{})
}

// strict decodes a value into a Go type and tells what does not fit.
func strict(path string, value, into any) []Finding {
	data, err := json.Marshal(value)
	if err != nil {
		return []Finding{{Code: CodeType, Path: path, Message: err.Error(), line: err.Error()}}
	}
	unknown, err := strictjson.UnmarshalStrict(data, into)
	var findings []Finding
	if err != nil {
		findings = append(findings, Finding{Code: CodeType, Path: path, Message: err.Error(), line: fmt.Sprintf("%s: %v", path, err)})
	}
	for _, err := range unknown {
		at := path
		if _, name, found := strings.Cut(err.Error(), `unknown field "`); found {
			at = strings.TrimPrefix(path+"."+strings.TrimSuffix(name, `"`), ".")
		}
		findings = append(findings, unknownField(at))
	}
	return findings
}

func decode(value, into any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return json.NewDecoder(bytes.NewReader(data)).Decode(into)
}

// KindOf is the kind that a decoded object says it is of.
func KindOf(object map[string]any) schema.GroupVersionKind {
	apiVersion, _ := object["apiVersion"].(string)
	kind, _ := object["kind"].(string)
	return schema.FromAPIVersionAndKind(apiVersion, kind)
}
