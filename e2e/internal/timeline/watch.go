package timeline

import (
	"context"
	"slices"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

// Watched is a cluster and the kinds of it that are recorded.
type Watched struct {
	Cluster string
	Config  *rest.Config
	Wanted  func(schema.GroupKind) bool
}

// discoveryInterval is how soon a new kind is noticed.
const discoveryInterval = 500 * time.Millisecond

func (w Watched) run(ctx context.Context, r *Recorder) error {
	client, err := dynamic.NewForConfig(w.Config)
	if err != nil {
		return err
	}
	served, err := discovery.NewDiscoveryClientForConfig(w.Config)
	if err != nil {
		return err
	}
	informers := dynamicinformer.NewDynamicSharedInformerFactory(client, 0)
	known := map[schema.GroupVersionResource]bool{}
	for {
		for _, resource := range w.resources(served) {
			if known[resource] {
				continue
			}
			known[resource] = true
			if _, err := informers.ForResource(resource).Informer().AddEventHandler(w.handler(r)); err != nil {
				return err
			}
		}
		informers.Start(ctx.Done())
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(discoveryInterval):
		}
	}
}

// resources are the wanted kinds that the cluster serves now. A group that
// cannot be listed for a moment is listed the next time.
func (w Watched) resources(client *discovery.DiscoveryClient) []schema.GroupVersionResource {
	lists, _ := client.ServerPreferredResources()
	var found []schema.GroupVersionResource
	for _, list := range lists {
		gv, err := schema.ParseGroupVersion(list.GroupVersion)
		if err != nil {
			continue
		}
		for _, resource := range list.APIResources {
			if watchable(resource) && w.Wanted(schema.GroupKind{Group: gv.Group, Kind: resource.Kind}) {
				found = append(found, gv.WithResource(resource.Name))
			}
		}
	}
	return found
}

// watchable leaves out what is asked and not kept, such as reviews, and parts
// of objects.
func watchable(resource metav1.APIResource) bool {
	return !strings.Contains(resource.Name, "/") && resource.Kind != "ComponentStatus" && slices.Contains(resource.Verbs, "watch")
}

func (w Watched) handler(r *Recorder) cache.ResourceEventHandler {
	return cache.ResourceEventHandlerFuncs{
		AddFunc:    func(o any) { r.seen(w.Cluster, o.(*unstructured.Unstructured)) },
		UpdateFunc: func(_, o any) { r.seen(w.Cluster, o.(*unstructured.Unstructured)) },
		DeleteFunc: func(o any) {
			if u, ok := o.(*unstructured.Unstructured); ok { // else the watch was interrupted
				r.gone(w.Cluster, u)
			}
		},
	}
}
