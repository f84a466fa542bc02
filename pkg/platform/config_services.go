package platform

// Domain holds the DNS zone and the names in it.
type Domain struct {
	// Zone is a DNS zone that DigitalOcean serves for this account.
	Zone string `json:"zone"`
	// Demo is the public name of the demo. Default: demo.ZONE.
	Demo string `json:"demo,omitempty"`
	// Logs is the name the databases send their logs to; it resolves to a
	// private address. Default: logs.ZONE.
	Logs string `json:"logs,omitempty"`
	// ACMEEmail is the contact of the Let's Encrypt account.
	ACMEEmail string `json:"acmeEmail"`
}

// Metrics sizes Prometheus and Alertmanager.
type Metrics struct {
	// Retention is how long samples are kept, as Prometheus writes it.
	// Default: 7d.
	Retention string `json:"retention,omitempty"`
	// Volume is the size of the Prometheus volume. Default: 10Gi.
	Volume string `json:"volume,omitempty"`
	// AlertmanagerReplicas is the number of Alertmanagers, at least 2.
	// Default: 2.
	AlertmanagerReplicas int `json:"alertmanagerReplicas,omitempty"`
	// RemoteWrite are places outside of the cluster that get all metrics too.
	RemoteWrite []RemoteWrite `json:"remoteWrite,omitempty"`
}

// Logs sizes Loki.
type Logs struct {
	// Retention is how long lines are kept, a multiple of 24h. Default: 168h.
	Retention string `json:"retention,omitempty"`
	// Volume is the size of each Loki volume. Default: 5Gi.
	Volume string `json:"volume,omitempty"`
	// Bucket is the Spaces bucket, whose name all customers of a region share.
	// It cannot be renamed. Default: PLATFORM-NAME-loki-logs, where PLATFORM is
	// metadata.name and NAME the environment's.
	Bucket string `json:"bucket,omitempty"`
	// Existing is what exists already beside the bucket, which itself is taken
	// over by its name.
	Existing *ExistingLogs `json:"existing,omitempty"`
}

// ExistingLogs is the Spaces key of a bucket that is taken over instead of made.
type ExistingLogs struct {
	// Key is its access key ID, which is no secret. The secret half, which
	// DigitalOcean told once, is read from the cluster of cluster.existing: it
	// must be there in the Secret cluster-services/loki-spaces.
	Key string `json:"key"`
}

// Demo tunes the microservices demo and its load generator.
type Demo struct {
	// ChartVersion is an exact version or a range within major 1 of the demo
	// chart. Default: >=1.0.0 <2.0.0.
	ChartVersion string `json:"chartVersion,omitempty"`
	// Users is the number of simulated users. Default: 100.
	Users int `json:"users,omitempty"`
	// Rate is how many users start per second until all have. Default: 5.
	Rate int `json:"rate,omitempty"`
}
