package charts

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"seamark.dev/seamark/pkg/manifest"
)

// resources are those that containers and volumes ask for.
var (
	resourceList = reflect.TypeFor[corev1.ResourceList]()
	resources    = []string{"cpu", "memory", "storage", "ephemeral-storage"}
)

func isResource(name string) bool {
	return slices.Contains(resources, name) || strings.Contains(name, "/") || strings.HasPrefix(name, "hugepages-")
}

// counts are what a ResourceQuota limits beside resources.
var counts = []string{
	"configmaps", "persistentvolumeclaims", "pods", "replicationcontrollers", "resourcequotas", "secrets", "services",
	"services.loadbalancers", "services.nodeports",
}

// counted tells whether a ResourceQuota, whose limits are where the walk is, can
// limit something.
func (w *contractWalk) counted(name string) bool {
	if len(w.path) < 2 || w.path[len(w.path)-2].Name != "hard" {
		return false
	}
	for _, of := range []string{"requests.", "limits."} {
		name = strings.TrimPrefix(name, of)
	}
	return isResource(name) || slices.Contains(counts, name)
}

// readers tell what fields of some types want instead of a value; nothing if it
// is right.
var readers = map[reflect.Type]func(*manifest.Node) string{
	reflect.TypeFor[resource.Quantity](): func(n *manifest.Node) string {
		if _, err := resource.ParseQuantity(n.Text()); err != nil {
			return "a quantity, such as 500m or 10Gi"
		}
		return ""
	},
	reflect.TypeFor[intstr.IntOrString](): func(n *manifest.Node) string {
		if n.Kind() != manifest.KindString && n.Kind() != manifest.KindNumber {
			return "a number or a string"
		}
		return ""
	},
	reflect.TypeFor[metav1.Time]():                   anything,
	reflect.TypeFor[metav1.Duration]():               anything,
	reflect.TypeFor[monitoringv1.Duration]():         like(prometheusDuration, "a duration, such as 30s or 1h30m"),
	reflect.TypeFor[monitoringv1.NonEmptyDuration](): like(prometheusDuration, "a duration, such as 30s or 1h30m"),
	reflect.TypeFor[monitoringv1.GoDuration]():       like(goDurationText, "a duration, such as 30s or 1h30m"),
	reflect.TypeFor[goDuration](): func(n *manifest.Node) string {
		if _, err := time.ParseDuration(n.Text()); err != nil {
			return "a duration, such as 30s or 1h30m"
		}
		return ""
	},
	reflect.TypeFor[monitoringv1.ByteSize](): like(byteSize, "a size, such as 512MB or 10GiB"),
	reflect.TypeFor[monitoringv1.URL]():      like(webAddress, "an address with http:// or https://"),
}

// goDuration is what programs in Go read, which know no unit above the hour.
type goDuration string

func anything(*manifest.Node) string { return "" }

// The patterns are those of the operator's CustomResourceDefinitions; a chart
// leaves out what is empty.
var (
	prometheusDuration = regexp.MustCompile(`^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$`)
	goDurationText     = regexp.MustCompile(`^(0|(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$`)
	webAddress         = regexp.MustCompile(`^(https?://.+)?$`)
	byteSize           = regexp.MustCompile(`^(0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B)?$`)
)

func like(pattern *regexp.Regexp, what string) func(*manifest.Node) string {
	return func(n *manifest.Node) string {
		if n.Len() == 0 && n.Kind() != manifest.KindBool && pattern.MatchString(n.Text()) {
			return ""
		}
		return what
	}
}
