package digitalocean

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
)

// Bucket is a Spaces bucket. Its name at DigitalOcean is the external-name
// annotation.
type Bucket struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired bucket.
	Spec BucketSpec `json:"spec"`
}

// BucketSpec is the desired bucket.
type BucketSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  BucketParameters `json:"forProvider"`
}

// BucketParameters describe a bucket.
type BucketParameters struct {
	Region string `json:"region,omitempty"`
	// ACL is private or public-read.
	ACL string `json:"acl,omitempty"`
	// ForceDestroy deletes the bucket although it holds objects.
	ForceDestroy bool `json:"forceDestroy,omitempty"`
}
