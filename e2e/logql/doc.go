// Package logql is for tests: it reads LogQL with Grafana's own published
// grammar, says what Loki would refuse beyond that, and computes which lines and
// series a query finds in given lines.
//
// The grammar is the npm package @grafana/lezer-logql (Apache-2.0), which Node
// runs: Loki's own parser is under the AGPL. `npm ci` installs what
// grammar/package-lock.json pins, without scripts, into the user's cache folder.
// What the evaluator does is what Loki's documentation says
// (https://grafana.com/docs/loki/latest/query/); e2e/observability holds it
// against the server where there is one. A query that uses more of the language
// than it knows is an error and not a guess.
package logql
