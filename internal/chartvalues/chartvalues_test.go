package chartvalues

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/charts"
)

func TestUnknown(t *testing.T) {
	values := struct {
		Replica  int `json:"replica"`
		Replicas int `json:"replicas"`
	}{}
	want := []string{"replica: no such key in metrics-server 3.13.1"}
	if diff := cmp.Diff(want, Unknown(t, charts.MetricsServer, values)); diff != "" {
		t.Errorf("only the misspelt key is unknown (-want +got):\n%s", diff)
	}
}

func TestAt(t *testing.T) {
	values := struct {
		A map[string]int `json:"a"`
	}{A: map[string]int{"b": 2}}
	if got := At(t, values, "a.b"); got != 2.0 {
		t.Errorf("At(a.b) = %v, want 2: numbers are what JSON makes of them", got)
	}
}
