package alloy

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components/syslog"
)

// TestNeeds: every file below the mounted certificate is a key of its Secret.
func TestNeeds(t *testing.T) {
	var keys []string
	for _, n := range needs(configuration, "blue") {
		if n.Ref.Name == syslog.TLSSecretName {
			keys = append(keys, n.Key)
		}
	}
	if diff := cmp.Diff([]string{syslog.KeyCombinedPEM}, keys); diff != "" {
		t.Errorf("the configuration reads other files than it should (-want +got):\n%s", diff)
	}
}
