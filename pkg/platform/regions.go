package platform

import "regexp"

// regions are the DigitalOcean regions that offer all this architecture needs:
// DOKS, managed databases and Spaces. Spaces is the narrowest of the three;
// this is its region list in DigitalOcean's Terraform provider
// (digitalocean/spaces/spaces_entities.go, 6 August 2026). sfo2 takes no new
// customers but serves those it has.
var regions = []string{
	"ams3", "atl1", "blr1", "fra1", "lon1", "nyc3", "sfo2", "sfo3", "sgp1", "syd1", "tor1",
}

// withoutSpaces are regions that have no Spaces.
var withoutSpaces = []string{"nyc1", "nyc2", "ams2", "sfo1"}

const regionPattern = `^[a-z]{3}[0-9]{1,2}$`

var regionSlug = regexp.MustCompile(regionPattern)
