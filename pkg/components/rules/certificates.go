package rules

import (
	"strings"

	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/gateway"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/declare"
)

// certificates are the alerts on what cert-manager keeps. They select by the
// label name alone: cert-manager's own namespace label loses against that of
// the pod it is scraped from.
func certificates(present declare.Present) []alert.Alert {
	const expiry = "certmanager_certificate_expiration_timestamp_seconds"
	var kept []string
	for _, c := range []struct{ name, component string }{
		{syslog.TLSSecretName, "syslog"}, {syslog.CAName, "syslog"}, {gateway.TLSSecretName, "gateway"},
	} {
		if present.Has(c.component) {
			kept = append(kept, c.name)
		}
	}
	return []alert.Alert{
		{
			Name:     "SyslogCertificateExpiring",
			Watches:  []string{"syslog"},
			Severity: alert.Critical,
			// It is renewed 30 days ahead.
			Expr:        expiry + `{name="` + syslog.TLSSecretName + `"} - time() < 14 * 24 * 3600`,
			For:         "1h",
			Summary:     "The certificate of the syslog listener expires soon",
			Description: "It has {{ $value | humanizeDuration }} left and should have been renewed long ago.<!--with logsink--> When it expires the databases stop sending logs.<!--end-->",
		},
		{
			Name:     "GatewayCertificateExpiring",
			Watches:  []string{"gateway"},
			Severity: alert.Critical,
			// cert-manager renews after two thirds of the life that Let's
			// Encrypt gives, which is 90 days and is to become shorter.
			Expr:        expiry + `{name="` + gateway.TLSSecretName + `"} - time() < 7 * 24 * 3600`,
			For:         "1h",
			Summary:     "The certificate of the Gateway expires soon",
			Description: "It has {{ $value | humanizeDuration }} left and should have been renewed long ago. When it expires browsers refuse the demo.",
		},
		{
			Name:        "CertificateNotReady",
			Watches:     []string{"syslog|gateway"},
			Severity:    alert.Warning,
			Expr:        `certmanager_certificate_ready_status{name=~"` + strings.Join(kept, "|") + `", condition="True"} == 0`,
			For:         "30m",
			Summary:     "The certificate {{ $labels.name }} is not ready",
			Description: "cert-manager has not been able to issue or renew {{ $labels.name }} for half an hour.",
		},
	}
}
