package charts

import "testing"

func TestSlip(t *testing.T) {
	cases := map[string]struct {
		reason, written, word string
		want                  bool
	}{
		"Missing": {"A letter is left out.", "persitence", "persistence", true},
		"Double":  {"A letter comes twice.", "usserrs", "ussers", true},
		"Swapped": {"Two letters change places.", "resuorces", "resources", true},
		"Other":   {"A letter is another one.", "sections", "section5", false},
		"Wrong":   {"A letter is another one.", "enabled", "enebled", true},
		"Two":     {"Two slips may be another word.", "maxSize", "minSize", false},
		"Digit":   {"What is counted differs in a digit.", "node1", "node2", false},
		"Short":   {"Short words are near to many.", "log", "logs", false},
		"Same":    {"A word is no slip of itself.", "users", "users", false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := slip(tc.written, tc.word); got != tc.want {
				t.Errorf("%s: slip(%q, %q) = %v", tc.reason, tc.written, tc.word, got)
			}
		})
	}
}
