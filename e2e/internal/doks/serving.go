package doks

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"strconv"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const webhookAuthority = "cert-manager-webhook"

// listening is a Service behind which a program must really answer, since the
// API server calls it.
type listening struct {
	labels  client.MatchingLabels
	handler http.Handler
	// certificate is what the program shows; nil while it has none.
	certificate func(context.Context, *corev1.Service, *corev1.Pod) (*tls.Certificate, error)
}

func (c *cluster) listenings() []listening {
	return []listening{
		{client.MatchingLabels{labelName: "webhook", labelComponent: "webhook"}, webhook(c.log), c.webhookCertificate},
		{client.MatchingLabels{labelName: "metrics-server"}, metrics(c.log), c.mountedCertificate},
	}
}

// syncServers listens on the address of each such Service as long as it has a
// ready pod. Pods become ready without a change to what is watched, so this
// looks again and again while one is missing.
func (c *cluster) syncServers(ctx context.Context) (bool, error) {
	settled := true
	addresses := map[string]bool{}
	var errs []error
	for _, l := range c.listenings() {
		services := &corev1.ServiceList{}
		if err := c.List(ctx, services, l.labels); err != nil {
			return false, err
		}
		ok, err := each(services.Items, func(service *corev1.Service) (bool, error) {
			address, err := c.answer(ctx, l, service)
			addresses[address] = true
			return address != "", err
		})
		settled = settled && ok
		errs = append(errs, err)
	}
	c.servers.keep(addresses)
	return settled, errors.Join(errs...)
}

// answer listens for one Service and returns the address, which is empty while
// there is no ready pod or no certificate.
func (c *cluster) answer(ctx context.Context, l listening, service *corev1.Service) (string, error) {
	address := serviceAddress(service)
	pod, err := c.readyPod(ctx, service)
	if err != nil {
		return address, err // what listens goes on
	}
	if pod == nil || address == "" {
		return "", nil
	}
	certificate, err := l.certificate(ctx, service, pod)
	if err != nil {
		return address, err
	}
	if certificate == nil {
		return "", nil
	}
	return address, c.servers.serve(address, *certificate, l.handler)
}

// serviceAddress is the Service's address with its port named https.
func serviceAddress(service *corev1.Service) string {
	if net.ParseIP(service.Spec.ClusterIP) == nil {
		return ""
	}
	for _, p := range service.Spec.Ports {
		if p.Name == "https" {
			return net.JoinHostPort(service.Spec.ClusterIP, strconv.Itoa(int(p.Port)))
		}
	}
	return ""
}

// webhookCertificate is signed by an authority of the webhook's own. It lies in
// a Secret beside the webhook, where the injector finds it.
func (c *cluster) webhookCertificate(ctx context.Context, service *corev1.Service, _ *corev1.Pod) (*tls.Certificate, error) {
	key := client.ObjectKey{Namespace: service.Namespace, Name: service.Name + "-ca"}
	ca, err := c.authorityIn(ctx, key)
	if apierrors.IsNotFound(err) {
		return nil, c.createAuthority(ctx, key)
	}
	if err != nil {
		return nil, err
	}
	return servingCertificate(ca, service)
}

func (c *cluster) createAuthority(ctx context.Context, key client.ObjectKey) error {
	ca, err := newAuthority("cert-manager-webhook-ca", nil)
	if err != nil {
		return err
	}
	encoded, err := encodeKey(ca.key, certmanagerv1.PKCS1)
	if err != nil {
		return err
	}
	certificate := encodeCertificates(ca.certificate)
	secret := &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{
			Namespace: key.Namespace, Name: key.Name,
			Annotations: map[string]string{certmanagerv1.AllowsInjectionFromSecretAnnotation: "true"},
		},
		Type: corev1.SecretTypeTLS,
		Data: map[string][]byte{corev1.TLSCertKey: certificate, corev1.TLSPrivateKeyKey: encoded, keyCA: certificate},
	}
	c.tell(webhookAuthority, secret, "made the webhook's authority")
	return client.IgnoreAlreadyExists(c.Create(ctx, secret, client.FieldOwner(webhookAuthority)))
}

func servingCertificate(ca *authority, service *corev1.Service) (*tls.Certificate, error) {
	key, err := newKey(&certmanagerv1.CertificatePrivateKey{Algorithm: certmanagerv1.ECDSAKeyAlgorithm})
	if err != nil {
		return nil, err
	}
	name := service.Name + "." + service.Namespace
	template, err := certificateTemplate(&certmanagerv1.CertificateSpec{
		DNSNames: []string{service.Name, name, name + ".svc"},
		Usages:   []certmanagerv1.KeyUsage{certmanagerv1.UsageDigitalSignature, certmanagerv1.UsageServerAuth},
	}, 7*day)
	if err != nil {
		return nil, err
	}
	result, err := ca.sign(template, key.Public())
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{result.chain[0].Raw}, PrivateKey: key}, nil
}

// mountedCertificate is in a Secret that the pod mounts. A real pod would not
// start before the Secret is there.
func (c *cluster) mountedCertificate(ctx context.Context, service *corev1.Service, pod *corev1.Pod) (*tls.Certificate, error) {
	for _, volume := range pod.Spec.Volumes {
		if volume.Secret == nil {
			continue
		}
		secret := &corev1.Secret{}
		err := c.Get(ctx, client.ObjectKey{Namespace: service.Namespace, Name: volume.Secret.SecretName}, secret)
		if client.IgnoreNotFound(err) != nil {
			return nil, err
		}
		if usablePair(secret) {
			pair, err := tls.X509KeyPair(secret.Data[corev1.TLSCertKey], secret.Data[corev1.TLSPrivateKeyKey])
			return &pair, err
		}
	}
	return nil, nil
}
