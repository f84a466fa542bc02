package prometheusstack

import (
	"fmt"

	"k8s.io/apimachinery/pkg/api/resource"
)

// Volume is where the operator lets Prometheus or Alertmanager keep its data: one
// of the two.
type Volume struct {
	EmptyDir            *EmptyDir      `json:"emptyDir,omitempty"`
	VolumeClaimTemplate *ClaimTemplate `json:"volumeClaimTemplate,omitempty"`
}

// EmptyDir is on the node's own disk, and gone with the pod.
type EmptyDir struct {
	SizeLimit string `json:"sizeLimit"`
}

// ClaimTemplate is a volume of each replica's own.
type ClaimTemplate struct {
	Spec Claim `json:"spec"`
}

// Claim asks for a volume.
type Claim struct {
	StorageClassName string       `json:"storageClassName"`
	AccessModes      []string     `json:"accessModes"`
	Resources        ClaimRequest `json:"resources"`
}

// ClaimRequest is how big the volume is.
type ClaimRequest struct {
	Requests StorageRequest `json:"requests"`
}

// StorageRequest is a quantity of bytes.
type StorageRequest struct {
	Storage string `json:"storage"`
}

// VolumeOf is a volume of a storage class.
func VolumeOf(class, size string) Volume {
	return Volume{VolumeClaimTemplate: &ClaimTemplate{Claim{
		StorageClassName: class,
		AccessModes:      []string{"ReadWriteOnce"},
		Resources:        ClaimRequest{StorageRequest{size}},
	}}}
}

// OnTheNode is no volume: what is kept goes with the pod.
func OnTheNode(size string) Volume { return Volume{EmptyDir: &EmptyDir{SizeLimit: size}} }

// RetentionSize is 80 % of a volume as Prometheus writes sizes: in whole GiB
// where that comes out even, else in MiB rounded down. The fifth that is left
// is for the compaction of blocks, which writes the new one before it deletes
// the old. A volume that does not parse has no limit.
func RetentionSize(volume string) string {
	quantity, err := resource.ParseQuantity(volume)
	if err != nil {
		return ""
	}
	const mib, gib = 1 << 20, 1 << 30
	bytes := quantity.Value() / 10 * 8
	if bytes >= gib && bytes%gib == 0 {
		return fmt.Sprintf("%dGiB", bytes/gib)
	}
	if bytes < mib {
		return "" // 0 would mean no limit to Prometheus
	}
	return fmt.Sprintf("%dMiB", bytes/mib)
}
