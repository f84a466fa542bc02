package manifest

import (
	"reflect"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// encodeDuration writes a duration as people do: 10m, where it calls itself
// 10m0s.
func encodeDuration(e *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	text := v.Interface().(metav1.Duration).Duration.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return e.text(text)
}
