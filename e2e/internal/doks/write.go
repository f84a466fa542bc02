package doks

import (
	"context"
	"errors"

	"k8s.io/apimachinery/pkg/api/equality"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/apiutil"
)

// isConflict tells whether all that went wrong is that somebody else has
// written the object meanwhile.
func isConflict(err error) bool { return apierrors.IsConflict(err) }

// isAbsent tells whether an object, or its whole kind, is not there.
func isAbsent(err error) bool { return apierrors.IsNotFound(err) || meta.IsNoMatchError(err) }

// save writes what was changed in an object, unless somebody else has written
// it meanwhile.
func (c *cluster) save(ctx context.Context, owner string, before, after client.Object, why string) error {
	if equality.Semantic.DeepEqual(before, after) {
		return nil
	}
	patch := client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{})
	c.tell(owner, after, why)
	return c.Patch(ctx, after, patch, client.FieldOwner(owner))
}

// saveStatus writes what was changed in the status of an object.
func (c *cluster) saveStatus(ctx context.Context, owner string, before, after client.Object, why string) error {
	if equality.Semantic.DeepEqual(before, after) {
		return nil
	}
	patch := client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{})
	c.tell(owner, after, why)
	return c.Status().Patch(ctx, after, patch, client.FieldOwner(owner))
}

// tell logs what a program is about to do to an object.
func (c *cluster) tell(program string, object client.Object, what string) {
	kind, err := apiutil.GVKForObject(object, c.Scheme())
	if err != nil {
		kind.Kind = "object"
	}
	c.log.Info("doks: "+what, "program", program, "object", kind.Kind+" "+client.ObjectKeyFromObject(object).String())
}

// each does something to all items, however many of them fail. It is settled
// if all of them are.
func each[T any](items []T, do func(*T) (bool, error)) (bool, error) {
	settled := true
	var errs []error
	for i := range items {
		ok, err := do(&items[i])
		if err != nil && !isConflict(err) && !apierrors.IsAlreadyExists(err) {
			errs = append(errs, err)
		}
		settled = settled && ok && err == nil
	}
	return settled, errors.Join(errs...)
}
