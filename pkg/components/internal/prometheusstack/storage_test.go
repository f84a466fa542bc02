package prometheusstack

import "testing"

func TestRetentionSize(t *testing.T) {
	cases := map[string]struct {
		reason, volume, want string
	}{
		"Default":     {"80 % that come out even are written in GiB", "10Gi", "8GiB"},
		"Big":         {"a tebibyte does not come out even", "1Ti", "838860MiB"},
		"Hundred":     {"the unit is the biggest that is exact", "100Gi", "80GiB"},
		"Odd":         {"what does not come out even is written in MiB, rounded down", "12Gi", "9830MiB"},
		"Small":       {"a volume below the GiB has a limit too", "512Mi", "409MiB"},
		"Decimal":     {"decimal units are a little smaller: 8 GB are 7629.39 MiB", "10G", "7629MiB"},
		"Unparseable": {"validation has refused it before; no limit is better than a wrong one", "much", ""},
		"Nothing":     {"a limit of 0 would mean none to Prometheus", "1", ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := RetentionSize(tc.volume); got != tc.want {
				t.Errorf("RetentionSize(%q) = %q, want %q: %s", tc.volume, got, tc.want, tc.reason)
			}
		})
	}
}
