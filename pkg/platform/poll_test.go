package platform

import "testing"

// TestPollInterval: DigitalOcean is asked less often the more environments share
// a token, unless somebody says how often.
func TestPollInterval(t *testing.T) {
	for environments, want := range map[int]string{0: "5m", 25: "5m", 26: "10m", 50: "10m", 51: "20m", 100: "20m"} {
		s := Spec{Environments: make([]Environment, environments)}
		if got := s.PollInterval(); got != want {
			t.Errorf("%d environments: %s, want %s", environments, got, want)
		}
		s.Hub.PollInterval = "2m"
		if got := s.PollInterval(); got != "2m" {
			t.Errorf("%d environments: %s, where 2m was given", environments, got)
		}
	}
}
