package platform

// Hub is the cluster that runs the engine and Crossplane, which all
// environments share.
type Hub struct {
	// Monitoring says whether the hub is watched.
	Monitoring HubMonitoring `json:"monitoring,omitzero"`
	// Compositions are what environments do about new Compositions, unless they
	// say it themselves.
	Compositions Compositions `json:"compositions,omitzero"`
	// Addresses are the IPv4 addresses, or ranges in CIDR notation, that the hub
	// calls from. Every control-plane firewall lets them in. A hub on DOKS calls
	// from the addresses of its nodes, which change, unless a NAT gateway is in
	// front of them.
	Addresses []string `json:"addresses,omitempty"`
	// PollInterval is how often the providers look at what DigitalOcean has, in
	// whole minutes from 1m to 60m. What somebody changes there is noticed and
	// undone that late, and so is what DigitalOcean does by itself; each look
	// costs calls, of which a token has 5,000 an hour. Default: 5m; 10m from 26
	// environments of one token on, 20m from 51 on.
	PollInterval string `json:"pollInterval,omitempty"`
}

// Compositions are what makes cloud resources of an environment's composite
// resources. They are the hub's, and change when a new release of Seamark is
// rendered.
type Compositions struct {
	// Update is Automatic: a new Composition is taken at once. Or Manual: the
	// environment stays with those that it has until it is Automatic again, so
	// that one environment can take them before the others (see
	// docs/compositions.md). Definitions, providers and functions are the hub's,
	// and change for all environments at once either way. Default: Automatic;
	// of an environment, what the hub says.
	Update UpdatePolicy `json:"update,omitempty"`
}

// UpdatePolicy says when a change is taken.
type UpdatePolicy string

// A change is taken at once, or not before somebody says so.
const (
	Automatic UpdatePolicy = "Automatic"
	Manual    UpdatePolicy = "Manual"
)

// HubPrometheus is the Prometheus that watches the hub.
type HubPrometheus string

// A hub is watched by the Prometheus that it has, or not at all.
const (
	NoPrometheus       HubPrometheus = "none"
	ExistingPrometheus HubPrometheus = "existing"
)

// HubMonitoring says whether the hub is watched.
type HubMonitoring struct {
	// Prometheus is existing on a hub where the Prometheus operator runs,
	// for example that of kube-prometheus-stack: it is given monitors, alerts, a
	// dashboard, and a kube-state-metrics for the resources of Crossplane and
	// the engine. With none there are none of these, and nothing watches the
	// hub. Default: none.
	Prometheus HubPrometheus `json:"prometheus,omitempty"`
	// Release is the Helm release of kube-prometheus-stack on the hub, by whose
	// name its Prometheus selects monitors and rules.
	// Default: kube-prometheus-stack.
	Release string `json:"release,omitempty"`
}

// Watched tells whether something watches the hub.
func (h Hub) Watched() bool { return h.Monitoring.Prometheus == ExistingPrometheus }
