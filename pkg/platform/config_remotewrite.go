package platform

// RemoteWrite is a place outside of the cluster that gets the environment's
// metrics too, each with the label environment: Grafana Cloud, Mimir.
type RemoteWrite struct {
	// URL is the address that takes Prometheus' remote write:
	// https://mimir.example.com/api/v1/push.
	URL string `json:"url"`
	// Auth is how Prometheus says who it is: basic with the keys username and
	// password of the Secret, bearer with its key token, or none. Default: basic.
	Auth RemoteAuth `json:"auth,omitempty"`
	// Secret is the Secret with the credentials, in the environment's namespace on
	// the hub, where you make it. Several places of the same account may share one.
	// Default: remote-write.
	Secret string `json:"secret,omitempty"`
	// Tenant is sent as X-Scope-OrgID, which Mimir tells tenants apart by.
	Tenant string `json:"tenant,omitempty"`
	// Keep are names of the metrics that are sent, whole, as regular expressions:
	// node_.*. Without it all are.
	Keep []string `json:"keep,omitempty"`
	// Drop are those of them that are not sent.
	Drop []string `json:"drop,omitempty"`
}

// RemoteAuth is how Prometheus says who it is.
type RemoteAuth string

// The ways to say it.
const (
	BasicAuth  RemoteAuth = "basic"
	BearerAuth RemoteAuth = "bearer"
	NoAuth     RemoteAuth = "none"
)
