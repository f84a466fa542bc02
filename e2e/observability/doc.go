// Package observability proves what is observed on the very programs that the
// platform runs: PostgreSQL, MariaDB, Redis, their exporters, Prometheus, what
// collects the logs of databases, and the Loki that LOKI names, started on the
// loopback interface as the rendered objects and values say.
//
// Nothing in it knows the name of a dashboard, a panel or an alert. Panels,
// variables, rules and what is scraped come from the rendered tree; names,
// credentials and addresses from what the Compositions deliver, composed by
// Crossplane's own code (package life).
//
// What differs from the platform, everywhere and on purpose:
//
//   - every two seconds in place of 30 is scraped, every second rules are
//     evaluated, and alerts fire without waiting ("for"): promtool tests the
//     waiting, over hours that cost no time;
//   - files are below a folder of the test in place of the mount path, in
//     arguments and variables as well;
//   - Redis takes the part of Valkey, MariaDB that of MySQL, and a stand-in that
//     of the metrics endpoint of a managed database, which nobody can run.
package observability
