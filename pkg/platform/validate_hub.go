package platform

import "seamark.dev/seamark/pkg/manifest"

// hub checks what is said of the hub itself.
func (c *checker) hub(at manifest.Path, h Hub) {
	monitoring := at.Field("monitoring")
	c.oneOf("config-unknown-hub-prometheus", monitoring.Field("prometheus"), string(h.Monitoring.Prometheus),
		[]string{string(ExistingPrometheus), string(NoPrometheus)})
	c.label(monitoring.Field("release"), h.Monitoring.Release)
}
