package compositions

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/itchyny/gojq"

	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/dokscluster"
)

// TestArgoCDClusterSecret: of DigitalOcean's answer provider-http makes the
// Secret by which Argo CD knows a cluster.
func TestArgoCDClusterSecret(t *testing.T) {
	answer := map[string]any{"body": map[string]any{
		"server": "https://doks.example", "certificate_authority_data": "UEVN", "token": "do-token",
		"client_certificate_data": nil, "client_key_data": nil, "expires_at": "2026-12-01T00:00:00Z",
	}}
	config := map[string]any{"bearerToken": "do-token", "tlsClientConfig": map[string]any{"caData": "UEVN"}}
	want := map[string]any{"server": "https://doks.example", "config": config, "token": "do-token"}
	got := map[string]any{}
	for _, r := range dokscluster.ArgoCDComposition().Resources {
		request, ok := r.Base.(*providerhttp.DisposableRequest)
		if !ok {
			continue
		}
		if expected := evaluate(t, request.Spec.ForProvider.ExpectedResponse, answer); expected != true {
			t.Errorf("the answer is not taken: %v", expected)
		}
		if expected := evaluate(t, request.Spec.ForProvider.ExpectedResponse, map[string]any{"body": map[string]any{"message": "no"}}); expected != false {
			t.Errorf("an error is taken for an answer: %v", expected)
		}
		for _, m := range request.Spec.ForProvider.SecretInjectionConfigs[1].KeyMappings {
			if m.ResponseJQ != "" { // the name is patched
				got[m.SecretKey] = evaluate(t, m.ResponseJQ, answer)
			}
		}
	}
	text, _ := got["config"].(string)
	var parsed map[string]any
	if err := json.Unmarshal([]byte(text), &parsed); err != nil {
		t.Fatalf("config %q: %v", text, err)
	}
	got["config"] = parsed
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func evaluate(t *testing.T, expression string, input any) any {
	t.Helper()
	query, err := gojq.Parse(expression)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	value, _ := query.Run(input).Next()
	if err, failed := value.(error); failed {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}
