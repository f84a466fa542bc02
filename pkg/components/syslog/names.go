package syslog

// The TLS syslog listener of Alloy.
const (
	// Port is where the databases send their logs, TLS only.
	Port = 6514
	// TLSSecretName is the Secret with the listener's certificate.
	TLSSecretName = "alloy-syslog-tls"
	// KeyCombinedPEM holds private key and certificate in one file. Alloy
	// must read both from one file: two files change one after the other,
	// and the listener does not survive the mismatch in between.
	KeyCombinedPEM = "tls-combined.pem"
	// KeyCACert holds the certificate authority that the log sinks trust.
	KeyCACert = "ca.crt"
	// ServiceName is the internal load balancer in front of the listener.
	ServiceName = "alloy-syslog"
)
