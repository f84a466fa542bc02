package ocean

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/crossplane/crossplane-runtime/v2/pkg/logging"
	"github.com/crossplane/crossplane-runtime/v2/pkg/reconciler/managed"
	"github.com/crossplane/crossplane-runtime/v2/pkg/resource"
	"github.com/crossplane/crossplane-runtime/v2/pkg/resource/unstructured"
	"github.com/go-logr/logr"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	clientgo "k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/manager"
)

// ProviderOptions are how the provider behaves.
type ProviderOptions struct {
	// Poll is how often the cloud is compared with what is wanted; 0 for 2s.
	// The provider's own default is 10 minutes.
	Poll time.Duration
	// CreationGrace is how long after an order the provider believes that the
	// resource may still appear; 0 for 1s. A failed order is repeated after it.
	// The provider's own is 30 seconds.
	CreationGrace time.Duration
	// DestroyTimeout is how long the deletion of a network with members is
	// tried before the failure is told; 0 for 2s. Terraform's is 2 minutes.
	DestroyTimeout time.Duration
	// Retry is the longest pause before something that failed is tried again;
	// 0 for 1s. The provider's is 60 seconds.
	Retry time.Duration
	// Log gets what the provider does, at debug level every reconcile; nil for
	// the cloud's.
	Log *slog.Logger
}

// provider is what all controllers share while it runs.
type provider struct {
	cloud   *Cloud
	kube    client.Client
	options ProviderOptions
	log     *slog.Logger
	life    context.Context // background operations end with it
	busy    *sync.WaitGroup // background operations
	wakes   chan event.GenericEvent
}

// newProvider fills in the defaults.
func (c *Cloud) newProvider(ctx context.Context, kube client.Client, o ProviderOptions) *provider {
	for field, fallback := range map[*time.Duration]time.Duration{
		&o.Poll: 2 * time.Second, &o.CreationGrace: time.Second, &o.DestroyTimeout: 2 * time.Second, &o.Retry: time.Second,
	} {
		if *field == 0 {
			*field = fallback
		}
	}
	if o.Log == nil {
		o.Log = c.log
	}
	return &provider{cloud: c, kube: unstructured.NewClient(kube), options: o, log: o.Log, life: ctx, busy: &sync.WaitGroup{}}
}

// kindController is what watches and reconciles one kind.
type kindController struct {
	*managed.Reconciler
	*connector
}

// controller is the reconciler that all Crossplane providers use, for a kind.
func (p *provider) controller(s shape) (kindController, error) {
	scheme := runtime.NewScheme()
	if err := clientgo.AddToScheme(scheme); err != nil {
		return kindController{}, err
	}
	scheme.AddKnownTypeWithName(s.gvk, &Managed{})
	own := *p // each kind is woken by itself
	own.wakes = make(chan event.GenericEvent, 64)
	conn := &connector{provider: &own, shape: s, work: &workspaces{busy: p.busy, all: map[types.UID]*workspace{}}}
	hub := hub{client: &kindClient{Client: p.kube, gvk: s.gvk}, scheme: scheme}
	log := logging.NewLogrLogger(logr.FromSlogHandler(p.log.Handler()))
	options := []managed.ReconcilerOption{
		managed.WithLogger(log.WithValues("kind", s.gvk.String())),
		managed.WithExternalConnector(conn),
		managed.WithPollInterval(p.options.Poll),
		managed.WithCreationGracePeriod(p.options.CreationGrace),
		managed.WithTimeout(3 * time.Minute),
		managed.WithManagementPolicies(),
	}
	if !s.named {
		options = append(options, managed.WithInitializers())
	}
	return kindController{Reconciler: managed.NewReconciler(hub, resource.ManagedKind(s.gvk), options...), connector: conn}, nil
}

// wake lets a managed resource be reconciled again at once.
func (p *provider) wake(m *Managed) { p.wakeKey(client.ObjectKeyFromObject(m)) }

func (p *provider) wakeKey(key client.ObjectKey) {
	m := &Managed{}
	m.SetNamespace(key.Namespace)
	m.SetName(key.Name)
	select {
	case p.wakes <- event.GenericEvent{Object: m}:
	default: // it will be polled
	}
}

// hub is as much of a manager as the reconciler asks for.
type hub struct {
	manager.Manager
	client client.Client
	scheme *runtime.Scheme
}

// GetClient is the client of a kind.
func (h hub) GetClient() client.Client { return h.client }

// GetScheme knows the kind as Managed.
func (h hub) GetScheme() *runtime.Scheme { return h.scheme }

// kindClient tells a managed resource its kind before it is read.
type kindClient struct {
	client.Client
	gvk schema.GroupVersionKind
}

// Get reads an object.
func (k *kindClient) Get(ctx context.Context, key client.ObjectKey, o client.Object, options ...client.GetOption) error {
	if m, ok := o.(*Managed); ok && m.Object == nil {
		m.SetGroupVersionKind(k.gvk)
	}
	return k.Client.Get(ctx, key, o, options...)
}
