package packages

import (
	"strconv"

	pkgv1beta1 "github.com/crossplane/crossplane/apis/v2/pkg/v1beta1"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/xpkg"
	"seamark.dev/seamark/pkg/charts"
)

// runtime is how a package runs: its flags, and the least and the most it may
// use.
type runtime struct {
	of                       charts.Package
	args                     []string
	cpu, memory, memoryLimit string
}

// terraform is what the DigitalOcean provider needs and may use, in MiB. Each
// operation holds 111 MiB, and an environment that is made runs three for 5 to
// 15 minutes, all at once; the rest is for the provider itself. Several
// environments are rarely made together, so that the request grows slowly.
func terraform(environments int) (request, limit int) {
	const least, most = 2048, 8192
	limit = min(max(least, 512+3*128*environments), most)
	return limit / 4, limit
}

func mebibytes(n int) string { return strconv.Itoa(n) + "Mi" }

// runtimes are those for a number of environments, and for the interval at which
// DigitalOcean is asked.
func runtimes(environments int, interval string) []runtime {
	poll := "--poll=" + interval
	request, limit := terraform(environments)
	return []runtime{
		{
			of: charts.ProviderDigitalOcean,
			args: []string{
				poll,
				// Each reconciliation forks Terraform, so this is also the
				// number of Terraform processes in memory. Default: 10.
				"--max-reconcile-rate=4",
			},
			// Generous: a Terraform killed while it creates something leaves
			// that behind without a record.
			cpu: "100m", memory: mebibytes(request), memoryLimit: mebibytes(limit),
		},
		{
			of: charts.ProviderHTTP,
			// Certificates and credentials rarely change.
			args: []string{poll},
			cpu:  "20m", memory: "64Mi", memoryLimit: "256Mi",
		},
		{
			of: charts.ProviderKubernetes,
			args: []string{
				// Keeps the data of Secrets out of the status of Objects.
				"--sanitize-secrets",
				// How fast a new password reaches the cluster. Default: 10m.
				"--poll=1m",
			},
			cpu: "50m", memory: "128Mi", memoryLimit: "512Mi",
		},
		{
			of:  charts.FunctionPatchAndTransform,
			cpu: "20m", memory: "64Mi", memoryLimit: "256Mi",
		},
	}
}

func (r runtime) config() *pkgv1beta1.DeploymentRuntimeConfig {
	return &pkgv1beta1.DeploymentRuntimeConfig{
		TypeMeta:   kinds.DeploymentRuntimeConfig,
		ObjectMeta: metav1.ObjectMeta{Name: objectName(r.of)},
		Spec: pkgv1beta1.DeploymentRuntimeConfigSpec{DeploymentTemplate: &pkgv1beta1.DeploymentTemplate{
			Spec: &appsv1.DeploymentSpec{
				// The schema wants one; Crossplane puts its own in its place.
				Selector: &metav1.LabelSelector{},
				Template: corev1.PodTemplateSpec{ObjectMeta: kept(), Spec: corev1.PodSpec{
					Containers: []corev1.Container{{
						Name:      xpkg.RuntimeContainer,
						Args:      r.args,
						Resources: r.resources(),
					}},
				}},
			},
		}},
	}
}

// kept tells the cluster autoscaler to leave the pod where it is: a provider
// that is moved while it creates something forgets what it was creating.
func kept() metav1.ObjectMeta {
	return metav1.ObjectMeta{Annotations: map[string]string{"cluster-autoscaler.kubernetes.io/safe-to-evict": "false"}}
}

func (r runtime) resources() corev1.ResourceRequirements {
	return corev1.ResourceRequirements{
		Requests: corev1.ResourceList{
			corev1.ResourceCPU:    resource.MustParse(r.cpu),
			corev1.ResourceMemory: resource.MustParse(r.memory),
		},
		Limits: corev1.ResourceList{corev1.ResourceMemory: resource.MustParse(r.memoryLimit)},
	}
}
