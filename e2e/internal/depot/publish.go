package depot

import (
	"errors"
	"strings"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components"
)

const (
	schemeOCI   = "oci://"
	schemeHTTPS = "https://"
)

// Mirrors says where things are here, by where they are upstream: prefixes to
// replace in the addresses of charts and packages. For all that is pinned these
// are the hosts of registries (oci://HOST for charts, HOST alone for packages)
// and the addresses of Helm repositories.
func (d *Depot) Mirrors() map[string]string {
	mirrors := map[string]string{}
	for _, chart := range components.Standard().Charts() {
		if chart.OCI() {
			host, _, _ := strings.Cut(strings.TrimPrefix(chart.Repository, schemeOCI), "/")
			mirrors[schemeOCI+host] = schemeOCI + d.address + "/" + host
			continue
		}
		mirrors[chart.Repository] = "http://" + d.address + "/charts/" + strings.TrimPrefix(chart.Repository, schemeHTTPS)
	}
	for _, p := range charts.Packages() {
		host, _, _ := strings.Cut(p.Image, "/")
		mirrors[host] = d.address + "/" + host
	}
	return mirrors
}

// Publish puts charts and packages where Mirrors says.
func (d *Depot) Publish(all []ChartArchive, packages []PackageArchive) error {
	var errs []error
	for _, c := range all {
		if c.Chart.OCI() {
			errs = append(errs, d.PushChart(strings.TrimPrefix(c.Chart.Repository, schemeOCI), c.Archive))
		} else {
			errs = append(errs, d.AddChart(strings.TrimPrefix(c.Chart.Repository, schemeHTTPS), c.Archive))
		}
	}
	for _, p := range packages {
		errs = append(errs, d.PushPackage(p.Package.Image, p.Package.Version, p.YAML))
	}
	return errors.Join(errs...)
}
