package kubelet

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
)

// field is a field of the pod, by the paths that the downward API knows.
func (v values) field(path string) (string, error) {
	if key, ok := subscript(path, "metadata.labels"); ok {
		return v.pod.Labels[key], nil
	}
	if key, ok := subscript(path, "metadata.annotations"); ok {
		return v.pod.Annotations[key], nil
	}
	switch path {
	case "metadata.name":
		return v.pod.Name, nil
	case "metadata.namespace":
		return v.pod.Namespace, nil
	case "metadata.uid":
		return string(v.pod.UID), nil
	case "spec.nodeName":
		return "local", nil
	case "spec.serviceAccountName":
		return v.pod.Spec.ServiceAccountName, nil
	case "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs":
		return "127.0.0.1", nil
	default:
		return "", fmt.Errorf("unsupported field %s", path)
	}
}

// subscript is KEY of path['KEY'].
func subscript(path, prefix string) (string, bool) {
	inner, ok := strings.CutPrefix(path, prefix+"['")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(inner, "']")
}

// memory that a container without a limit is told.
const memory = 4 << 30

// amount is a container's own resource, divided and rounded up. Without a limit
// it is the node's: this machine's processors, and a few GiB.
func amount(c corev1.Container, ref *corev1.ResourceFieldSelector) (string, error) {
	kind, name, _ := strings.Cut(ref.Resource, ".")
	quantity, ok := c.Resources.Limits[corev1.ResourceName(name)]
	if kind == "requests" {
		quantity, ok = c.Resources.Requests[corev1.ResourceName(name)]
	}
	if !ok {
		switch ref.Resource {
		case "limits.cpu":
			quantity = *resource.NewQuantity(int64(runtime.NumCPU()), resource.DecimalSI)
		case "limits.memory":
			quantity = *resource.NewQuantity(memory, resource.BinarySI)
		case "requests.cpu", "requests.memory":
		default:
			return "", fmt.Errorf("unsupported resource %s", ref.Resource)
		}
	}
	divisor := ref.Divisor
	if divisor.IsZero() {
		divisor = resource.MustParse("1")
	}
	if name == "cpu" {
		return quotient(quantity.MilliValue(), divisor.MilliValue()), nil
	}
	return quotient(quantity.Value(), divisor.Value()), nil
}

// quotient rounds up.
func quotient(value, divisor int64) string {
	return strconv.FormatInt((value+divisor-1)/divisor, 10)
}
