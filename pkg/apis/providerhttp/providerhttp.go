// Package providerhttp holds the kinds of provider-http
// (http.m.crossplane.io/v1alpha2), which speaks to those parts of the
// DigitalOcean API that no managed resource covers.
package providerhttp

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
)

// The kinds of this package.
var (
	KindRequest               = metav1.TypeMeta{APIVersion: "http.m.crossplane.io/v1alpha2", Kind: "Request"}
	KindClusterProviderConfig = metav1.TypeMeta{APIVersion: "http.m.crossplane.io/v1alpha2", Kind: "ClusterProviderConfig"}
)

// Request is a resource behind an HTTP API. With an OBSERVE mapping alone and
// the policy Observe it is a data source.
type Request struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is how to speak to the API.
	Spec RequestSpec `json:"spec"`
}

// RequestSpec is how to speak to the API.
type RequestSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  RequestParameters `json:"forProvider"`
}

// RequestParameters describe the calls.
type RequestParameters struct {
	// Payload is what the jq expressions of the mappings start from.
	Payload *Payload `json:"payload,omitempty"`
	// Headers are sent with every call.
	Headers map[string][]string `json:"headers,omitempty"`
	// Mappings say which call stands for which action.
	Mappings []Mapping `json:"mappings"`
	// ExpectedResponseCheck says which answer means that all is well.
	ExpectedResponseCheck *ResponseCheck `json:"expectedResponseCheck,omitempty"`
	// SecretInjectionConfigs copy parts of the answer into Secrets, and mask
	// them in the status.
	SecretInjectionConfigs []SecretInjection `json:"secretInjectionConfigs,omitempty"`
}

// Payload is what the jq expressions start from, as .payload.
type Payload struct {
	BaseURL string `json:"baseUrl,omitempty"`
	// Body is a JSON text.
	Body string `json:"body,omitempty"`
}

// Mapping is the call for one action.
type Mapping struct {
	Action Action `json:"action"`
	Method string `json:"method"`
	// URL and Body are jq expressions over .payload and .response.
	URL  string `json:"url"`
	Body string `json:"body,omitempty"`
}

// Action is what a call stands for.
type Action string

// The actions.
const (
	ActionObserve Action = "OBSERVE"
	ActionCreate  Action = "CREATE"
	ActionUpdate  Action = "UPDATE"
	ActionRemove  Action = "REMOVE"
)

// ResponseCheck judges an answer.
type ResponseCheck struct {
	// Type is CUSTOM; see Logic.
	Type string `json:"type"`
	// Logic is a jq expression that must be true.
	Logic string `json:"logic"`
}

// CheckCustom judges by an expression.
const CheckCustom = "CUSTOM"

// refused stops at an answer that is an error, with its text. Without it such an
// answer, to a token that was taken back for example, is one that is not as
// expected, and leaves the Request Ready and Synced.
const refused = `if (.response.statusCode // 0) >= 300 ` +
	`then error("answered \(.response.statusCode): \(.response.body | .message? // .)") else `

// Answered wants the answer to be no error, and the jq expression to be true.
func Answered(logic string) *ResponseCheck {
	return &ResponseCheck{Type: CheckCustom, Logic: refused + logic + " end"}
}

// SecretInjection fills one Secret.
type SecretInjection struct {
	SecretRef   SecretRef    `json:"secretRef"`
	KeyMappings []KeyMapping `json:"keyMappings"`
	// Metadata are all labels and annotations of the Secret: others are
	// removed.
	Metadata SecretMetadata `json:"metadata,omitzero"`
	// SetOwnerReference lets the Secret go with the Request.
	SetOwnerReference bool `json:"setOwnerReference,omitempty"`
}

// SecretMetadata are all labels of a Secret.
type SecretMetadata struct {
	Labels map[string]string `json:"labels,omitempty"`
}

// SecretRef names a Secret.
type SecretRef struct {
	Name      string `json:"name,omitempty"`
	Namespace string `json:"namespace,omitempty"`
}

// KeyMapping fills one key.
type KeyMapping struct {
	SecretKey string `json:"secretKey"`
	// ResponseJQ is a jq expression over .body and .headers.
	ResponseJQ string `json:"responseJQ"`
	// MissingFieldStrategy says what to do if there is no such field in the
	// answer. Default: delete the key.
	MissingFieldStrategy string `json:"missingFieldStrategy,omitempty"`
}

// Keep fills a key, and leaves it as it is when an answer lacks the field.
func Keep(key, jq string) KeyMapping {
	return KeyMapping{SecretKey: key, ResponseJQ: jq, MissingFieldStrategy: Preserve}
}

// Preserve keeps what a Secret has when the answer lacks the field.
const Preserve = "preserve"

// ClusterProviderConfig holds the credentials for all namespaces.
type ClusterProviderConfig struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec names the credentials.
	Spec ProviderConfigSpec `json:"spec"`
}

// ProviderConfigSpec names the credentials: the whole value is sent as the
// Authorization header.
type ProviderConfigSpec struct {
	Credentials managed.Credentials `json:"credentials"`
}
