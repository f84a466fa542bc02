// Package languages reads what is rendered with the parsers of its consumers:
// PromQL with Prometheus', LogQL with Grafana's, dashboards with Grafana's own
// types, Alloy's configuration with Alloy's parser and source, Loki's settings
// against what Loki says of them; and it holds what pkg/prove/languages finds in
// such texts against what these programs refuse. They weigh hundreds of packages,
// so they live in a module of their own: go test -C e2e/languages ./...
package languages
