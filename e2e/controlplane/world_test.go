package controlplane

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/go-logr/logr"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/klog/v2"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/depot"
	"seamark.dev/seamark/e2e/internal/kubelet"
	"seamark.dev/seamark/e2e/internal/kubernetes"
	"seamark.dev/seamark/e2e/internal/ocean"
	"seamark.dev/seamark/e2e/internal/timeline"
)

// hubName is the hub in the timeline.
const hubName = "hub"

// world is everything around a rendered repository.
type world struct {
	t     *testing.T
	ctx   context.Context
	dir   string
	log   *slog.Logger
	begun time.Time

	depot    *depot.Depot
	cloud    *ocean.Cloud
	host     *kubernetes.Host
	hub      *kubernetes.Cluster
	client   client.Client // of the hub
	kubelet  *kubelet.Kubelet
	recorder *timeline.Recorder
	doks     *clusters
	repo     *repository

	engine sync.Map          // programs of the GitOps engine: kubelet.Program by a part of the image
	inputs map[string]string // what a person gives
	size   string            // of the default node pool of alpha, once it is another

	running sync.WaitGroup
}

// newWorld starts an empty hub in an empty account. It ends with the test; what
// it wrote stays if the test failed.
func newWorld(t *testing.T) *world {
	t.Helper()
	ctrl.SetLogger(logr.Discard()) // ours are given to those who log
	klog.SetLogger(logr.Discard())
	dir, err := os.MkdirTemp("", "seamark-controlplane-")
	if err != nil {
		t.Fatal(err)
	}
	output, err := os.Create(filepath.Join(dir, "harness.log"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	w := &world{t: t, ctx: ctx, dir: dir, begun: time.Now(), inputs: maps.Clone(inputs)}
	w.log = slog.New(slog.NewTextHandler(output, &slog.HandlerOptions{Level: slog.LevelDebug}))
	w.recorder = timeline.NewRecorder(w.log)
	t.Cleanup(func() {
		w.stop(cancel)
		output.Close()
		if t.Failed() {
			t.Logf("logs of all programs: %s", dir)
			return
		}
		os.RemoveAll(dir)
	})
	for _, step := range []func() error{w.startDepot, w.startHub, w.startCloud, w.startKubelet} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func (w *world) stop(cancel context.CancelFunc) {
	cancel()
	w.running.Wait()
	if w.cloud != nil {
		w.cloud.Close()
	}
	if w.doks != nil {
		w.doks.stop()
	}
	if w.hub != nil {
		w.hub.Stop()
	}
	if w.host != nil {
		w.host.Stop()
	}
	if w.depot != nil {
		w.depot.Close()
	}
}

// startDepot publishes all charts and packages.
func (w *world) startDepot() (err error) {
	if w.depot, err = depot.Start(w.folder("depot"), w.log.With("from", "depot")); err != nil {
		return err
	}
	charts, err := depot.LoadCharts(w.ctx)
	if err != nil {
		return err
	}
	packages, err := depot.LoadPackages(w.ctx)
	if err != nil {
		return err
	}
	return w.depot.Publish(charts, packages)
}

func (w *world) startHub() (err error) {
	if w.host, err = kubernetes.NewHost(w.ctx, w.folder("clusters")); err != nil {
		return err
	}
	if w.hub, err = w.host.NewCluster(w.ctx, hubName, kubernetes.Options{Nodes: 1, Egress: w.egress()}); err != nil {
		return err
	}
	w.watch(timeline.Watched{Cluster: hubName, Config: w.hub.Config, Wanted: onHub})
	w.client, err = client.New(w.hub.Config, client.Options{})
	return err
}

// egress is the socket through which the API server reaches webhooks.
func (w *world) egress() string { return filepath.Join(w.dir, "egress.sock") }

func (w *world) startCloud() error {
	w.doks = &clusters{world: w, running: map[string]*doksCluster{}}
	w.cloud = ocean.New(ocean.Options{
		Token: apiToken, SpacesID: spacesID, SpacesSecret: spacesSecret,
		Clusters: w.doks,
		Making: map[ocean.Kind]time.Duration{
			ocean.VPC: 300 * time.Millisecond, ocean.Cluster: time.Second, ocean.Database: 3 * time.Second, ocean.Bucket: 300 * time.Millisecond,
		},
		Leaving: 2 * time.Second,
		Log:     w.log.With("from", "cloud"),
	})
	return nil
}

// startKubelet runs the hub's Deployments, and the proxy that is the hub's DNS
// and Internet.
func (w *world) startKubelet() error {
	api, err := w.cloud.Serve(w.dir)
	if err != nil {
		return err
	}
	w.t.Cleanup(func() { api.Close() })
	proxy := &kubelet.ConnectProxy{Patience: 10 * time.Second, Log: w.log.With("from", "proxy"), Hosts: api.Hosts()}
	address, err := w.serve("tcp", "127.0.0.1:0", proxy)
	if err != nil {
		return err
	}
	if _, err := w.serve("unix", w.egress(), proxy); err != nil {
		return err
	}
	programs, err := w.programs("http://"+address, api.File())
	if err != nil {
		return err
	}
	w.kubelet = kubelet.New(w.hub.Config, w.folder("pods"), programs, w.log.With("from", "kubelet"))
	w.kubelet.Readiness = true
	proxy.Resolve = w.kubelet.Resolve
	w.run("kubelet", w.kubelet.Run)
	return nil
}

// serve answers until the world ends.
func (w *world) serve(network, address string, handler http.Handler) (string, error) {
	listener, err := net.Listen(network, address)
	if err != nil {
		return "", err
	}
	server := &http.Server{Handler: handler}
	go func() { _ = server.Serve(listener) }()
	w.t.Cleanup(func() { server.Close() })
	return listener.Addr().String(), nil
}

// run does something until the world ends.
func (w *world) run(name string, do func(context.Context) error) {
	w.running.Go(func() {
		if err := do(w.ctx); err != nil && !errors.Is(err, context.Canceled) {
			w.log.Error("ended", "program", name, "error", err)
			w.t.Errorf("%s ended: %v", name, err)
		}
	})
}

func (w *world) watch(watched timeline.Watched) {
	w.run("watch of "+watched.Cluster, func(ctx context.Context) error { return w.recorder.Watch(ctx, watched) })
}

func (w *world) folder(name string) string {
	path := filepath.Join(w.dir, name)
	if err := os.MkdirAll(path, 0o755); err != nil {
		w.t.Fatal(err)
	}
	return path
}

// eventually returns when the check passes, and ends the test when it has not
// within the time.
func (w *world) eventually(t *testing.T, patience time.Duration, what string, check func() error) {
	t.Helper()
	start := time.Now()
	for {
		err := check()
		if err == nil {
			t.Logf("%6.1fs %s (%.1fs)", time.Since(w.begun).Seconds(), what, time.Since(start).Seconds())
			return
		}
		if time.Since(start) > patience {
			t.Fatalf("%s: not within %s: %v", what, patience, err)
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// onHub are the kinds of the hub that the timeline has.
func onHub(gk schema.GroupKind) bool {
	switch gk.Kind {
	case "Event", "EndpointSlice", "Endpoints", "Lease", "Pod", "ReplicaSet", "PackageRevision", "ControllerRevision":
		return false
	}
	return true
}
