package doks

import (
	"crypto/x509"
	"fmt"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
)

// keyUsages translates cert-manager's names, whose default is digital
// signature and key encipherment.
func keyUsages(names []certmanagerv1.KeyUsage, isCA bool) (x509.KeyUsage, []x509.ExtKeyUsage, error) {
	if len(names) == 0 {
		names = certmanagerv1.DefaultKeyUsages()
	}
	var usage x509.KeyUsage
	var extended []x509.ExtKeyUsage
	for _, name := range names {
		bit, isBasic := basicUsage(name)
		purpose, isExtended := extendedUsage(name)
		switch {
		case isBasic:
			usage |= bit
		case isExtended:
			extended = append(extended, purpose)
		default:
			return 0, nil, fmt.Errorf("unknown key usage %q", name)
		}
	}
	if isCA {
		usage |= x509.KeyUsageCertSign
	}
	return usage, extended, nil
}

func basicUsage(name certmanagerv1.KeyUsage) (x509.KeyUsage, bool) {
	usage, known := map[certmanagerv1.KeyUsage]x509.KeyUsage{
		certmanagerv1.UsageSigning:           x509.KeyUsageDigitalSignature,
		certmanagerv1.UsageDigitalSignature:  x509.KeyUsageDigitalSignature,
		certmanagerv1.UsageContentCommitment: x509.KeyUsageContentCommitment,
		certmanagerv1.UsageKeyEncipherment:   x509.KeyUsageKeyEncipherment,
		certmanagerv1.UsageDataEncipherment:  x509.KeyUsageDataEncipherment,
		certmanagerv1.UsageKeyAgreement:      x509.KeyUsageKeyAgreement,
		certmanagerv1.UsageCertSign:          x509.KeyUsageCertSign,
		certmanagerv1.UsageCRLSign:           x509.KeyUsageCRLSign,
		certmanagerv1.UsageEncipherOnly:      x509.KeyUsageEncipherOnly,
		certmanagerv1.UsageDecipherOnly:      x509.KeyUsageDecipherOnly,
	}[name]
	return usage, known
}

func extendedUsage(name certmanagerv1.KeyUsage) (x509.ExtKeyUsage, bool) {
	usage, known := map[certmanagerv1.KeyUsage]x509.ExtKeyUsage{
		certmanagerv1.UsageAny:             x509.ExtKeyUsageAny,
		certmanagerv1.UsageServerAuth:      x509.ExtKeyUsageServerAuth,
		certmanagerv1.UsageClientAuth:      x509.ExtKeyUsageClientAuth,
		certmanagerv1.UsageCodeSigning:     x509.ExtKeyUsageCodeSigning,
		certmanagerv1.UsageEmailProtection: x509.ExtKeyUsageEmailProtection,
		certmanagerv1.UsageSMIME:           x509.ExtKeyUsageEmailProtection,
		certmanagerv1.UsageTimestamping:    x509.ExtKeyUsageTimeStamping,
		certmanagerv1.UsageOCSPSigning:     x509.ExtKeyUsageOCSPSigning,
	}[name]
	return usage, known
}
