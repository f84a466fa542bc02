package observability

import (
	"encoding/base64"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// unexpected fails the test when an object says more than what is known of it,
// so that nothing that is rendered is left out unnoticed.
func unexpected(t *testing.T, what string, known, all any) {
	t.Helper()
	if diff := cmp.Diff(known, all); diff != "" {
		t.Fatalf("%s: tell this test what the fields mean that it does not know (+):\n%s", what, diff)
	}
}

func base64Of(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
