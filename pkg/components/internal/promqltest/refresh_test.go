package promqltest

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	update  = flag.Bool("update", false, "write the list")
	scraped = flag.String("scraped", "", "a file with what an exporter serves on /metrics")
	into    = flag.String("into", "", "the list to refresh: postgres-exporter")
)

var sample = regexp.MustCompile(`^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? `)

// exposed are the metrics of a scrape with their labels.
func exposed(text string) map[string][]string {
	labels := map[string]map[string]bool{}
	for line := range strings.Lines(text) {
		m := sample.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(line, "#") {
			continue
		}
		if labels[m[1]] == nil {
			labels[m[1]] = map[string]bool{}
		}
		for _, l := range matcher.FindAllStringSubmatch(textless(m[2]), -1) {
			labels[m[1]][l[1]] = true
		}
	}
	out := map[string][]string{}
	for name, set := range labels {
		out[name] = append([]string{}, slices.Sorted(maps.Keys(set))...)
	}
	return out
}

func textless(s string) string { return text.ReplaceAllString(s, `""`) }

// refreshed is a list with what was scraped: what it knows beyond that (of a
// standby, say, which the scraped server has not) stays.
func refreshed(list, scrape string) string {
	_, known := parse(list)
	all := map[string][]string{}
	for name, m := range known {
		all[name] = m.Own
	}
	maps.Copy(all, exposed(scrape))
	var out strings.Builder
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			out.WriteString(line)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		switch labels := all[name]; {
		case labels == nil:
			fmt.Fprintln(&out, name)
		case len(labels) == 0:
			fmt.Fprintln(&out, name, "-")
		default:
			fmt.Fprintln(&out, name, strings.Join(labels, ","))
		}
	}
	return out.String()
}

func TestRefresh(t *testing.T) {
	const list = "# exporter: x\na\nb -\n"
	const scrape = "# HELP a Something.\n# TYPE a counter\na{z=\"1,y=2\",w=\"\"} 3\nc 4 1700000000\n"
	if diff := cmp.Diff("# exporter: x\na w,z\nb -\nc -\n", refreshed(list, scrape)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if *scraped == "" {
		return
	}
	raw, err := os.ReadFile(*scraped)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("names", *into+".txt")
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	now := refreshed(string(old), string(raw))
	if !*update {
		t.Logf("%s would change (-now +scraped):\n%s", file, cmp.Diff(string(old), now))
		return
	}
	if err := os.WriteFile(file, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
}
