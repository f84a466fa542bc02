package ocean

import (
	"context"
	"net/http"

	"github.com/crossplane/crossplane-runtime/v2/pkg/errors"
	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	"github.com/crossplane/crossplane-runtime/v2/pkg/reconciler/managed"
	"github.com/crossplane/crossplane-runtime/v2/pkg/resource"
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
)

// external is the provider's client for one managed resource. It does what
// upjet does with a forked Terraform: every change runs in the background, an
// external name is known only when the change has ended, and the first
// observation after that makes the resource ready.
type external struct {
	*connector
	who  Caller
	spec map[string]any
}

var (
	absent  = managed.ExternalObservation{}
	present = managed.ExternalObservation{ResourceExists: true, ResourceUpToDate: true}
)

// Observe compares the cloud with what is wanted.
func (e *external) Observe(ctx context.Context, mg resource.Managed) (managed.ExternalObservation, error) {
	m := mg.(*Managed) //nolint:forcetypeassert // Connect has looked.
	space := e.work.look(m.GetUID())
	if space.running != "" {
		m.SetConditions(asyncOngoing())
		return present, nil
	}
	id := space.id
	if id == "" {
		id = meta.GetExternalName(m)
	}
	if id == "" {
		return absent, nil
	}
	found, err := e.cloud.read(ctx, e.who, e.shape.kind, id, e.spec)
	switch {
	case statusOf(err) == http.StatusNotFound:
		return absent, nil
	case err != nil:
		return absent, errors.Wrap(terraformError("refresh", e.shape.reading, err), "cannot run refresh")
	}
	if found.untagged {
		return absent, errors.Wrap(terraformError("refresh", e.shape.reading, errPanic), "cannot run refresh")
	}
	if looksOnly(m) {
		return e.imported(m, found)
	}
	return e.compare(ctx, m, found)
}

// looksOnly tells that the provider may neither make nor change a resource. Then
// it imports it at each look, and plans nothing.
func looksOnly(m *Managed) bool {
	for _, action := range m.GetManagementPolicies() {
		if action == xpv2.ManagementActionCreate || action == xpv2.ManagementActionUpdate || action == xpv2.ManagementActionAll {
			return false
		}
	}
	return true
}

// imported reports what was found, whatever is wanted.
func (e *external) imported(m *Managed, found Resource) (managed.ExternalObservation, error) {
	connection, err := connectionDetails(found)
	if err != nil {
		return absent, errors.Wrap(err, "cannot get connection details")
	}
	m.set("status.atProvider", observed(found))
	m.SetConditions(xpv2.Available())
	seen := present
	seen.ConnectionDetails = connection
	return seen, nil
}

// compare reports what was found, and whether it is what is wanted.
func (e *external) compare(ctx context.Context, m *Managed, found Resource) (managed.ExternalObservation, error) {
	if meta.GetExternalName(m) != found.ID {
		meta.SetExternalName(m, found.ID)
		if err := e.kube.Update(ctx, m); err != nil {
			return absent, errors.Wrap(err, "cannot update managed resource annotations")
		}
	}
	connection, err := connectionDetails(found)
	if err != nil {
		return absent, errors.Wrap(err, "cannot get connection details")
	}
	m.set("status.atProvider", observed(found))
	m.SetConditions(asyncFinished())
	seen := present
	seen.ConnectionDetails = connection
	if !m.GetCondition(xpv2.TypeReady).Equal(xpv2.Available()) {
		m.SetConditions(xpv2.Available())
		e.wake(m)
		return seen, nil
	}
	changed, err := plan(e.shape, m.GetName(), e.spec, found)
	if err != nil {
		return absent, errors.Wrap(err, "cannot run plan")
	}
	seen.ResourceUpToDate = !changed
	return seen, nil
}

// Create orders the resource and waits for it in the background.
func (e *external) Create(_ context.Context, mg resource.Managed) (managed.ExternalCreation, error) {
	uid := mg.GetUID() // the resource itself goes on changing
	err := e.start(mg, opApply, "create failed", func(ctx context.Context) error {
		id, err := e.cloud.create(ctx, e.who, e.shape.kind, e.spec)
		if err == nil {
			if err = e.cloud.wait(ctx, e.who, e.shape.kind, id); err == nil {
				e.work.know(uid, id)
			}
		}
		return terraformError("apply", e.shape.creating, err)
	})
	return managed.ExternalCreation{}, errors.Wrap(err, "cannot start async apply")
}

// Update changes the resource in the background.
func (e *external) Update(_ context.Context, mg resource.Managed) (managed.ExternalUpdate, error) {
	id := e.id(mg)
	err := e.start(mg, opApply, "update failed", func(ctx context.Context) error {
		return terraformError("apply", e.shape.updating, e.cloud.update(ctx, e.who, e.shape.kind, id, e.spec))
	})
	return managed.ExternalUpdate{}, errors.Wrap(err, "cannot start async apply")
}

// Delete deletes the resource in the background.
func (e *external) Delete(_ context.Context, mg resource.Managed) (managed.ExternalDelete, error) {
	id := e.id(mg)
	err := e.start(mg, opDestroy, "delete failed", func(ctx context.Context) error {
		return terraformError("destroy", e.shape.deleting, e.destroy(ctx, id))
	})
	return managed.ExternalDelete{}, errors.Wrap(err, "cannot start async destroy")
}

// Disconnect has nothing to do.
func (e *external) Disconnect(context.Context) error { return nil }

// id is the id of the cloud resource.
func (e *external) id(mg resource.Managed) string {
	if id := e.work.look(mg.GetUID()).id; id != "" {
		return id
	}
	return meta.GetExternalName(mg)
}
