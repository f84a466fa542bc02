package manifest

import (
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestDurationsAreShort(t *testing.T) {
	cases := map[time.Duration]string{
		0:                                    "0s",
		30 * time.Second:                     "30s",
		10 * time.Minute:                     "10m",
		90 * time.Second:                     "1m30s",
		time.Hour:                            "1h",
		time.Hour + 10*time.Minute:           "1h10m",
		time.Hour + 10*time.Second:           "1h0m10s",
		10 * 365 * 24 * time.Hour:            "87600h",
		1500 * time.Millisecond:              "1.5s",
		100*time.Hour + 10*time.Minute:       "100h10m",
		20*time.Minute + 30*time.Millisecond: "20m0.03s",
		-(2*time.Hour + 20*time.Minute):      "-2h20m",
	}
	for d, want := range cases {
		n, err := Of(&metav1.Duration{Duration: d})
		if err != nil {
			t.Fatal(err)
		}
		if back, err := time.ParseDuration(n.Text()); n.Text() != want || err != nil || back != d {
			t.Errorf("%s is written %s (reads back as %s, %v), want %s", d, n.Text(), back, err, want)
		}
	}
}
