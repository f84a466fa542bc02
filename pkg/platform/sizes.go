package platform

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// The sizes that DigitalOcean was known to offer in November 2026, each family
// with what its slugs end in. What is in none of them is a warning: it may be
// new, or offered in some regions only. GET /v2/sizes lists those of Droplets
// (GET /v2/kubernetes/options those for nodes), GET /v2/databases/options those
// of databases.
var (
	dropletSizes = table(map[string]string{
		"s": "1vcpu-2gb 2vcpu-2gb 2vcpu-4gb 4vcpu-8gb 8vcpu-16gb " +
			"1vcpu-2gb-amd 2vcpu-2gb-amd 2vcpu-4gb-amd 2vcpu-8gb-amd 4vcpu-8gb-amd 4vcpu-16gb-amd 8vcpu-16gb-amd 8vcpu-32gb-amd " +
			"1vcpu-2gb-intel 2vcpu-2gb-intel 2vcpu-4gb-intel 2vcpu-8gb-intel 4vcpu-8gb-intel 4vcpu-16gb-intel 8vcpu-16gb-intel 8vcpu-32gb-intel " +
			"1vcpu-2gb-70gb-intel 2vcpu-2gb-90gb-intel 2vcpu-4gb-120gb-intel 2vcpu-8gb-160gb-intel " +
			"4vcpu-8gb-240gb-intel 4vcpu-16gb-320gb-intel 8vcpu-16gb-480gb-intel 8vcpu-32gb-640gb-intel",
		"c": "2 4 8 16 32 48 60 4-intel 8-intel 16-intel 32-intel 48-intel 60-intel",
		"c2": "2vcpu-4gb 4vcpu-8gb 8vcpu-16gb 16vcpu-32gb 32vcpu-64gb 48vcpu-96gb 60vcpu-120gb " +
			"4vcpu-8gb-intel 8vcpu-16gb-intel 16vcpu-32gb-intel 32vcpu-64gb-intel 48vcpu-96gb-intel 60vcpu-120gb-intel",
		"g":     general + generalIntel,
		"gd":    general + generalIntel,
		"m":     memory + memoryIntel,
		"m3":    memory + memoryIntel,
		"m6":    memory,
		"so":    memory + memoryIntel,
		"so1_5": memory + memoryIntel,
		"gpu":   "h100x1-80gb h100x8-640gb h200x1-141gb h200x8-1128gb l40sx1-48gb 4000adax1-20gb 6000adax1-48gb mi300x1-192gb mi300x8-1536gb",
	})
	databaseSizes = table(databaseTable)
	databaseTable = map[string]string{
		"db-s":     "1vcpu-1gb 1vcpu-2gb 1vcpu-3gb 2vcpu-4gb 4vcpu-8gb 6vcpu-16gb 8vcpu-32gb 16vcpu-64gb",
		"db-amd":   shared,
		"db-intel": shared,
		"g":        general,
		"gd":       general,
		"m":        memory,
		"so1_5":    memory,
	}
	databaseFamilies = slices.Sorted(maps.Keys(databaseTable))
)

const (
	shared       = "1vcpu-1gb 1vcpu-2gb 2vcpu-4gb 2vcpu-8gb 4vcpu-8gb 4vcpu-16gb 8vcpu-16gb 8vcpu-32gb"
	general      = "2vcpu-8gb 4vcpu-16gb 8vcpu-32gb 16vcpu-64gb 32vcpu-128gb 40vcpu-160gb "
	generalIntel = "2vcpu-8gb-intel 4vcpu-16gb-intel 8vcpu-32gb-intel 16vcpu-64gb-intel 32vcpu-128gb-intel 40vcpu-160gb-intel 48vcpu-192gb-intel 60vcpu-240gb-intel"
	memory       = "2vcpu-16gb 4vcpu-32gb 8vcpu-64gb 16vcpu-128gb 24vcpu-192gb 32vcpu-256gb "
	memoryIntel  = "2vcpu-16gb-intel 4vcpu-32gb-intel 8vcpu-64gb-intel 16vcpu-128gb-intel 24vcpu-192gb-intel 32vcpu-256gb-intel 48vcpu-384gb-intel"
)

// table is the sorted slugs of families.
func table(families map[string]string) []string {
	var slugs []string
	for family, ends := range families {
		for end := range strings.FieldsSeq(ends) {
			slugs = append(slugs, family+"-"+end)
		}
	}
	slices.Sort(slugs)
	return slugs
}

// knownSize warns of a size that was not offered when this program was made.
// The command lists what is.
func (c *checker) knownSize(at manifest.Path, size string, known []string, command string) {
	if len(known) > 0 && !slices.Contains(known, size) {
		c.warn("config-unknown-size", at, size, "was not offered when this program was made",
			remedies(cmp.Or(diag.DidYouMean(size, known), fmt.Sprintf("the nearest that was is %q;", nearest(size, known))), command+" lists what DigitalOcean offers"))
	}
}

// sizeNumbers are the numbers in a slug: processors, memory, disk.
var sizeNumbers = regexp.MustCompile(`[0-9]+`)

// nearest is the known size whose numbers are in the smallest ratio to those of
// the slug: of its family, if that has any.
func nearest(size string, known []string) string {
	distance := func(slug string) float64 {
		a, b := sizeNumbers.FindAllString(size[len(family(size)):], -1), sizeNumbers.FindAllString(slug[len(family(slug)):], -1)
		apart := float64(max(len(a), len(b)) - min(len(a), len(b)))
		for i := range min(len(a), len(b)) {
			x, _ := strconv.ParseFloat(a[i], 64)
			y, _ := strconv.ParseFloat(b[i], 64)
			apart += math.Abs(math.Log((x + 1) / (y + 1)))
		}
		if family(size) != family(slug) {
			apart += 1000
		}
		return apart
	}
	return slices.MinFunc(known, func(a, b string) int { return cmp.Compare(distance(a), distance(b)) })
}

// family is what is before the first part of a slug that begins with a number:
// so1_5 of so1_5-2vcpu-16gb.
func family(slug string) string {
	if at := partNumber.FindStringIndex(slug); at != nil {
		return slug[:at[0]]
	}
	return slug
}

var partNumber = regexp.MustCompile(`-[0-9]`)

// sizes are the known sizes of an engine.
func (f DatabaseFacts) sizes() []string {
	return slices.DeleteFunc(slices.Clone(databaseSizes), func(size string) bool { return !f.offers(size) })
}

// remedies are several in one text, without the empty ones.
func remedies(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " ")
}

func slugsOf(engine DatabaseEngine) string {
	return fmt.Sprintf("doctl databases options slugs --engine %s", engine)
}
