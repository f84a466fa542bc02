package providerhttp

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
)

// KindDisposableRequest is the kind DisposableRequest.
var KindDisposableRequest = metav1.TypeMeta{APIVersion: "http.m.crossplane.io/v1alpha2", Kind: "DisposableRequest"}

// DisposableRequest is a call that stands for no resource. It is repeated at
// its own interval, where a Request is at the provider's.
type DisposableRequest struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the call.
	Spec DisposableRequestSpec `json:"spec"`
}

// DisposableRequestSpec is the call.
type DisposableRequestSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  DisposableRequestParameters `json:"forProvider"`
}

// DisposableRequestParameters describe the call.
type DisposableRequestParameters struct {
	// Method and URL cannot be changed. A patch must set an empty URL.
	Method string `json:"method"`
	URL    string `json:"url,omitempty"`
	// ExpectedResponse is a jq expression over .body that must be true.
	ExpectedResponse string `json:"expectedResponse,omitempty"`
	// ShouldLoopInfinitely repeats the call.
	ShouldLoopInfinitely bool `json:"shouldLoopInfinitely,omitempty"`
	// NextReconcile is the interval, as Go prints it: the provider writes it
	// back in that form.
	NextReconcile string `json:"nextReconcile,omitempty"`
	// SecretInjectionConfigs copy parts of the answer into Secrets, and mask
	// them in the status.
	SecretInjectionConfigs []SecretInjection `json:"secretInjectionConfigs,omitempty"`
}
