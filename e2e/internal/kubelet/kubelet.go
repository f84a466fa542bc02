// Package kubelet runs the containers of a cluster that has no nodes as
// programs of this machine: a Deployment whose image is a known program becomes
// a process with the environment, arguments, files, ServiceAccount and restarts
// that its pod would have. Its API permissions are therefore those of its RBAC,
// and what it is not given it does not have. Deployments with other images are
// left to whoever fakes their pods.
//
// What differs from a pod: one process per container whatever the replicas, no
// isolation, no limits, volumes in a folder with every path in environment and
// arguments rewritten, ports moved where a Program says how, and no DNS, for
// which ConnectProxy stands in.
package kubelet

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// Program is what runs in place of an image.
type Program struct {
	// Path of the program. It stands for the image's entry point.
	Path string

	// Run is a stand-in inside this program, used when Path is empty. It is
	// given the configuration of the pod's ServiceAccount and ends when the
	// context does.
	Run func(ctx context.Context, cfg *rest.Config) error

	// Ports are the container's ports that Env and Args can move. For each a
	// free port of 127.0.0.1 is chosen at every start, which replaces {PORT} in
	// Env and Args. All other ports are used as they are.
	Ports []int

	// Env is added last, as KEY=value. Mount paths in it are rewritten.
	Env []string

	// Args are added last. Mount paths in them are rewritten.
	Args []string

	// InCluster gives the program the files of its ServiceAccount where a pod
	// has them, beside the KUBECONFIG that every program has. Only the
	// administrator of the machine can do that, and only on Linux: the program
	// has a view of the file system of its own.
	InCluster bool
}

// Kubelet runs Deployments. Its exported fields may be changed before Run.
type Kubelet struct {
	// Readiness has the status of the pods of its Deployments follow their
	// processes: ready when the process runs and listens on those declared
	// ports that could be moved. Whoever fakes other pods must leave these
	// alone: kwok's stages for pods can exclude them by the annotation
	// prometheus.io/scrape, which Crossplane gives core and providers, and the
	// label pkg.crossplane.io/function. Otherwise pods are not touched.
	Readiness bool

	// Listen has it listen on the ClusterIPs of the Services of its
	// Deployments, which must be addresses of this machine.
	Listen bool

	BackOff    time.Duration // before the first restart, doubled for each further one: 500 ms
	MaxBackOff time.Duration // the longest: 10 s
	Steady     time.Duration // a run of this length makes the next back-off the first again: 30 s
	Grace      time.Duration // between SIGTERM and SIGKILL: 5 s

	cfg      *rest.Config
	dir      string
	programs func(image string) (Program, bool)
	log      *slog.Logger
	cluster  client.Client

	mu      sync.Mutex
	pods    map[types.NamespacedName]*pod
	working sync.WaitGroup
}

// New makes a kubelet for the cluster. The configuration must be that of an
// administrator. All files of its pods are kept in the folder.
func New(cfg *rest.Config, dir string, programs func(image string) (Program, bool), log *slog.Logger) *Kubelet {
	return &Kubelet{
		BackOff: 500 * time.Millisecond, MaxBackOff: 10 * time.Second, Steady: 30 * time.Second, Grace: 5 * time.Second,
		cfg: cfg, dir: dir, programs: programs, log: log,
		pods: map[types.NamespacedName]*pod{},
	}
}

// sync makes what runs match the Deployment, or its absence. It does not wait
// for processes to end or start.
func (k *Kubelet) sync(ctx context.Context, d *appsv1.Deployment, exists bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	key := client.ObjectKeyFromObject(d)
	old := k.pods[key]
	fingerprint := ""
	if exists && k.runs(d) {
		fingerprint = fingerprintOf(d)
	}
	switch {
	case old == nil && fingerprint == "", old != nil && old.fingerprint == fingerprint:
		return
	case old != nil:
		k.log.Info("stops", "deployment", key, "changed", fingerprint != "")
		old.fingerprint = ""
		old.cancel()
	}
	if fingerprint == "" || ctx.Err() != nil {
		return // the old one remains, so that a successor can wait for its end
	}
	life, cancel := context.WithCancel(ctx)
	next := newPod(k, d, cancel)
	next.fingerprint = fingerprint
	k.pods[key] = next
	k.working.Go(func() {
		defer close(next.done)
		defer cancel()
		if old != nil {
			<-old.done
		}
		next.run(life)
	})
}

// runs tells whether the Deployment is one for this kubelet.
func (k *Kubelet) runs(d *appsv1.Deployment) bool {
	if d.DeletionTimestamp != nil || d.Spec.Replicas != nil && *d.Spec.Replicas == 0 {
		return false
	}
	return slices.ContainsFunc(d.Spec.Template.Spec.Containers, func(c corev1.Container) bool {
		_, known := k.programs(c.Image)
		return known
	})
}

// alive are the pods that are not being stopped, in the order of their names.
func (k *Kubelet) alive() []*pod {
	k.mu.Lock()
	defer k.mu.Unlock()
	var alive []*pod
	for _, p := range k.pods {
		if p.fingerprint != "" {
			alive = append(alive, p)
		}
	}
	slices.SortFunc(alive, func(a, b *pod) int { return compare(a.key, b.key) })
	return alive
}

// Processes are the names of all containers that run now, init containers
// included: namespace/deployment/container, sorted.
func (k *Kubelet) Processes() []string {
	var names []string
	for _, p := range k.alive() {
		names = append(names, p.names()...)
	}
	return names
}

// Kill ends a process at once, as a node out of memory would; it is restarted
// after its back-off. It fails when nothing of that name runs.
func (k *Kubelet) Kill(name string) error {
	for _, p := range k.alive() {
		if running := p.find(name); running != nil {
			k.log.Info("killed on request", "process", name)
			running.Kill()
			return nil
		}
	}
	return fmt.Errorf("no process %s runs, but %v", name, k.Processes())
}

// Ready says whether the processes of a Deployment run and listen.
func (k *Kubelet) Ready(key types.NamespacedName) bool {
	for _, p := range k.alive() {
		if p.key == key {
			return p.ready()
		}
	}
	return false
}

// LogOf is the path of the file that a process, named as in Processes, writes.
func (k *Kubelet) LogOf(name string) string {
	return filepath.Join(k.dir, filepath.FromSlash(name)+".log")
}
