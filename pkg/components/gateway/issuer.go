package gateway

import (
	acmev1 "github.com/cert-manager/cert-manager/pkg/apis/acme/v1"
	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	cmmeta "github.com/cert-manager/cert-manager/pkg/apis/meta/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

// The Let's Encrypt issuer.
const (
	// IssuerName is the ClusterIssuer.
	IssuerName = "letsencrypt"
	// AccountSecretName holds the key of the ACME account; cert-manager
	// creates it.
	AccountSecretName = "letsencrypt-account"
	// ACMEServer is Let's Encrypt's production directory. Its limits count
	// per week, so installations that come and go do better with staging.
	ACMEServer = "https://acme-v02.api.letsencrypt.org/directory"
)

// clusterIssuer proves control of the zone by DNS records, so the certificate
// can be had before anything answers on the name.
//
// The Secrets that a ClusterIssuer names are read in the namespace cert-manager
// runs in. That is cluster-services here, where the token is copied to.
func clusterIssuer(env platform.Environment) *certmanagerv1.ClusterIssuer {
	return &certmanagerv1.ClusterIssuer{
		TypeMeta:   kinds.ClusterIssuer,
		ObjectMeta: metav1.ObjectMeta{Name: IssuerName},
		Spec: certmanagerv1.IssuerSpec{IssuerConfig: certmanagerv1.IssuerConfig{
			ACME: &acmev1.ACMEIssuer{
				Server:     ACMEServer,
				Email:      env.Domain.ACMEEmail,
				PrivateKey: secretKey(AccountSecretName, ""),
				Solvers: []acmev1.ACMEChallengeSolver{{
					Selector: &acmev1.CertificateDNSNameSelector{DNSZones: []string{env.Domain.Zone}},
					DNS01: &acmev1.ACMEChallengeSolverDNS01{
						DigitalOcean: &acmev1.ACMEIssuerDNS01ProviderDigitalOcean{
							Token: secretKey(dokscluster.TokenSecretName, dokscluster.TokenSecretKey),
						},
					},
				}},
			},
		}},
	}
}

func secretKey(name, key string) cmmeta.SecretKeySelector {
	return cmmeta.SecretKeySelector{LocalObjectReference: cmmeta.LocalObjectReference{Name: name}, Key: key}
}
