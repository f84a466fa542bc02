package loki

import "seamark.dev/seamark/pkg/render"

// workloads are the pods of the chart in SimpleScalable mode. It lets no two of
// a kind share a node.
func workloads() []render.Workload {
	one := func(name string, replicas int) render.Workload {
		return render.Workload{
			Name: name, Enabled: []string{name + ".enabled"}, Replicas: name + ".replicas", Default: replicas,
			Spread: true, Affinity: name + ".affinity",
			Containers: []render.Container{{Name: name, Resources: name + ".resources"}},
		}
	}
	return []render.Workload{
		one("write", 3), one("read", 3), one("backend", 3), one("gateway", 1),
		memcached("chunksCache", 8192), memcached("resultsCache", 1024),
		{
			Name: "canary", Enabled: []string{"lokiCanary.enabled"}, Replicas: "lokiCanary.replicas", Default: 1,
			Containers: []render.Container{{Name: "canary", Resources: "lokiCanary.resources"}},
		},
	}
}

// memcached is one of the caches, which the chart sizes by allocatedMemory.
func memcached(name string, allocated int) render.Workload {
	return render.Workload{
		Name: name, Enabled: []string{name + ".enabled"}, Replicas: name + ".replicas", Default: 1,
		Containers: []render.Container{{
			Name: "memcached", Resources: name + ".resources", Default: render.Resources{CPU: "500m"},
			Memory: name + ".allocatedMemory", MemoryDefault: allocated, MemoryFactor: 1.2,
			CPU: name + ".allocatedCPU",
		}},
	}
}
