package fields

import (
	"net/url"
	"regexp"
	"strings"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// chart finds what no chart can be fetched by. A repository is shown by its
// scheme and host alone: the rest may hold an account.
func (c *checker) chart(release inventory.Place) {
	chart := release.Release.Chart
	if !charts.IsName(chart.Name) {
		c.add(release.At(manifest.Fields("chart", "name")), "field-chart", chart.Name,
			"the name of a chart is letters, digits, dashes, dots and underscores", "")
	}
	if !version.MatchString(chart.Version) {
		c.add(release.At(manifest.Fields("chart", "version")), "field-chart", chart.Version,
			"this is no version of a chart, and no range of versions", "pin one: 1.2.3")
	}
	at := release.At(manifest.Fields("chart", "repository"))
	remedy := "https:// and a Helm repository, or oci:// and the chart itself"
	switch u, err := url.Parse(chart.Repository); {
	case err != nil:
		c.add(at, "field-chart", "", "the repository of the chart is no URL", remedy)
	case u.Host == "":
		c.add(at, "field-chart", "", "the repository of the chart names no host", remedy)
	case u.Scheme == "http" && release.Release.Mirror.Upstream != "": // the configuration says so
	case u.Scheme != "https" && u.Scheme != "oci":
		c.add(at, "field-chart", u.Scheme+"://"+u.Host, "no engine fetches charts in this way", remedy)
	case u.Scheme == "oci" && release.Release.Mirror.Upstream == "" && !strings.HasSuffix(u.Path, "/"+chart.Name):
		// A registry may call it otherwise, which Helm never does.
		c.findings.Add(c.inv.Finding(at, diag.Finding{
			Code: "field-chart", Severity: diag.Warning, Value: u.Scheme + "://" + u.Host,
			Message: "an address in a registry is that of the chart itself, and this one does not end in its name, " + chart.Name,
			Remedy:  "put /" + chart.Name + " at its end",
		}))
	}
}

// version is a version of a chart or a range of them, as Helm reads it:
// conditions with spaces, commas, dashes or || between.
var version = regexp.MustCompile(`^` + condition + `(?:(?: *, *| *\|\| *| +- +| +)` + condition + `)*$`)

const condition = `(?:[=<>~^!]{0,2} *v?(?:[0-9]+|[xX*])(?:\.(?:[0-9]+|[xX*])){0,2}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)`
