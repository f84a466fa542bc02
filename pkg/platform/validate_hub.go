package platform

import (
	"fmt"

	"k8s.io/apimachinery/pkg/util/validation"

	"seamark.dev/seamark/pkg/manifest"
)

// hub checks what is said of the hub itself.
func (c *checker) hub(at manifest.Path, h Hub) {
	c.monitoring(at.Field("monitoring"), h.Monitoring)
	c.hubAlerts(at, h)
	c.compositions(at.Field("compositions"), h.Compositions)
	c.pollInterval(at.Field("pollInterval"), h.PollInterval)
}

// watchers are the values of HubPrometheus.
var watchers = []string{string(ExistingPrometheus), string(NoPrometheus), string(OwnPrometheus)}

func (c *checker) monitoring(at manifest.Path, m HubMonitoring) {
	known := c.oneOf("config-unknown-hub-prometheus", at.Field("prometheus"), string(m.Prometheus), watchers)
	c.label(at.Field("release"), m.Release)
	if m.StorageClass != "" && len(validation.IsDNS1123Subdomain(m.StorageClass)) > 0 {
		c.add("config-invalid-name", at.Field("storageClass"), m.StorageClass,
			"must be the name of a storage class: lower-case letters, digits, hyphens and dots", "kubectl get storageclass lists those of the hub")
	}
	if !known {
		return
	}
	if m.Prometheus != ExistingPrometheus && m.Release != defaultHub().Monitoring.Release {
		c.onlyWith(at.Field("release"), m.Release, ExistingPrometheus)
	}
	if m.Prometheus != OwnPrometheus && m.StorageClass != "" {
		c.onlyWith(at.Field("storageClass"), m.StorageClass, OwnPrometheus)
	}
}

// onlyWith warns of a field that another Prometheus of the hub would read.
func (c *checker) onlyWith(at manifest.Path, value string, reader HubPrometheus) {
	c.warn(changesNothing, at, value, fmt.Sprintf("changes nothing: only monitoring.prometheus %s reads it", reader),
		fmt.Sprintf("leave it out, or set spec.hub.monitoring.prometheus: %s", reader))
}

// hubAlerts refuses receivers that nobody would send anything to.
func (c *checker) hubAlerts(at manifest.Path, h Hub) {
	r, field := h.Alerts.Receiver, at.Field("alerts").Field("receiver")
	c.receiver(field, r)
	if r == (Receiver{}) {
		return
	}
	const code, own = "config-hub-alerts-unsent", "set spec.hub.monitoring.prometheus: own"
	switch h.Monitoring.Prometheus {
	case NoPrometheus:
		c.add(code, field, "", "nobody would be told: nothing watches the hub", own)
	case ExistingPrometheus:
		c.add(code, field, "", "nobody would be told: the Alertmanager of an existing Prometheus is yours", "configure its receivers there, or "+own+" on a hub without a Prometheus operator")
	}
}

func (c *checker) compositions(at manifest.Path, compositions Compositions) {
	c.oneOf("config-unknown-update-policy", at.Field("update"), string(compositions.Update), []string{string(Automatic), string(Manual)})
}
