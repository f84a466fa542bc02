package doks

import (
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"time"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	cmmeta "github.com/cert-manager/cert-manager/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// errorsOf are what is wrong with an object of one of cert-manager's kinds
// that its schema does not see.
func errorsOf(kind string, raw []byte) (field.ErrorList, error) {
	spec := field.NewPath("spec")
	switch kind {
	case certmanagerv1.CertificateKind:
		certificate := &certmanagerv1.Certificate{}
		err := json.Unmarshal(raw, certificate)
		return certificateErrors(&certificate.Spec, spec), err
	case certmanagerv1.CertificateRequestKind:
		request := &certmanagerv1.CertificateRequest{}
		err := json.Unmarshal(raw, request)
		return requestErrors(&request.Spec, spec), err
	case certmanagerv1.IssuerKind, certmanagerv1.ClusterIssuerKind:
		issuer := &certmanagerv1.Issuer{}
		err := json.Unmarshal(raw, issuer)
		return issuerErrors(&issuer.Spec, spec), err
	}
	return nil, nil
}

func certificateErrors(spec *certmanagerv1.CertificateSpec, path *field.Path) field.ErrorList {
	var errs field.ErrorList
	if spec.SecretName == "" {
		errs = append(errs, field.Required(path.Child("secretName"), "must be specified"))
	}
	errs = append(errs, issuerRefErrors(spec.IssuerRef, path)...)
	if spec.CommonName == "" && spec.LiteralSubject == "" &&
		len(spec.DNSNames)+len(spec.URIs)+len(spec.EmailAddresses)+len(spec.IPAddresses)+len(spec.OtherNames) == 0 {
		errs = append(errs, field.Invalid(path, "", "at least one of commonName (from the commonName field or from a literalSubject), "+
			"dnsNames, emailSANs, ipAddresses, otherNames, or uriSANs must be set"))
	}
	if len(spec.CommonName) > 64 {
		errs = append(errs, field.TooLong(path.Child("commonName"), spec.CommonName, 64))
	}
	errs = append(errs, keyErrors(spec.PrivateKey, path.Child("privateKey"))...)
	errs = append(errs, durationErrors(spec, path)...)
	for i, usage := range spec.Usages {
		if _, _, err := keyUsages([]certmanagerv1.KeyUsage{usage}, false); err != nil {
			errs = append(errs, field.Invalid(path.Child("usages").Index(i), usage, "unknown keyusage"))
		}
	}
	return errs
}

func issuerRefErrors(ref cmmeta.IssuerReference, path *field.Path) field.ErrorList {
	var errs field.ErrorList
	if ref.Name == "" {
		errs = append(errs, field.Required(path.Child("issuerRef", "name"), "must be specified"))
	}
	ours := ref.Group == "" || ref.Group == certmanagerv1.SchemeGroupVersion.Group
	switch ref.Kind {
	case "", certmanagerv1.IssuerKind, certmanagerv1.ClusterIssuerKind:
	default:
		if ours {
			errs = append(errs, field.Invalid(path.Child("issuerRef", "kind"), ref.Kind, "must be one of Issuer or ClusterIssuer"))
		}
	}
	return errs
}

func keyErrors(key *certmanagerv1.CertificatePrivateKey, path *field.Path) field.ErrorList {
	if key == nil || key.Size == 0 {
		return nil
	}
	size := path.Child("size")
	switch key.Algorithm {
	case "", certmanagerv1.RSAKeyAlgorithm:
		if key.Size < 2048 || key.Size > 8192 {
			return field.ErrorList{field.Invalid(size, key.Size, "must be between 2048 and 8192 for rsa keyAlgorithm")}
		}
	case certmanagerv1.ECDSAKeyAlgorithm:
		if key.Size != 256 && key.Size != 384 && key.Size != 521 {
			return field.ErrorList{field.NotSupported(size, key.Size, []string{"256", "384", "521"})}
		}
	}
	return nil
}

func durationErrors(spec *certmanagerv1.CertificateSpec, path *field.Path) field.ErrorList {
	var errs field.ErrorList
	duration := certmanagerv1.DefaultCertificateDuration
	if spec.Duration != nil {
		duration = spec.Duration.Duration
	}
	if duration < time.Hour {
		errs = append(errs, field.Invalid(path.Child("duration"), duration, "certificate duration must be greater than 1h0m0s"))
	}
	if spec.RenewBefore == nil {
		return errs
	}
	before := spec.RenewBefore.Duration
	if before < 5*time.Minute {
		errs = append(errs, field.Invalid(path.Child("renewBefore"), before, "certificate renewBefore must be greater than 5m0s"))
	}
	if before >= duration {
		errs = append(errs, field.Invalid(path.Child("renewBefore"), before,
			fmt.Sprintf("certificate duration %s must be greater than renewBefore %s", duration, before)))
	}
	return errs
}

func requestErrors(spec *certmanagerv1.CertificateRequestSpec, path *field.Path) field.ErrorList {
	errs := issuerRefErrors(spec.IssuerRef, path)
	found, _ := pem.Decode(spec.Request)
	if found == nil {
		return append(errs, field.Invalid(path.Child("request"), spec.Request, "error decoding certificate request PEM block"))
	}
	if _, err := x509.ParseCertificateRequest(found.Bytes); err != nil {
		errs = append(errs, field.Invalid(path.Child("request"), spec.Request, err.Error()))
	}
	return errs
}

// issuerErrors wants exactly one type of issuer, with what it needs.
func issuerErrors(spec *certmanagerv1.IssuerSpec, path *field.Path) field.ErrorList {
	var errs field.ErrorList
	kinds := 0
	if spec.SelfSigned != nil {
		kinds++
	}
	if spec.Vault != nil || spec.Venafi != nil {
		kinds++
	}
	if spec.CA != nil {
		kinds++
		if spec.CA.SecretName == "" {
			errs = append(errs, field.Required(path.Child("ca", "secretName"), ""))
		}
	}
	if spec.ACME != nil {
		kinds++
		errs = append(errs, acmeErrors(spec, path.Child("acme"))...)
	}
	switch {
	case kinds == 0:
		errs = append(errs, field.Required(path, "at least one issuer must be configured"))
	case kinds > 1:
		errs = append(errs, field.Forbidden(path, "may not specify more than one issuer type"))
	}
	return errs
}

func acmeErrors(spec *certmanagerv1.IssuerSpec, path *field.Path) field.ErrorList {
	var errs field.ErrorList
	if spec.ACME.PrivateKey.Name == "" {
		errs = append(errs, field.Required(path.Child("privateKeySecretRef", "name"), "private key secret name is a required field"))
	}
	if spec.ACME.Server == "" {
		errs = append(errs, field.Required(path.Child("server"), "acme server URL is a required field"))
	}
	for i, solver := range spec.ACME.Solvers {
		at := path.Child("solvers").Index(i)
		if solver.DNS01 == nil && solver.HTTP01 == nil {
			errs = append(errs, field.Required(at, "no solver type configured"))
			continue
		}
		if solver.DNS01 == nil || solver.DNS01.DigitalOcean == nil {
			continue
		}
		token := solver.DNS01.DigitalOcean.Token
		ref := at.Child("dns01", "digitalocean", "tokenSecretRef")
		if token.Name == "" {
			errs = append(errs, field.Required(ref.Child("name"), "secret name is required"))
		}
		if token.Key == "" {
			errs = append(errs, field.Required(ref.Child("key"), "secret key is required"))
		}
	}
	return errs
}
