package charts

import (
	"reflect"
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
)

// shapes are the types of the parts of Kubernetes objects that values of
// well-known names become, whatever the chart and wherever they stand. A name may
// have that of the key around it before it. Values that are of another kind than
// the types have a shape of the chart's own, and are judged by its contract.
var shapes = func() map[string][]reflect.Type {
	env, from := types([]corev1.EnvVar{}), types([]corev1.EnvFromSource{})
	volumes, mounts := types([]corev1.Volume{}), types([]corev1.VolumeMount{})
	probe := types(corev1.Probe{})
	security := types(corev1.PodSecurityContext{}, corev1.SecurityContext{})
	strategy := types(appsv1.DeploymentStrategy{}, appsv1.DaemonSetUpdateStrategy{}, appsv1.StatefulSetUpdateStrategy{})
	containers := types([]corev1.Container{})
	relabel := types([]monitoringv1.RelabelConfig{})
	texts := types(map[string]string{})
	quantity, duration := types(resource.Quantity{}), types(monitoringv1.Duration(""))
	all := map[string][]reflect.Type{
		"affinity": types(corev1.Affinity{}), "tolerations": types([]corev1.Toleration{}),
		"topologySpreadConstraints": types([]corev1.TopologySpreadConstraint{}),
		"nodeSelector":              texts, "podAnnotations": texts, "podLabels": texts, "annotations": texts, "labels": texts,
		"securityContext": security, "podSecurityContext": security, "containerSecurityContext": security,
		"seccompProfile": types(corev1.SeccompProfile{}), "capabilities": types(corev1.Capabilities{}),
		"livenessProbe": probe, "readinessProbe": probe, "startupProbe": probe, "lifecycle": types(corev1.Lifecycle{}),
		"env": env, "extraEnv": env, "extraEnvs": env, "envFrom": from, "extraEnvFrom": from,
		"volumes": volumes, "extraVolumes": volumes, "volumeMounts": mounts, "extraVolumeMounts": mounts,
		"volumes.extra": volumes, "mounts.extra": mounts,
		"initContainers": containers, "extraInitContainers": containers, "containers": containers, "extraContainers": containers,
		"strategy": strategy, "updateStrategy": strategy, "deploymentStrategy": strategy, "statefulStrategy": strategy,
		"autoscaling.behavior": types(autoscalingv2.HorizontalPodAutoscalerBehavior{}),
		"dnsConfig":            types(corev1.PodDNSConfig{}), "dnsPolicy": types(corev1.DNSPolicy("")),
		"hostAliases": types([]corev1.HostAlias{}), "pullPolicy": types(corev1.PullPolicy("")), "imagePullPolicy": types(corev1.PullPolicy("")),
		"resources": types(corev1.ResourceRequirements{}), "persistence.size": quantity, "emptyDir.sizeLimit": quantity,
		"volumeClaimTemplates": types([]corev1.PersistentVolumeClaim{}),
		"relabelings":          relabel, "metricRelabelings": relabel,
	}
	for _, monitor := range []string{"serviceMonitor", "podMonitor", "servicemonitor", "podmonitor"} {
		for _, name := range []string{"interval", "scrapeInterval", "scrapeTimeout", "timeout"} {
			all[monitor+"."+name] = duration
		}
	}
	return all
}()

// places are the types of values at their places in a chart, if these are not
// those of their names.
var places = map[string]map[string][]reflect.Type{
	"kube-prometheus-stack": {
		"prometheus-node-exporter.updateStrategy": types(appsv1.DaemonSetUpdateStrategy{}),
		"prometheus.prometheusSpec.storageSpec":   types(monitoringv1.StorageSpec{}),
		"prometheus.additionalServiceMonitors":    types([]additionalMonitor{}),
		"prometheus.additionalPodMonitors":        types([]additionalPodMonitor{}),
		"additionalPrometheusRulesMap":            types(map[string]additionalRules{}),
		"additionalPrometheusRules":               types([]additionalRulesList{}),
	},
	"cert-manager": {
		"startupapicheck.timeout": types(goDuration("")),
	},
	"alloy": {
		"alloy.extraPorts":          types([]containerServicePort{}),
		"controller.updateStrategy": types(appsv1.DaemonSetUpdateStrategy{}),
	},
	"prometheus-postgres-exporter": {
		"config.datasource.passwordSecret": types(secretKey{}), "config.datasource.userSecret": types(secretKey{}),
	},
}

// specs are the keys whose fields become those of an object of the Prometheus
// operator, one by one, by chart.
var specs = map[string]map[string]reflect.Type{
	"kube-prometheus-stack": {
		"prometheus.prometheusSpec":     reflect.TypeFor[monitoringv1.PrometheusSpec](),
		"alertmanager.alertmanagerSpec": reflect.TypeFor[monitoringv1.AlertmanagerSpec](),
		"thanosRuler.thanosRulerSpec":   reflect.TypeFor[monitoringv1.ThanosRulerSpec](),
	},
}

// types are the types of values.
func types(values ...any) []reflect.Type {
	all := make([]reflect.Type, len(values))
	for i, v := range values {
		all[i] = reflect.TypeOf(v)
	}
	return all
}

// shape gives the keys of a chart the types that they have by their names and
// by their places.
func (c *Contract) shape() {
	c.root.shapeBelow("")
	for path, spec := range specs[c.Chart] {
		if k := c.root.at(path); k != nil {
			k.spec(spec)
		}
	}
	for path, types := range places[c.Chart] {
		if k := c.root.at(path); k != nil {
			k.types = types
		}
	}
}

// spec types the keys below one that are fields of an object.
func (k *contractKey) spec(object reflect.Type) {
	fields := fieldsOf(object)
	for name, below := range k.below {
		switch t := fields[name]; {
		case name == "logLevel":
			below.types = types(logLevel(""))
		case name == "logFormat":
			below.types = types(logFormat(""))
		case t != nil:
			below.types = []reflect.Type{t}
		}
	}
}

// shapeBelow types the keys below one, which has a name.
func (k *contractKey) shapeBelow(around string) {
	for name, below := range k.below {
		below.shapeBelow(name)
		types := shapes[around+"."+name]
		if types == nil {
			types = shapes[name]
		}
		if len(types) > 0 && below.resembles(types) {
			below.types = types
		}
	}
}

// resembles tells whether what is known below a key can be of some types: that
// of a name in common is not.
func (k *contractKey) resembles(types []reflect.Type) bool {
	if len(k.below) == 0 || k.open || types[0].Kind() != reflect.Struct {
		return true
	}
	for _, t := range types {
		for name := range fieldsOf(t) {
			if k.below[name] != nil {
				return true
			}
		}
	}
	return false
}

// at is the key at a path with dots, as in an amendment; nil if there is none.
func (k *contractKey) at(path string) *contractKey {
	for name := range strings.SplitSeq(strings.ReplaceAll(path, `\.`, "\x00"), ".") {
		if k = k.below[strings.ReplaceAll(name, "\x00", ".")]; k == nil {
			return nil
		}
	}
	return k
}
