package ocean

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// served is a furnished account behind its API, and a client that reaches it
// as provider-http does.
func served(t *testing.T) (*Cloud, *http.Client, string) {
	t.Helper()
	c, _, database := furnished(t)
	api, err := c.Serve(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = api.Close() })
	client, err := api.Client()
	if err != nil {
		t.Fatal(err)
	}
	return c, client, database
}

// call is one call to the API.
func call(t *testing.T, client *http.Client, method, url, authorization, body string) (int, map[string]any) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", authorization)
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	answer := map[string]any{}
	if len(text) > 0 {
		if err := json.Unmarshal(text, &answer); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	return response.StatusCode, answer
}

func TestAPI(t *testing.T) {
	_, client, database := served(t)
	unauthorized := map[string]any{"id": "unauthorized", "message": "Unable to authenticate you"}
	cases := map[string]struct {
		reason              string
		method, path        string
		authorization, body string
		status              int
		want                map[string]any
	}{
		"no token":      {"every call needs one", "GET", "/v2/databases/metrics/credentials", "", "", 401, unauthorized},
		"bare token":    {"the scheme is part of it", "GET", "/v2/spaces/keys", account, "", 401, unauthorized},
		"wrong token":   {"another account's is none", "GET", "/v2/spaces/keys", "Bearer x", "", 401, unauthorized},
		"no such path":  {"nothing is made up", "GET", "/v2/droplets", "Bearer " + account, "", 404, nil},
		"no such ca":    {"a database must exist", "GET", "/v2/databases/none/ca", "Bearer " + account, "", 404, nil},
		"ca":            {"it is there", "GET", "/v2/databases/" + database + "/ca", "Bearer " + account, "", 200, nil},
		"strange key":   {"a key's id has a form", "GET", "/v2/spaces/keys/loki", "Bearer " + account, "", 400, map[string]any{"id": "bad_request", "message": "invalid access key id"}},
		"unknown key":   {"and must exist", "GET", "/v2/spaces/keys/DO00AAAAAAAAAAAAAAAA", "Bearer " + account, "", 404, nil},
		"key to no one": {"a grant's bucket must exist", "POST", "/v2/spaces/keys", "Bearer " + account, `{"name":"x","grants":[{"bucket":"none","permission":"read"}]}`, 400, nil},
		"no such right": {"a permission is one of three", "POST", "/v2/spaces/keys", "Bearer " + account, `{"name":"x","grants":[{"bucket":"dev-logs","permission":"all"}]}`, 400, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			status, answer := call(t, client, tc.method, apiURL+tc.path, tc.authorization, tc.body)
			if status != tc.status {
				t.Errorf("%s: status %d, want %d: %v", tc.reason, status, tc.status, answer)
			}
			if diff := cmp.Diff(tc.want, answer); tc.want != nil && diff != "" {
				t.Errorf("answer, -want +got:\n%s", diff)
			}
		})
	}
}

// TestSpacesKey is the life of a key: its secret half is told once.
func TestSpacesKey(t *testing.T) {
	c, client, _ := served(t)
	const bearer, keys = "Bearer " + account, apiURL + "/v2/spaces/keys"
	field := func(answer map[string]any, name string) string {
		key, _ := answer["key"].(map[string]any)
		return text(key, name)
	}
	status, made := call(t, client, "POST", keys, bearer, `{"name":"dev-logs","grants":[{"bucket":"dev-logs","permission":"readwrite"}]}`)
	if status != http.StatusCreated || len(field(made, "access_key")) != 20 || field(made, "secret_key") == "" {
		t.Fatalf("made: %d %v", status, made)
	}
	one := keys + "/" + field(made, "access_key")
	status, read := call(t, client, "GET", one, bearer, "")
	if status != http.StatusOK || field(read, "access_key") != field(made, "access_key") || field(read, "secret_key") != "" {
		t.Errorf("read: %d %v", status, read)
	}
	if _, list := call(t, client, "GET", keys, bearer, ""); len(list["keys"].([]any)) != 1 {
		t.Errorf("list: %v", list)
	}
	if status, _ := call(t, client, "DELETE", one, bearer, ""); status != http.StatusNoContent {
		t.Errorf("delete: %d", status)
	}
	if status, _ := call(t, client, "GET", one, bearer, ""); status != http.StatusNotFound {
		t.Errorf("read after delete: %d", status)
	}
	if _, exists := c.Find(SpacesKey, "dev-logs"); exists {
		t.Error("the key is in the account still")
	}
}
