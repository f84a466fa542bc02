package controlplane

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestKilled rolls out while controllers are killed, again and again, and wants
// the state that an undisturbed roll-out has.
func TestKilled(t *testing.T) {
	w := newWorld(t)
	w.repo = w.newRepository()
	p := parse(t, beta)
	w.createSecrets(t, p)
	commit := w.repo.push(t, p, "the first commit")
	w.startFlux(t)

	ctx, calm := context.WithCancel(w.ctx)
	killed := make(chan []string)
	go func() { killed <- w.killAtRandom(ctx, 1) }()
	w.eventually(t, rollOut, "the roll-out has come as far as the collection of logs", func() error {
		o, err := get(w.ctx, w.client, kustomizations, "beta", "2-cluster-collection")
		if err == nil && conditionOf(*o, "Ready")["status"] != "True" {
			err = errors.New(message(*o, "not ready"))
		}
		return err
	})
	calm()
	victims := <-killed
	t.Logf("killed: %s", strings.Join(victims, ", "))
	if len(victims) < 10 {
		t.Errorf("only %d were killed", len(victims))
	}
	w.eventually(t, rollOut, "everything is ready all the same", w.reconciled(commit))
	if diff := cmp.Diff(betaAlone, w.ordered()); diff != "" {
		t.Errorf("the account differs from what an undisturbed roll-out orders (-want +got):\n%s", diff)
	}
	w.report(t)
}

// betaAlone is what the second environment's configuration orders.
var betaAlone = []string{
	"Bucket acme-beta-loki-logs",
	"Database beta-adservice-pg",
	"Database beta-cartservice-valkey",
	"DatabaseFirewall beta-adservice-pg",
	"DatabaseFirewall beta-cartservice-valkey",
	"KubernetesCluster beta",
	"LogSink beta-adservice-pg/loki-adservice",
	"LogSink beta-cartservice-valkey/loki-cartservice",
	"SpacesKey acme-beta-loki-logs",
	"VPC beta",
}

// ordered is what the account holds by order of the repository; load balancers
// and volumes are the cluster's own.
func (w *world) ordered() []string {
	return slices.DeleteFunc(w.cloud.Inventory(), func(line string) bool {
		return strings.HasPrefix(line, "LoadBalancer ") || strings.HasPrefix(line, "Volume ")
	})
}

// killAtRandom kills a process every three to nine seconds until the context
// ends, and tells which.
//
// The DigitalOcean provider is spared. Upjet keeps the id of what it is making
// in memory until that is made: killed meanwhile, it orders the same name again
// and is refused for ever, with ours as with every other composition.
func (w *world) killAtRandom(ctx context.Context, seed uint64) []string {
	chance := rand.New(rand.NewPCG(seed, seed))
	var victims []string
	for {
		select {
		case <-ctx.Done():
			return victims
		case <-time.After(3*time.Second + time.Duration(chance.IntN(6000))*time.Millisecond):
		}
		candidates := slices.DeleteFunc(w.kubelet.Processes(), func(name string) bool { return strings.Contains(name, "digitalocean") })
		if len(candidates) == 0 {
			continue
		}
		victim := candidates[chance.IntN(len(candidates))]
		if err := w.kubelet.Kill(victim); err == nil {
			victims = append(victims, victim)
		}
	}
}
