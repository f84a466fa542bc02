package doks

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const (
	provisioner           = "csi-provisioner"
	annotationProvisioner = "volume.kubernetes.io/storage-provisioner"
	annotationProvisioned = "pv.kubernetes.io/provisioned-by"
)

// syncVolumes is the volume driver: it makes the volume of each claim that the
// controller manager hands to it, and removes volumes that were released. The
// controller manager itself binds the two.
func (c *cluster) syncVolumes(ctx context.Context) (bool, error) {
	claims, volumes := &corev1.PersistentVolumeClaimList{}, &corev1.PersistentVolumeList{}
	if err := c.List(ctx, claims); err != nil {
		return false, err
	}
	if err := c.List(ctx, volumes); err != nil {
		return false, err
	}
	_, err := each(volumes.Items, func(volume *corev1.PersistentVolume) (bool, error) {
		return true, c.removeReleased(ctx, volume)
	})
	if err != nil {
		return false, err
	}
	return each(claims.Items, func(claim *corev1.PersistentVolumeClaim) (bool, error) {
		if claim.Annotations[annotationProvisioner] != volumeDriver || claim.Spec.VolumeName != "" {
			return true, nil
		}
		return true, client.IgnoreAlreadyExists(c.provision(ctx, claim))
	})
}

func (c *cluster) removeReleased(ctx context.Context, volume *corev1.PersistentVolume) error {
	if volume.Status.Phase != corev1.VolumeReleased || !volume.DeletionTimestamp.IsZero() ||
		volume.Annotations[annotationProvisioned] != volumeDriver ||
		volume.Spec.PersistentVolumeReclaimPolicy != corev1.PersistentVolumeReclaimDelete {
		return nil
	}
	if err := c.cloud.DeleteVolume(ctx, volume.Spec.CSI.VolumeHandle); err != nil {
		return err
	}
	c.tell(provisioner, volume, "volume removed")
	return client.IgnoreNotFound(c.Delete(ctx, volume))
}

func (c *cluster) provision(ctx context.Context, claim *corev1.PersistentVolumeClaim) error {
	class := &storagev1.StorageClass{}
	if claim.Spec.StorageClassName == nil {
		return nil
	}
	if err := c.Get(ctx, client.ObjectKey{Name: *claim.Spec.StorageClassName}, class); err != nil {
		return err
	}
	size := claim.Spec.Resources.Requests[corev1.ResourceStorage]
	name := "pvc-" + string(claim.UID)
	id, err := c.cloud.Volume(ctx, name, size.Value())
	if err != nil {
		return err
	}
	volume := &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{Name: name, Annotations: map[string]string{annotationProvisioned: volumeDriver}},
		Spec: corev1.PersistentVolumeSpec{
			AccessModes:                   claim.Spec.AccessModes,
			Capacity:                      corev1.ResourceList{corev1.ResourceStorage: size},
			StorageClassName:              class.Name,
			PersistentVolumeReclaimPolicy: *class.ReclaimPolicy,
			VolumeMode:                    claim.Spec.VolumeMode,
			PersistentVolumeSource: corev1.PersistentVolumeSource{
				CSI: &corev1.CSIPersistentVolumeSource{Driver: volumeDriver, VolumeHandle: id, FSType: "ext4"},
			},
			ClaimRef: &corev1.ObjectReference{
				APIVersion: "v1", Kind: "PersistentVolumeClaim",
				Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID, ResourceVersion: claim.ResourceVersion,
			},
		},
	}
	c.tell(provisioner, claim, "made volume "+name)
	return c.Create(ctx, volume, client.FieldOwner(provisioner))
}
