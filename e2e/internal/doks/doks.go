// Package doks is what a DOKS cluster brings by itself, and stand-ins for the
// programs in it that cannot run where pods are only pretended.
//
// A cluster that has a real API server but fake pods would never become ready,
// or worse, would become ready for no reason. So each program that the rendered
// repository relies on has a stand-in here, which does what the program does to
// the API: Cilium's Gateway controller, DigitalOcean's cloud controller and
// volume driver, cert-manager's controller, injector, webhook and start-up
// check, and the Metrics Server. The stand-in for something that a chart
// installs acts only while a pod of that chart is ready, so that what comes too
// early meets the same refusals as in a real cluster.
//
// The webhook and the Metrics Server are really listened for, on the address of
// their Service: the API server dials it and verifies the certificate.
package doks

import (
	"context"
	"log/slog"
	"time"

	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// Options are what a cluster may be given; the zero value works.
type Options struct {
	// Log is told everything the stand-ins do. The default discards it.
	Log *slog.Logger
	// Delay is the unit of time: how soon a program looks again at what was
	// not ready. A load balancer takes five of them, a certificate from Let's
	// Encrypt five, one from a local authority one. The default is 200 ms.
	Delay time.Duration
	// Schemas is the folder whose sub-folder gateway-api holds the Gateway
	// API's CustomResourceDefinitions. The environment variable SCHEMAS goes
	// before it; without either they are taken from the Go module.
	Schemas string
	// Cloud makes load balancers and volumes. The default keeps them in
	// memory and takes addresses from documentation ranges.
	Cloud Cloud
}

const defaultDelay = 200 * time.Millisecond

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Delay <= 0 {
		o.Delay = defaultDelay
	}
	if o.Cloud == nil {
		o.Cloud = NewMemoryCloud(5 * o.Delay)
	}
	return o
}

// cluster is the stand-ins' view of one DOKS cluster. Reads go to the API
// server, not to a cache, so that nobody acts twice on what it has just done.
type cluster struct {
	client.Client
	log         *slog.Logger
	delay       time.Duration
	cloud       Cloud
	letsEncrypt *authority
	servers     *servers
	stopwatch   *stopwatch
}

// Run installs what DOKS brings and plays its programs until the context ends.
// It returns an error only for what waiting cannot mend, such as a folder of
// definitions that cannot be read; trouble with the API is logged and tried
// again.
func Run(ctx context.Context, config *rest.Config, options Options) error {
	options = options.withDefaults()
	definitions, err := gatewayDefinitions(options.Schemas)
	if err != nil {
		return err
	}
	config = rest.CopyConfig(config)
	config.QPS = -1 // no limit: the server is beside us
	c, err := newCluster(config, options)
	if err != nil {
		return err
	}
	defer c.servers.closeAll()
	c.untilDone(ctx, "install", func() error { return c.install(ctx, definitions) })
	c.untilDone(ctx, "control", func() error { return c.control(ctx, config) })
	return nil
}

func newCluster(config *rest.Config, options Options) (*cluster, error) {
	scheme, err := newScheme()
	if err != nil {
		return nil, err
	}
	api, err := client.New(config, client.Options{Scheme: scheme})
	if err != nil {
		return nil, err
	}
	return assemble(api, options)
}

// assemble makes a cluster around a client, which tests fake.
func assemble(api client.Client, options Options) (*cluster, error) {
	letsEncrypt, err := newLetsEncrypt()
	if err != nil {
		return nil, err
	}
	return &cluster{
		Client:      api,
		log:         options.Log,
		delay:       options.Delay,
		cloud:       options.Cloud,
		letsEncrypt: letsEncrypt,
		servers:     newServers(options.Log),
		stopwatch:   newStopwatch(time.Now),
	}, nil
}

// untilDone tries until it succeeds or the context ends.
func (c *cluster) untilDone(ctx context.Context, what string, try func() error) {
	last := ""
	for ctx.Err() == nil {
		err := try()
		if err == nil || ctx.Err() != nil {
			return
		}
		if err.Error() != last {
			last = err.Error()
			c.log.Info("doks: waits", "what", what, "for", last)
		}
		c.sleep(ctx)
	}
}

func (c *cluster) sleep(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(c.delay):
	}
}
