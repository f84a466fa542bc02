package chartvalues

import "testing"

func TestAt(t *testing.T) {
	values := struct {
		A map[string]int `json:"a"`
	}{A: map[string]int{"b": 2}}
	if got := At(t, values, "a.b"); got != 2.0 {
		t.Errorf("At(a.b) = %v, want 2: numbers are what JSON makes of them", got)
	}
}
