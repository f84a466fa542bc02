package platform

import (
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/api/resource"

	"seamark.dev/seamark/pkg/manifest"
)

const day = 24 * time.Hour

func (c *checker) metrics(at manifest.Path, m Metrics) {
	if _, err := parseDuration(m.Retention); err != nil {
		c.add("config-invalid-duration", at.Field("retention"), m.Retention, "must be a duration as Prometheus writes it", "for example 7d or 36h")
	}
	c.volume(at.Field("volume"), m.Volume)
	c.atLeast(at.Field("alertmanagerReplicas"), m.AlertmanagerReplicas, 2, "alerts must outlive the loss of a node")
	c.remoteWrites(at.Field("remoteWrite"), m.RemoteWrite)
}

func (c *checker) logs(at manifest.Path, l Logs) {
	kept, err := parseDuration(l.Retention)
	switch {
	case err != nil:
		c.add("config-invalid-duration", at.Field("retention"), l.Retention, "must be a duration", "for example 168h or 7d")
	case kept%day != 0:
		c.add("config-invalid-duration", at.Field("retention"), l.Retention, "must be a multiple of 24h: Loki keeps one index a day", "for example "+wholeDays(kept))
	}
	c.volume(at.Field("volume"), l.Volume)
}

// bucket checks the name of a bucket, which may be the default, and so too long.
func (c *checker) bucket(at manifest.Path, name string) {
	switch most := 63; {
	case name == "": // the names that it is made of are wrong, and that is said
	case len(name) > most:
		c.add("config-name-too-long", at, name, fmt.Sprintf("a bucket's name must have at most %d characters", most), "write a shorter one; by default the names of platform and environment are in it")
	case len(name) < 3:
		c.add("config-invalid-name", at, name, "a bucket's name must have at least 3 characters", "")
	case c.label(at, name):
		c.begins(at, name)
	}
}

// volume checks the size of a block storage volume: DigitalOcean's have from
// 1 GiB to 16 TiB.
func (c *checker) volume(at manifest.Path, size string) {
	quantity, err := resource.ParseQuantity(size)
	if err != nil {
		c.add("config-invalid-quantity", at, size, "must be a quantity of bytes", "for example 10Gi")
		return
	}
	if quantity.Cmp(resource.MustParse("1Gi")) < 0 || quantity.Cmp(resource.MustParse("16Ti")) > 0 {
		remedy := ""
		if quantity.Cmp(resource.MustParse("16Ti")) <= 0 && isDigits(size) {
			remedy = "did you mean " + `"` + size + `Gi"?`
		}
		c.add("config-volume-size", at, size, "must be from 1Gi to 16Ti", remedy)
	}
}

func isDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

func (c *checker) demo(at manifest.Path, d Demo) {
	if !withinMajorOne(d.ChartVersion) {
		c.add("config-invalid-chart-version", at.Field("chartVersion"), d.ChartVersion, "must be an exact version or a range within major 1", `for example ">=1.0.0 <2.0.0"`)
	}
	c.atLeast(at.Field("users"), d.Users, 1, "")
	c.atLeast(at.Field("rate"), d.Rate, 1, "")
}
