package platform

import "seamark.dev/seamark/pkg/manifest"

// hub checks what is said of the hub itself.
func (c *checker) hub(at manifest.Path, h Hub) {
	monitoring := at.Field("monitoring")
	c.oneOf("config-unknown-hub-prometheus", monitoring.Field("prometheus"), string(h.Monitoring.Prometheus),
		[]string{string(ExistingPrometheus), string(NoPrometheus)})
	c.label(monitoring.Field("release"), h.Monitoring.Release)
	c.compositions(at.Field("compositions"), h.Compositions)
	c.pollInterval(at.Field("pollInterval"), h.PollInterval)
}

func (c *checker) compositions(at manifest.Path, compositions Compositions) {
	c.oneOf("config-unknown-update-policy", at.Field("update"), string(compositions.Update), []string{string(Automatic), string(Manual)})
}
