package ocean

import (
	"context"
	"fmt"

	xpref "github.com/crossplane/crossplane-runtime/v2/pkg/reference"
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// ResolveReferences fills the fields that refer to other managed resources
// with their external names, as the provider's generated code does.
func (m *Managed) ResolveReferences(ctx context.Context, c client.Reader) error {
	for _, ref := range shapeOf(m.GroupVersionKind()).refs {
		if err := m.resolve(ctx, c, ref); err != nil {
			return fmt.Errorf("%s: %w", ref.path, err)
		}
	}
	return nil
}

func (m *Managed) resolve(ctx context.Context, c client.Reader, ref reference) error {
	path := "spec.forProvider." + ref.field
	request := xpref.NamespacedResolutionRequest{Extract: xpref.ExternalName(), Namespace: m.GetNamespace()}
	m.into(path, &request.CurrentValue)
	if r := (&xpv2.NamespacedReference{}); m.into(path+"Ref", r) {
		request.Reference = r
	}
	if s := (&xpv2.NamespacedSelector{}); m.into(path+"Selector", s) {
		request.Selector = s
	}
	to, list := &Managed{}, &ManagedList{}
	to.SetGroupVersionKind(ref.to)
	list.SetGroupVersionKind(ref.to.GroupVersion().WithKind(ref.to.Kind + "List"))
	request.To = xpref.To{Managed: to, List: list}
	response, err := xpref.NewAPINamespacedResolver(c, m).Resolve(ctx, request)
	if err != nil || response.ResolvedValue == "" {
		return err
	}
	m.set(path, response.ResolvedValue)
	if response.ResolvedReference != nil {
		m.set(path+"Ref", response.ResolvedReference)
	}
	return nil
}
