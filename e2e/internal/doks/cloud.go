package doks

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Cloud is the DigitalOcean account as the cluster's own controllers see it.
// All methods may be called again for the same thing.
type Cloud interface {
	// LoadBalancer makes the load balancer with a name unless it is there,
	// and returns its id and address. The address is empty while it is made.
	LoadBalancer(ctx context.Context, name string, internal bool) (id, address string, err error)
	// DeleteLoadBalancer removes a load balancer; it may be gone already.
	DeleteLoadBalancer(ctx context.Context, id string) error
	// Volume makes the volume with a name unless it is there.
	Volume(ctx context.Context, name string, bytes int64) (id string, err error)
	// DeleteVolume removes a volume; it may be gone already.
	DeleteVolume(ctx context.Context, id string) error
}

// MemoryCloud is a Cloud that remembers and does nothing else.
type MemoryCloud struct {
	mutex     sync.Mutex
	wait      time.Duration
	balancers map[string]balancer
	volumes   map[string]string
	taken     int
}

type balancer struct {
	id, address string
	ready       time.Time
}

// NewMemoryCloud is a cloud whose load balancers have an address after a while.
func NewMemoryCloud(wait time.Duration) *MemoryCloud {
	return &MemoryCloud{wait: wait, balancers: map[string]balancer{}, volumes: map[string]string{}}
}

// LoadBalancer takes public addresses from a documentation range and internal
// ones from a private range, in the order of the calls.
func (m *MemoryCloud) LoadBalancer(_ context.Context, name string, internal bool) (string, string, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	b, known := m.balancers[name]
	if !known {
		m.taken++
		b = balancer{id: identifier("load-balancer/" + name), ready: time.Now().Add(m.wait)}
		b.address = fmt.Sprintf("203.0.113.%d", m.taken%255)
		if internal {
			b.address = fmt.Sprintf("10.114.0.%d", m.taken%255)
		}
		m.balancers[name] = b
	}
	if time.Now().Before(b.ready) {
		return b.id, "", nil
	}
	return b.id, b.address, nil
}

// DeleteLoadBalancer forgets the load balancer.
func (m *MemoryCloud) DeleteLoadBalancer(_ context.Context, id string) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for name, b := range m.balancers {
		if b.id == id {
			delete(m.balancers, name)
		}
	}
	return nil
}

// Volume remembers the volume.
func (m *MemoryCloud) Volume(_ context.Context, name string, _ int64) (string, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.volumes[name] = identifier("volume/" + name)
	return m.volumes[name], nil
}

// DeleteVolume forgets the volume.
func (m *MemoryCloud) DeleteVolume(_ context.Context, id string) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for name, known := range m.volumes {
		if known == id {
			delete(m.volumes, name)
		}
	}
	return nil
}

// Count is how many load balancers and volumes are left.
func (m *MemoryCloud) Count() (balancers, volumes int) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return len(m.balancers), len(m.volumes)
}

// identifier is an id that looks like DigitalOcean's and is the same each time.
func identifier(name string) string {
	return uuid.NewSHA1(uuid.NameSpaceDNS, []byte(name)).String()
}
