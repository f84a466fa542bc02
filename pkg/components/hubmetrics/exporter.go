package hubmetrics

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/internal/restricted"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

const (
	exporterName = "hub-state-metrics"
	configKey    = "state.yaml"
	configPath   = "/etc/hub-state-metrics"
	portMetrics  = "http-metrics"
	portOwn      = "telemetry"
	user         = 65534 // the image's
)

// exporter is a kube-state-metrics that reads the watched kinds and no others.
func exporter(watched []Kind) []model.Object {
	meta := metav1.ObjectMeta{Name: exporterName, Namespace: Namespace}
	return []model.Object{
		&corev1.ServiceAccount{TypeMeta: kinds.ServiceAccount, ObjectMeta: meta},
		&rbacv1.ClusterRole{TypeMeta: kinds.ClusterRole, ObjectMeta: metav1.ObjectMeta{Name: exporterName}, Rules: rights(watched)},
		&rbacv1.ClusterRoleBinding{
			TypeMeta:   kinds.ClusterRoleBinding,
			ObjectMeta: metav1.ObjectMeta{Name: exporterName},
			RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: kinds.ClusterRole.Kind, Name: exporterName},
			Subjects:   []rbacv1.Subject{{Kind: kinds.ServiceAccount.Kind, Namespace: Namespace, Name: exporterName}},
		},
		&corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: meta, Data: map[string]string{configKey: configuration(watched)}},
		deployment(meta),
	}
}

// rights are to read the watched kinds, and the definitions of kinds, by which
// it notices that one of them has come.
func rights(watched []Kind) []rbacv1.PolicyRule {
	read := []string{"get", "list", "watch"}
	rules := []rbacv1.PolicyRule{{APIGroups: []string{"apiextensions.k8s.io"}, Resources: []string{"customresourcedefinitions"}, Verbs: read}}
	for _, k := range watched {
		if last := &rules[len(rules)-1]; last.APIGroups[0] == k.Group {
			last.Resources = append(last.Resources, k.Plural)
			continue
		}
		rules = append(rules, rbacv1.PolicyRule{APIGroups: []string{k.Group}, Resources: []string{k.Plural}, Verbs: read})
	}
	return rules
}

// configuration is the state as YAML. It holds strings alone, so that it can
// always be encoded.
func configuration(watched []Kind) string {
	node, err := manifest.Of(stateOf(watched))
	if err != nil {
		return err.Error()
	}
	return string(node.YAML())
}

func deployment(meta metav1.ObjectMeta) *appsv1.Deployment {
	labels := map[string]string{"app.kubernetes.io/name": exporterName}
	return &appsv1.Deployment{
		TypeMeta:   kinds.Deployment,
		ObjectMeta: meta,
		Spec: appsv1.DeploymentSpec{
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec: corev1.PodSpec{
					ServiceAccountName: exporterName,
					SecurityContext:    new(restricted.Pod(user)),
					Containers:         []corev1.Container{container()},
					Volumes: []corev1.Volume{{Name: "config", VolumeSource: corev1.VolumeSource{
						ConfigMap: &corev1.ConfigMapVolumeSource{LocalObjectReference: corev1.LocalObjectReference{Name: exporterName}},
					}}},
				},
			},
		},
	}
}

func container() corev1.Container {
	return corev1.Container{
		Name:  "kube-state-metrics",
		Image: charts.KubeStateMetrics.Reference(),
		Args: []string{
			// It reads a changed file by itself.
			"--custom-resource-state-config-file=" + configPath + "/" + configKey,
			// Of built-in kinds it would need rights, Secrets among them.
			"--custom-resource-state-only=true",
		},
		Ports: []corev1.ContainerPort{{Name: portMetrics, ContainerPort: 8080}, {Name: portOwn, ContainerPort: 8081}},
		Resources: corev1.ResourceRequirements{
			Requests: corev1.ResourceList{
				corev1.ResourceCPU:    resource.MustParse("10m"),
				corev1.ResourceMemory: resource.MustParse("48Mi"),
			},
			Limits: corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("256Mi")},
		},
		VolumeMounts:    []corev1.VolumeMount{{Name: "config", MountPath: configPath, ReadOnly: true}},
		LivenessProbe:   probe("/livez", portMetrics),
		ReadinessProbe:  probe("/readyz", portOwn),
		SecurityContext: new(restricted.Container()),
	}
}

func probe(path, port string) *corev1.Probe {
	return &corev1.Probe{
		ProbeHandler:        corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{Path: path, Port: intstr.FromString(port)}},
		InitialDelaySeconds: 5,
		TimeoutSeconds:      5,
	}
}
