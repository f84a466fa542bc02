package loki

import "seamark.dev/seamark/pkg/model"

// workloads are the pods of the chart in SimpleScalable mode. It lets no two of
// a kind share a node.
func workloads() []model.Workload {
	one := func(name string, replicas int) model.Workload {
		return model.Workload{
			Name: name, Enabled: []string{name + ".enabled"}, Replicas: name + ".replicas", Default: replicas,
			Spread: true, Affinity: name + ".affinity",
			Containers: []model.Container{{Name: name, Resources: name + ".resources"}},
		}
	}
	return []model.Workload{
		one("write", 3), one("read", 3), one("backend", 3), one("gateway", 1),
		memcached("chunksCache", 8192), memcached("resultsCache", 1024),
		{
			Name: "canary", Enabled: []string{"lokiCanary.enabled"}, Replicas: "lokiCanary.replicas", Default: 1,
			Containers: []model.Container{{Name: "canary", Resources: "lokiCanary.resources"}},
		},
	}
}

// memcached is one of the caches, which the chart sizes by allocatedMemory.
func memcached(name string, allocated int) model.Workload {
	return model.Workload{
		Name: name, Enabled: []string{name + ".enabled"}, Replicas: name + ".replicas", Default: 1,
		Containers: []model.Container{{
			Name: "memcached", Resources: name + ".resources", Default: model.Resources{CPU: "500m"},
			Memory: name + ".allocatedMemory", MemoryDefault: allocated, MemoryFactor: 1.2,
			CPU: name + ".allocatedCPU",
		}},
	}
}
