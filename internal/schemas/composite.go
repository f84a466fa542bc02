package schemas

import (
	"fmt"
	"maps"
	"regexp"
	"strconv"

	apiextensionsv2 "github.com/crossplane/crossplane/apis/v2/apiextensions/v2"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"sigs.k8s.io/yaml"
)

// maxNameLength is the longest name Crossplane allows an XR: it becomes the
// value of a label.
const maxNameLength = 63

// crd is the CRD that Crossplane makes of a definition: of the root it takes
// the description and the rules, of spec and status the fields, the rules and
// what is required, and adds its own fields. A default on spec itself, for one,
// would be lost.
func crd(xrd *apiextensionsv2.CompositeResourceDefinition) (*apiextensionsv1.CustomResourceDefinition, error) {
	crd := &apiextensionsv1.CustomResourceDefinition{}
	crd.Name = xrd.Spec.Names.Plural + "." + xrd.Spec.Group
	crd.Spec = apiextensionsv1.CustomResourceDefinitionSpec{
		Group: xrd.Spec.Group,
		Scope: apiextensionsv1.ResourceScope(xrd.Spec.Scope),
		Names: xrd.Spec.Names,
	}
	crd.Spec.Names.Categories = append(crd.Spec.Names.Categories, "composite")
	for _, v := range xrd.Spec.Versions {
		root, err := rootSchema(xrd.Spec, v.Schema)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", crd.Name, err)
		}
		crd.Spec.Versions = append(crd.Spec.Versions, apiextensionsv1.CustomResourceDefinitionVersion{
			Name: v.Name, Served: v.Served, Storage: v.Referenceable,
			Schema: &apiextensionsv1.CustomResourceValidation{OpenAPIV3Schema: root},
			Subresources: &apiextensionsv1.CustomResourceSubresources{
				Status: &apiextensionsv1.CustomResourceSubresourceStatus{},
			},
		})
	}
	return crd, nil
}

var definitionLine = regexp.MustCompile(`(?m)^kind: CompositeResourceDefinition$`)

// AddDefinition adds the CRD that Crossplane makes of a definition, given as a
// manifest. Manifests of other kinds are left alone.
func (s *Set) AddDefinition(manifest []byte) error {
	if !definitionLine.Match(manifest) {
		return nil
	}
	xrd := &apiextensionsv2.CompositeResourceDefinition{}
	if err := yaml.UnmarshalStrict(manifest, xrd); err != nil {
		return err
	}
	crd, err := crd(xrd)
	if err != nil {
		return err
	}
	return s.Add(crd)
}

type props = apiextensionsv1.JSONSchemaProps

// rootSchema reads the schema of a definition, strictly, as an API server reads
// that of a CRD.
func rootSchema(spec apiextensionsv2.CompositeResourceDefinitionSpec, v *apiextensionsv2.CompositeResourceValidation) (*props, error) {
	written := props{}
	if v != nil {
		if err := yaml.UnmarshalStrict(v.OpenAPIV3Schema.Raw, &written); err != nil {
			return nil, err
		}
	}
	length := new(int64(maxNameLength))
	if own := written.Properties["metadata"].Properties["name"].MaxLength; own != nil && *own < *length {
		length = own
	}
	root := &props{
		Type:         "object",
		Description:  written.Description,
		Required:     []string{"spec"},
		XValidations: written.XValidations,
		Properties: map[string]props{
			"apiVersion": {Type: "string"},
			"kind":       {Type: "string"},
			"metadata": {Type: "object", Properties: map[string]props{
				"name": {Type: "string", MaxLength: length},
			}},
			"spec":   half(written.Properties["spec"], map[string]props{"crossplane": crossplane(spec)}),
			"status": half(written.Properties["status"], map[string]props{"conditions": conditions()}),
		},
	}
	// Only spec may take anything: of status, Crossplane does not take this over.
	own := root.Properties["spec"]
	own.XPreserveUnknownFields = written.Properties["spec"].XPreserveUnknownFields
	root.Properties["spec"] = own
	return root, nil
}

// half is spec or status: what Crossplane takes of it, and what it adds.
func half(written props, own map[string]props) props {
	h := props{
		Type:         "object",
		Description:  written.Description,
		Required:     written.Required,
		XValidations: written.XValidations,
		OneOf:        written.OneOf,
		Properties:   map[string]props{},
	}
	maps.Copy(h.Properties, written.Properties)
	maps.Copy(h.Properties, own)
	return h
}

// crossplane are the settings of an XR that Crossplane itself reads and writes.
func crossplane(spec apiextensionsv2.CompositeResourceDefinitionSpec) props {
	text := props{Type: "string"}
	name := props{Type: "object", Required: []string{"name"}, Properties: map[string]props{"name": text}}
	selector := props{Type: "object", Required: []string{"matchLabels"}, Properties: map[string]props{
		"matchLabels": {Type: "object", AdditionalProperties: &apiextensionsv1.JSONSchemaPropsOrBool{Allows: true, Schema: &text}},
	}}
	policy := props{Type: "string", Enum: []apiextensionsv1.JSON{{Raw: []byte(`"Automatic"`)}, {Raw: []byte(`"Manual"`)}}}
	if p := spec.DefaultCompositionUpdatePolicy; p != nil {
		policy.Default = &apiextensionsv1.JSON{Raw: []byte(strconv.Quote(string(*p)))}
	}
	resource := props{Type: "object", Required: []string{"apiVersion", "kind"}, Properties: map[string]props{
		"apiVersion": text, "name": text, "kind": text,
	}}
	if spec.Scope == apiextensionsv2.CompositeResourceScopeCluster {
		resource.Properties["namespace"] = text
	}
	return props{Type: "object", Properties: map[string]props{
		"compositionRef":              name,
		"compositionSelector":         selector,
		"compositionRevisionRef":      name,
		"compositionRevisionSelector": selector,
		"compositionUpdatePolicy":     policy,
		"resourceRefs": {
			Type: "array", XListType: new("atomic"), Items: &apiextensionsv1.JSONSchemaPropsOrArray{Schema: &resource},
		},
	}}
}

func conditions() props {
	text := props{Type: "string"}
	return props{
		Type: "array", XListType: new("map"), XListMapKeys: []string{"type"},
		Items: &apiextensionsv1.JSONSchemaPropsOrArray{Schema: &props{
			Type:     "object",
			Required: []string{"lastTransitionTime", "reason", "status", "type"},
			Properties: map[string]props{
				"lastTransitionTime": {Type: "string", Format: "date-time"},
				"message":            text,
				"reason":             text,
				"status":             text,
				"type":               text,
				"observedGeneration": {Type: "integer", Format: "int64"},
			},
		}},
	}
}
