// Package resources is what the values of every chart say about a container's
// share of a node.
package resources

// Resources are a container's requests and limits. CPU has no limit anywhere:
// a limit would throttle a container while the node has cycles to spare.
type Resources struct {
	Requests Requests `json:"requests"`
	Limits   Limits   `json:"limits"`
}

// Requests are what the scheduler sets aside.
type Requests struct {
	CPU    string `json:"cpu"`
	Memory string `json:"memory"`
}

// Limits are what the container may not exceed.
type Limits struct {
	Memory string `json:"memory"`
}

// Of asks for CPU and memory and bounds the memory: Of("10m", "48Mi", "192Mi").
func Of(cpu, memory, memoryLimit string) Resources {
	return Resources{Requests: Requests{CPU: cpu, Memory: memory}, Limits: Limits{Memory: memoryLimit}}
}

// Complete tells whether requests and limit are all set.
func (r Resources) Complete() bool {
	return r.Requests.CPU != "" && r.Requests.Memory != "" && r.Limits.Memory != ""
}
