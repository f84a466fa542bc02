package kubelet

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
)

// pod is one life of a Deployment's pod template.
type pod struct {
	k           *Kubelet
	log         *slog.Logger
	key         types.NamespacedName // of the Deployment
	fingerprint string               // of what it runs; empty when it is being stopped. Guarded by the kubelet.
	object      *corev1.Pod          // what its references to itself are resolved against
	selector    *metav1.LabelSelector
	dir         string

	cancel context.CancelFunc
	done   chan struct{} // closed when all its processes have ended
	roused chan struct{}

	mu      sync.Mutex
	stage   string              // what it is waiting for; empty when its containers run
	running map[string]*running // by container
}

// running is a container's current process.
type running struct {
	handle
	ports  map[int]int // where the container's moved ports really are
	expect []int       // the real ports that it listens on when it is ready, until it was seen to. Guarded by the pod.
}

// fingerprintOf changes when the Deployment's processes must be replaced.
func fingerprintOf(d *appsv1.Deployment) string {
	text, err := json.Marshal(d.Spec.Template)
	if err != nil {
		return string(d.UID) + err.Error()
	}
	sum := sha256.Sum256(append(text, d.UID...))
	return hex.EncodeToString(sum[:])
}

func compare(a, b types.NamespacedName) int {
	return cmp.Or(cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Name, b.Name))
}

func newPod(k *Kubelet, d *appsv1.Deployment, cancel context.CancelFunc) *pod {
	key := types.NamespacedName{Namespace: d.Namespace, Name: d.Name}
	template := d.Spec.Template.DeepCopy()
	object := &corev1.Pod{ObjectMeta: template.ObjectMeta, Spec: template.Spec}
	object.Namespace, object.Name, object.UID = d.Namespace, d.Name+"-0", d.UID
	if object.Spec.ServiceAccountName == "" {
		object.Spec.ServiceAccountName = "default"
	}
	return &pod{
		k: k, key: key, object: object, selector: d.Spec.Selector,
		log: k.log.With("deployment", key.String()),
		dir: filepath.Join(k.dir, d.Namespace, d.Name),

		cancel: cancel, done: make(chan struct{}), roused: make(chan struct{}, 1),
		stage: "its turn", running: map[string]*running{},
	}
}

// run is the pod's life: volumes, init containers one after the other, then all
// containers until the context ends.
func (p *pod) run(ctx context.Context) {
	var work sync.WaitGroup
	defer work.Wait()
	p.enter("its volumes")
	if !p.mounted(ctx) {
		return
	}
	work.Go(func() { p.keepMounted(ctx) })
	for _, c := range p.object.Spec.InitContainers {
		p.enter("init container " + c.Name)
		if program, known := p.program(c); known {
			p.loop(ctx, c, program, true)
		}
	}
	p.enter("")
	for _, c := range p.object.Spec.Containers {
		if program, known := p.program(c); known {
			work.Go(func() { p.loop(ctx, c, program, false) })
		}
	}
}

// enter records what the pod waits for.
func (p *pod) enter(stage string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stage = stage
}

func (p *pod) program(c corev1.Container) (Program, bool) {
	program, known := p.k.programs(c.Image)
	if !known {
		p.log.Warn("no program is known for the image, the container is taken to run", "container", c.Name, "image", c.Image)
	}
	return program, known
}

// awaken has the pod look at its volumes.
func (p *pod) awaken() {
	select {
	case p.roused <- struct{}{}:
	default: // it will look anyway
	}
}

// matches tells whether a Service with this selector leads to the pod.
func (p *pod) matches(selector map[string]string) bool {
	return len(selector) > 0 && labels.SelectorFromSet(selector).Matches(labels.Set(p.object.Labels))
}

func (p *pod) processName(container string) string {
	return fmt.Sprintf("%s/%s/%s", p.key.Namespace, p.key.Name, container)
}

func (p *pod) names() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var names []string
	for _, container := range slices.Sorted(maps.Keys(p.running)) {
		names = append(names, p.processName(container))
	}
	return names
}

func (p *pod) find(name string) *running {
	p.mu.Lock()
	defer p.mu.Unlock()
	for container, r := range p.running {
		if p.processName(container) == name {
			return r
		}
	}
	return nil
}

// record notes a container's process, or with nil that it has none.
func (p *pod) record(container string, r *running) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r == nil {
		delete(p.running, container)
		return
	}
	p.running[container] = r
}
