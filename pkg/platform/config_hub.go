package platform

// Hub is the cluster that runs the engine and Crossplane, which all
// environments share.
type Hub struct {
	// Monitoring says whether the hub is watched.
	Monitoring HubMonitoring `json:"monitoring,omitzero"`
	// Alerts says who is told when something is wrong with the hub, or with what
	// it makes at DigitalOcean. It wants monitoring.prometheus own: of an existing
	// Prometheus the Alertmanager is somebody else's.
	Alerts Alerts `json:"alerts,omitzero"`
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

// A hub is watched by a Prometheus that comes with the repository, by the one
// that it has, or not at all.
const (
	NoPrometheus       HubPrometheus = "none"
	ExistingPrometheus HubPrometheus = "existing"
	OwnPrometheus      HubPrometheus = "own"
)

// HubMonitoring says whether the hub is watched.
type HubMonitoring struct {
	// Prometheus is own on a hub without a Prometheus operator: the repository
	// brings kube-prometheus-stack, with Prometheus, Alertmanager and Grafana for
	// the hub alone, which request 0.25 CPUs and 0.9 GiB of memory together. Or
	// existing on a hub where the operator runs. Either is given monitors, alerts,
	// a dashboard, and a kube-state-metrics for the resources of Crossplane and
	// the engine. With none there are none of these, and nothing watches the
	// hub. Default: none.
	Prometheus HubPrometheus `json:"prometheus,omitempty"`
	// Release is the Helm release of an existing kube-prometheus-stack on the hub,
	// by whose name its Prometheus selects monitors and rules.
	// Default: kube-prometheus-stack.
	Release string `json:"release,omitempty"`
	// StorageClass is the class of the hub's volumes for an own Prometheus (5 GiB)
	// and its Alertmanager (1 GiB), do-block-storage on DOKS. Without it both write
	// to the disk of their node: metrics, silences and what was already told are
	// gone with the pod.
	StorageClass string `json:"storageClass,omitempty"`
}

// Watched tells whether something watches the hub.
func (h Hub) Watched() bool {
	return h.Monitoring.Prometheus == ExistingPrometheus || h.WatchesItself()
}

// WatchesItself tells whether the repository brings what watches the hub.
func (h Hub) WatchesItself() bool { return h.Monitoring.Prometheus == OwnPrometheus }
