// Package charts pins what the platform is made of: every Helm chart and every
// Crossplane package, with its version and where it comes from.
package charts

import (
	"regexp"
	"strings"
)

// Chart is one pinned Helm chart.
type Chart struct {
	// Name is the chart's own name.
	Name string
	// Repository is where it is published: an https:// Helm repository that
	// holds the chart, or the full oci:// address of the chart itself.
	Repository string
	// Version is the exact chart version, or of a chart that is Stamped a range
	// within one major version.
	Version string
	// Stamped says that the chart is published under time stamps, which no
	// contract can keep up with: its values are judged by the contract of another
	// version, and what is found are warnings.
	Stamped bool
	// AppVersion is the version of the program inside, for the reader.
	AppVersion string
	// Note says what a reader must know before changing the pin.
	Note string
	// Before is the first version that the platform does not work with, as Note
	// says; empty for the next major one.
	Before string
	// Contract is what the chart knows of values, for a chart of your own: it
	// is read with ParseContract, or derived by package charts/derive. The
	// charts pinned here have theirs embedded.
	Contract *Contract
}

// chartName is what Helm packages: letters, digits, dashes, dots, underscores.
var chartName = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]{0,249}$`)

// IsName tells whether a chart may have a name. It is also that of a file.
func IsName(name string) bool { return chartName.MatchString(name) }

// OCI tells whether the chart lives in an OCI registry.
func (c Chart) OCI() bool { return strings.HasPrefix(c.Repository, "oci://") }

// Package is one pinned Crossplane package (a Provider or a Function).
type Package struct {
	// Name is the package's own name. Objects are called after the image, as
	// Crossplane's dependency resolver calls them.
	Name string
	// Image is the fully qualified package, without its tag.
	Image string
	// Version is the tag.
	Version string
	// Note says what a reader must know before changing the pin.
	Note string
}

// Reference is the package with its tag, as spec.package wants it.
func (p Package) Reference() string { return p.Image + ":" + p.Version }

// Image is one pinned image that we run without a chart.
type Image struct {
	Name, Repository, Version string
}

// Reference is the image with its tag.
func (i Image) Reference() string { return i.Repository + ":" + i.Version }
