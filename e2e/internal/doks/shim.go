package doks

import (
	"context"
	"maps"
	"slices"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	cmmeta "github.com/cert-manager/cert-manager/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
	"sigs.k8s.io/yaml"
)

const shim = "cert-manager-gateway-shim"

// enablesGateway reads cert-manager's ControllerConfiguration, which has a
// current and a deprecated field for it.
func enablesGateway(configuration string) bool {
	var fields struct {
		EnableGatewayAPI bool `json:"enableGatewayAPI"`
		GatewayAPI       struct {
			Enabled bool `json:"enabled"`
		} `json:"gatewayAPI"`
	}
	err := yaml.Unmarshal([]byte(configuration), &fields)
	return err == nil && (fields.EnableGatewayAPI || fields.GatewayAPI.Enabled)
}

// syncShim is the part of cert-manager that keeps a Certificate for each TLS
// Secret of a Gateway which names an issuer.
func (c *cluster) syncShim(ctx context.Context) (bool, error) {
	namespace, running, err := c.certManager(ctx)
	if err != nil || !running {
		return false, err
	}
	if enabled, err := c.gatewayEnabled(ctx, namespace); err != nil || !enabled {
		return false, err
	}
	gateways := &gatewayv1.GatewayList{}
	if err := c.List(ctx, gateways); err != nil {
		return false, err
	}
	return each(gateways.Items, func(gateway *gatewayv1.Gateway) (bool, error) {
		if !gateway.DeletionTimestamp.IsZero() {
			return true, nil
		}
		wanted := gatewayCertificates(gateway)
		if err := c.removeUnwanted(ctx, gateway, wanted); err != nil {
			return false, err
		}
		return each(wanted, func(certificate *certmanagerv1.Certificate) (bool, error) {
			return true, c.ensureCertificate(ctx, gateway, certificate)
		})
	})
}

// gatewayCertificates are the Certificates for a Gateway's HTTPS listeners.
func gatewayCertificates(gateway *gatewayv1.Gateway) []certmanagerv1.Certificate {
	issuer := cmmeta.IssuerReference{
		Group: certmanagerv1.SchemeGroupVersion.Group,
		Kind:  certmanagerv1.ClusterIssuerKind, Name: gateway.Annotations[certmanagerv1.IngressClusterIssuerNameAnnotationKey],
	}
	if local := gateway.Annotations[certmanagerv1.IngressIssuerNameAnnotationKey]; local != "" {
		issuer.Kind, issuer.Name = certmanagerv1.IssuerKind, local
	}
	if issuer.Name == "" {
		return nil
	}
	hosts := secretHosts(gateway)
	var certificates []certmanagerv1.Certificate
	for _, secret := range slices.Sorted(maps.Keys(hosts)) {
		certificates = append(certificates, certmanagerv1.Certificate{
			ObjectMeta: metav1.ObjectMeta{
				Name: secret, Namespace: gateway.Namespace, Labels: maps.Clone(gateway.Labels),
				OwnerReferences: []metav1.OwnerReference{*metav1.NewControllerRef(gateway, kindGateway)},
			},
			Spec: certmanagerv1.CertificateSpec{
				DNSNames: hosts[secret], SecretName: secret, IssuerRef: issuer,
				Usages: certmanagerv1.DefaultKeyUsages(),
			},
		})
	}
	return certificates
}

// secretHosts are the host names for each Secret of a terminating listener.
func secretHosts(gateway *gatewayv1.Gateway) map[string][]string {
	hosts := map[string][]string{}
	for _, listener := range gateway.Spec.Listeners {
		if listener.TLS == nil || listener.Hostname == nil || *listener.Hostname == "" ||
			listener.TLS.Mode == nil || *listener.TLS.Mode != gatewayv1.TLSModeTerminate {
			continue
		}
		for _, ref := range listener.TLS.CertificateRefs {
			if host := string(*listener.Hostname); !slices.Contains(hosts[string(ref.Name)], host) {
				hosts[string(ref.Name)] = append(hosts[string(ref.Name)], host)
			}
		}
	}
	return hosts
}

func (c *cluster) ensureCertificate(ctx context.Context, gateway *gatewayv1.Gateway, wanted *certmanagerv1.Certificate) error {
	existing := &certmanagerv1.Certificate{}
	switch err := c.Get(ctx, client.ObjectKeyFromObject(wanted), existing); {
	case isAbsent(err):
		if err := c.Create(ctx, wanted, client.FieldOwner(shim)); err != nil {
			return err
		}
		c.tell(shim, wanted, "made Certificate for Gateway "+gateway.Name)
		return nil
	case err != nil:
		return err
	case !metav1.IsControlledBy(existing, gateway):
		return nil // somebody else's is never touched
	}
	before := existing.DeepCopy()
	if !equality.Semantic.DeepEqual(existing.Labels, wanted.Labels) {
		existing.Labels = wanted.Labels
	}
	existing.Spec.DNSNames, existing.Spec.IssuerRef = wanted.Spec.DNSNames, wanted.Spec.IssuerRef
	return c.save(ctx, shim, before, existing, "Certificate follows Gateway "+gateway.Name)
}

// removeUnwanted deletes the Gateway's Certificates that no listener names.
func (c *cluster) removeUnwanted(ctx context.Context, gateway *gatewayv1.Gateway, wanted []certmanagerv1.Certificate) error {
	existing := &certmanagerv1.CertificateList{}
	if err := c.List(ctx, existing, client.InNamespace(gateway.Namespace)); err != nil {
		return err
	}
	_, err := each(existing.Items, func(certificate *certmanagerv1.Certificate) (bool, error) {
		named := slices.ContainsFunc(wanted, func(w certmanagerv1.Certificate) bool { return w.Name == certificate.Name })
		if named || !metav1.IsControlledBy(certificate, gateway) {
			return true, nil
		}
		c.tell(shim, certificate, "no listener names it any more")
		return true, client.IgnoreNotFound(c.Delete(ctx, certificate))
	})
	return err
}
