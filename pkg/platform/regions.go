package platform

// regions are the DigitalOcean regions that offer all this architecture needs:
// DOKS, managed databases and Spaces. Spaces is the narrowest of the three;
// this is its region list in DigitalOcean's Terraform provider
// (digitalocean/spaces/spaces_entities.go, 6 August 2026). nyc1 and nyc2 are
// missing because they have no Spaces; sfo2 takes no new customers but serves
// those it has.
var regions = []string{
	"ams3", "atl1", "blr1", "fra1", "lon1", "nyc3", "sfo2", "sfo3", "sgp1", "syd1", "tor1",
}
