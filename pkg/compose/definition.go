package compose

import (
	"maps"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
)

// Definition is one kind of XR in the group seamark.dev.
type Definition struct {
	// Kind is the kind.
	Kind metav1.TypeMeta
	// Names are the kind's names for URLs and the command line. Kind and
	// ListKind are filled in.
	Names apiextensions.Names
	// Composition is the Composition of an XR that names none; empty if every
	// XR must name one.
	Composition string
	// Description says what an XR of the kind is.
	Description string
	// Spec and Status are the schemas of the two halves.
	Spec, Status apiextensions.Schema
	// Cloud are the resources of the Composition that are marked with Cloud.
	Cloud []string
	// Rules compare spec and status, before and after a change.
	Rules []apiextensions.Rule
	// Columns are shown by kubectl get, with the age after them.
	Columns []apiextensions.PrinterColumn
}

// Name is the name of the definition and of the CRD: PLURAL.GROUP.
func (d Definition) Name() string { return d.Names.Plural + "." + seamark.Group }

// Object is the definition as Crossplane reads it.
func (d Definition) Object() *apiextensions.CompositeResourceDefinition {
	names := d.Names
	names.Kind = d.Kind.Kind
	names.ListKind = d.Kind.Kind + "List"
	names.Categories = []string{"seamark"}
	return &apiextensions.CompositeResourceDefinition{
		TypeMeta:   apiextensions.KindCompositeResourceDefinition,
		ObjectMeta: metav1.ObjectMeta{Name: d.Name()},
		Spec: apiextensions.CompositeResourceDefinitionSpec{
			Scope:                 apiextensions.Namespaced,
			Group:                 seamark.Group,
			Names:                 names,
			DefaultCompositionRef: d.defaultComposition(),
			Versions: []apiextensions.Version{{
				Name:                     seamark.Version,
				Served:                   true,
				Referenceable:            true,
				Schema:                   apiextensions.Validation{OpenAPIV3Schema: d.schema()},
				AdditionalPrinterColumns: append(d.Columns, age()),
			}},
		},
	}
}

func (d Definition) defaultComposition() *apiextensions.CompositionReference {
	if d.Composition == "" {
		return nil
	}
	return &apiextensions.CompositionReference{Name: d.Composition}
}

func (d Definition) schema() apiextensions.Schema {
	d.Spec.Type, d.Status.Type = "object", "object"
	if len(d.Cloud) > 0 {
		d.Spec.Properties = maps.Clone(d.Spec.Properties)
		d.Spec.Properties[token] = TokenField()
		d.Status.Properties = maps.Clone(d.Status.Properties)
		d.Status.Properties[cloud] = cloudStatus(d.Cloud)
	}
	return apiextensions.Schema{
		Validations: d.Rules,
		Description: d.Description,
		Type:        "object",
		Required:    []string{"spec"},
		Properties:  map[string]apiextensions.Schema{"spec": d.Spec, "status": d.Status},
	}
}

func age() apiextensions.PrinterColumn {
	return Column("Age", "date", ".metadata.creationTimestamp", "How long ago the resource was made.")
}

// Column is a column of kubectl get.
func Column(name, kind, path, description string) apiextensions.PrinterColumn {
	return apiextensions.PrinterColumn{Name: name, Type: kind, JSONPath: path, Description: description}
}
