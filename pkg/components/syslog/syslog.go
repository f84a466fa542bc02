// Package syslog is the way by which the managed databases deliver their logs:
// a private certificate authority, the certificate of Alloy's TLS listener and
// the internal load balancer in front of it.
//
// The log sinks of the databases pin the certificate authority, so it is made
// to outlive the installation: ten years, and renewed with the same key. The
// server certificate below it is short-lived and may change at any time.
package syslog

import (
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Component is the syslog entry of an environment: issuers, certificates and
// load balancer, all in the cluster-services namespace of its DOKS cluster.
// The Certificate is what creates the Secret TLSSecretName, so Alloy, which
// mounts it, must come after this is healthy.
func Component(env platform.Environment) model.Component {
	return model.Component{
		Name: "syslog",
		Objects: []model.Object{
			bootstrapIssuer(),
			caCertificate(),
			caIssuer(),
			serverCertificate(env),
			service(env),
		},
		Health: []model.HealthCheck{
			health.Conditions(kinds.Issuer, "Ready"),
			health.Conditions(kinds.Certificate, "Ready"),
		},
	}
}
