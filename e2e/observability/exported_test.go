package observability

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/api/resource"
)

// unexported are names of the lists of metrics that the programs of this test
// do not export, or labels of them that are empty here, each with the reason.
var unexported = map[string]string{
	"pg_replication_slots_active database":                     noDatabase,
	"pg_replication_slots_pg_wal_lsn_diff database":            noDatabase,
	"pg_stat_replication_pg_current_wal_lsn_bytes client_addr": noAddress,
	"pg_stat_replication_pg_wal_lsn_diff client_addr":          noAddress,
	"pg_stat_replication_reply_time client_addr":               noAddress,
	"postgres_exporter_build_info branch":                      noRelease,
	"postgres_exporter_build_info version":                     noRelease,
	"redis_exporter_last_scrape_error err":                     "there is no error",

	"mysqld_exporter_build_info branch":  noRelease,
	"mysqld_exporter_build_info version": noRelease,

	"loki_canary_entries_total":                    noCanary,
	"loki_canary_missing_entries_total":            noCanary,
	"loki_canary_response_latency_seconds_bucket":  noCanary,
	"loki_discarded_bytes_total policy":            noPolicy,
	"loki_discarded_samples_total policy":          noPolicy,
	"loki_distributor_bytes_received_total policy": noPolicy,
	"loki_distributor_lines_received_total policy": noPolicy,
}

const (
	noDatabase = "a slot of a standby belongs to no database"
	noAddress  = "the standby comes by a socket"
	noCanary   = "the canary is another program"
	noPolicy   = "no ingestion policy is configured"
	noRelease  = "it is written into the program by the release"
)

// everyNameIsExported wants the list of metrics, by which rules and dashboards
// are checked elsewhere, to be true: each name exported by the job, with the
// labels that the list says.
func everyNameIsExported(t *testing.T, p *prometheus, list, job string) {
	t.Helper()
	names := metricsOf(t, list)
	err := eventually(30*time.Second, func() error {
		var findings []string
		for _, name := range sortedKeys(names) {
			series, err := p.query(fmt.Sprintf("%s{job=%q}", name, job))
			if err != nil {
				return err
			}
			findings = append(findings, unlikeList(name, names[name], series)...)
		}
		if len(findings) > 0 {
			return fmt.Errorf("the list %s is not what the program exports:\n%s", list, strings.Join(findings, "\n"))
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	t.Logf("%d names of %s", len(names), list)
}

// unlikeList is what differs between a name of a list and the series of it.
func unlikeList(name string, labels []string, series []sample) []string {
	findings := unlike(name, len(series) > 0)
	for _, label := range labels {
		has := func(s sample) bool { return s.Metric[label] != "" }
		if len(series) > 0 {
			findings = append(findings, unlike(name+" "+label, slices.ContainsFunc(series, has))...)
		}
	}
	return findings
}

// unlike is what is wrong with a name, or a name and a label.
func unlike(name string, exported bool) []string {
	_, excused := unexported[name]
	switch {
	case !exported && !excused:
		return []string{name + " is not exported"}
	case exported && excused:
		return []string{name + " is exported: the excuse can go"}
	}
	return nil
}

// fits wants the program to stay within its memory limit.
func (e exporter) fits(t *testing.T, p *prometheus) {
	t.Helper()
	used, err := p.query(fmt.Sprintf("process_resident_memory_bytes{job=%q}", e.release))
	if err != nil || len(used) != 1 {
		t.Fatalf("memory of %s: %v, %v", e.release, used, err)
	}
	amount, err := resource.ParseQuantity(used[0].value())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s uses %d MiB of %s", e.release, amount.Value()>>20, e.memory.String())
	if amount.Cmp(e.memory) > 0 {
		t.Errorf("%s uses %s bytes, its limit is %s", e.release, used[0].value(), e.memory.String())
	}
}
