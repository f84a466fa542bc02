package schemas

import "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"

// Partial is the schema of an unfinished object of the kind, such as the base
// of a composed resource before any patch: fields and their types count, what
// is required does not, and no rule that compares fields.
func (k *Kind) Partial() (*Kind, error) {
	if k.partial != nil {
		return k.partial, nil
	}
	props := k.props.DeepCopy()
	relax(props)
	partial, err := compileProps(props)
	if err != nil {
		return nil, err
	}
	partial.namespaced = k.namespaced
	k.partial = partial
	return partial, nil
}

// relax takes away what an unfinished object may break. OneOf and not tell by
// required fields which alternative is meant, so they go too.
func relax(p *apiextensions.JSONSchemaProps) {
	if p == nil {
		return
	}
	p.Required, p.XValidations, p.OneOf, p.Not = nil, nil, nil, nil
	p.MinItems, p.MinProperties = nil, nil
	for name, property := range p.Properties {
		relax(&property)
		p.Properties[name] = property
	}
	for _, list := range [][]apiextensions.JSONSchemaProps{p.AllOf, p.AnyOf} {
		for i := range list {
			relax(&list[i])
		}
	}
	if p.Items != nil {
		relax(p.Items.Schema)
	}
	if p.AdditionalProperties != nil {
		relax(p.AdditionalProperties.Schema)
	}
}
