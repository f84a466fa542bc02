package depot

import (
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"net/http"
	"testing"
)

// TestServeTLS: who trusts the certificate gets over TLS what others get
// without.
func TestServeTLS(t *testing.T) {
	d, err := Start(t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	address, authority, err := d.ServeTLS()
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(authority) {
		t.Fatalf("no certificate in %s", authority)
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	for _, url := range []string{"http://" + d.Address(), "https://" + address} {
		response, err := client.Get(url + "/v2/")
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", url, response.Status)
		}
	}
	if _, err := http.Get("https://" + address + "/v2/"); err == nil {
		t.Error("its certificate is trusted by everybody")
	}
}
