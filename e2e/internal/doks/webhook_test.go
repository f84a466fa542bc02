package doks

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	admissionv1 "k8s.io/api/admission/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
)

func request(kind, object string) *admissionv1.AdmissionRequest {
	return &admissionv1.AdmissionRequest{
		UID: "42", Kind: metav1.GroupVersionKind{Group: "cert-manager.io", Version: "v1", Kind: kind},
		Object: runtime.RawExtension{Raw: []byte(object)},
	}
}

func TestValidate(t *testing.T) {
	cases := map[string]struct {
		reason, kind, object, want string
	}{
		"Good": {
			"A name, an issuer and a Secret are enough.", "Certificate",
			`{"spec":{"secretName":"s","dnsNames":["a.example.org"],"issuerRef":{"name":"ca"}}}`, "",
		},
		"NoNames": {
			"A certificate must be for something.", "Certificate",
			`{"spec":{"secretName":"s","issuerRef":{"name":"ca"}}}`, "at least one of commonName",
		},
		"NoIssuer": {
			"Somebody must sign.", "Certificate",
			`{"spec":{"secretName":"s","commonName":"x","issuerRef":{}}}`, "spec.issuerRef.name: Required",
		},
		"ShortDuration": {
			"It must live longer than an hour.", "Certificate",
			`{"spec":{"secretName":"s","commonName":"x","duration":"30m","issuerRef":{"name":"ca"}}}`, "spec.duration",
		},
		"RenewBeforeLongerThanDuration": {
			"It would be renewed for ever.", "Certificate",
			`{"spec":{"secretName":"s","commonName":"x","duration":"2h","renewBefore":"3h","issuerRef":{"name":"ca"}}}`, "spec.renewBefore",
		},
		"SmallKey": {
			"RSA below 2048 bits is refused.", "Certificate",
			`{"spec":{"secretName":"s","commonName":"x","privateKey":{"size":1024},"issuerRef":{"name":"ca"}}}`, "spec.privateKey.size",
		},
		"NoIssuerType": {"An issuer must be able to issue.", "Issuer", `{"spec":{}}`, "at least one issuer must be configured"},
		"SelfSigned":   {"The simplest issuer.", "Issuer", `{"spec":{"selfSigned":{}}}`, ""},
		"TwoTypes":     {"It must be clear who issues.", "ClusterIssuer", `{"spec":{"selfSigned":{},"ca":{"secretName":"x"}}}`, "more than one issuer type"},
		"NoTokenKey": {
			"A token is a key of a Secret.", "ClusterIssuer",
			`{"spec":{"acme":{"server":"https://x","privateKeySecretRef":{"name":"a"},"solvers":[{"dns01":{"digitalocean":{"tokenSecretRef":{"name":"t"}}}}]}}}`,
			"tokenSecretRef.key",
		},
		"BadRequest": {
			"The start-up check relies on this refusal.", "CertificateRequest",
			`{"spec":{"request":"aW52YWxpZC1jc3I=","issuerRef":{"name":"cmapichecker"}}}`, "PEM block",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			response := validate(request(tc.kind, tc.object))
			if response.Allowed != (tc.want == "") || !strings.Contains(reason(response), tc.want) {
				t.Errorf("allowed %v, %q; want %q\nreason: %s", response.Allowed, reason(response), tc.want, tc.reason)
			}
		})
	}
}

func TestMutate(t *testing.T) {
	asked := request("CertificateRequest", `{"spec":{}}`)
	asked.UserInfo.Username = "cert-manager"
	response := mutate(asked)
	var operations []operation
	if err := json.Unmarshal(response.Patch, &operations); err != nil {
		t.Fatal(err)
	}
	if len(operations) != 3 || operations[0].Path != "/spec/username" || operations[0].Value != "cert-manager" {
		t.Errorf("patch %s", response.Patch)
	}
	if response := mutate(request("Certificate", `{}`)); !response.Allowed || response.Patch != nil {
		t.Error("only a CertificateRequest is changed")
	}
}

// localService is a Service on an address of this machine that is free.
func localService(t *testing.T, name string, labels map[string]string) *corev1.Service {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().(*net.TCPAddr)
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	service := &corev1.Service{ObjectMeta: named(services, name)}
	service.Labels, service.Spec.Selector = labels, labels
	service.Spec.ClusterIP = address.IP.String()
	service.Spec.Ports = []corev1.ServicePort{{Name: "https", Port: int32(address.Port)}}
	return service
}

// apiServer is a client that trusts an authority, like the API server.
func apiServer(ca []byte, serverName string) *http.Client {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	return &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: serverName},
	}}
}

func TestWebhookServer(t *testing.T) {
	pod := readyPod("webhook", "webhook")
	service := localService(t, "cert-manager-webhook", pod.Labels)
	c := newTestCluster(t, interceptor.Funcs{}, service)
	address := net.JoinHostPort(service.Spec.ClusterIP, strconv.Itoa(int(service.Spec.Ports[0].Port)))
	if settled, err := c.syncServers(t.Context()); settled || err != nil {
		t.Errorf("settled %v, %v; want to wait for the pod", settled, err)
	}
	if connection, err := net.Dial("tcp", address); err == nil {
		t.Error("it answers although no pod is ready")
		connection.Close()
	}
	write(t, c, pod)
	settle(t, c.syncServers)
	ca := read(t, c, services, "cert-manager-webhook-ca", &corev1.Secret{}).Data["ca.crt"]
	body, err := json.Marshal(&admissionv1.AdmissionReview{Request: request("Issuer", `{"spec":{}}`)})
	if err != nil {
		t.Fatal(err)
	}
	api := apiServer(ca, "cert-manager-webhook."+services+".svc")
	response, err := api.Post("https://"+address+"/validate", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	review := &admissionv1.AdmissionReview{}
	if err := json.NewDecoder(response.Body).Decode(review); err != nil {
		t.Fatal(err)
	}
	if review.Response.Allowed || review.Response.UID != "42" {
		t.Errorf("response %+v, want a refusal of request 42", review.Response)
	}
	if err := c.Delete(t.Context(), pod); err != nil {
		t.Fatal(err)
	}
	if _, err := c.syncServers(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := api.Get("https://" + address + "/livez"); err == nil {
		t.Error("it answers although its pod is gone")
	}
}

func TestMetricsServer(t *testing.T) {
	pod := readyPod("metrics-server", "")
	pod.Labels = map[string]string{labelName: "metrics-server"}
	pod.Spec.Volumes = []corev1.Volume{
		{Name: "tmp"},
		{Name: "certs", VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: "metrics-server"}}},
	}
	service := localService(t, "metrics-server", pod.Labels)
	certificate := certificateOf("metrics-server", "bootstrap", certmanagerv1.CertificateSpec{
		CommonName: "metrics-server", DNSNames: []string{"metrics-server." + services + ".svc"},
		Usages: []certmanagerv1.KeyUsage{certmanagerv1.UsageServerAuth, certmanagerv1.UsageClientAuth},
	})
	c := newTestCluster(t, interceptor.Funcs{}, pod, service, controllerPod(), selfSigned(), certificate)
	if settled, err := c.syncServers(t.Context()); settled || err != nil {
		t.Errorf("settled %v, %v; want to wait for the certificate", settled, err)
	}
	settle(t, c.syncIssuers, c.syncCertificates, c.syncServers)
	secret := read(t, c, services, "metrics-server", &corev1.Secret{})
	api := apiServer(secret.Data["ca.crt"], "metrics-server."+services+".svc")
	base := "https://" + net.JoinHostPort(service.Spec.ClusterIP, strconv.Itoa(int(service.Spec.Ports[0].Port)))
	for path, want := range map[string]int{
		"/apis/metrics.k8s.io/v1beta1": 200, "/apis/metrics.k8s.io/v1beta1/namespaces/demo/pods": 200, "/openapi/v2": 404,
	} {
		if got := handlerStatus(t, api, base+path); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
}

func TestStartUpCheck(t *testing.T) {
	cases := map[string]struct {
		reason string
		answer error
		want   corev1.PodPhase
	}{
		"Denied":  {"The webhook works.", errors.New(`admission webhook "webhook.cert-manager.io" denied the request: spec.request`), corev1.PodSucceeded},
		"Refused": {"Nobody listens yet.", errors.New("failed calling webhook: connection refused"), corev1.PodRunning},
		"Created": {"Nobody has looked at the request.", nil, corev1.PodRunning},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			pod := readyPod("startupapicheck", startUpCheck)
			pod.Status.Phase = corev1.PodRunning
			c := newTestCluster(t, interceptor.Funcs{
				Create: func(context.Context, client.WithWatch, client.Object, ...client.CreateOption) error { return tc.answer },
			}, pod)
			settled, err := c.syncStartUpChecks(t.Context())
			if done := tc.want == corev1.PodSucceeded; settled != done || (err == nil) != done {
				t.Errorf("settled %v, error %v\nreason: %s", settled, err, tc.reason)
			}
			if got := read(t, c, services, "startupapicheck", &corev1.Pod{}).Status.Phase; got != tc.want {
				t.Errorf("phase %s, want %s\nreason: %s", got, tc.want, tc.reason)
			}
		})
	}
}
