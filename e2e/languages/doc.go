// Package languages reads what is rendered with the parsers of its consumers:
// PromQL with Prometheus', LogQL with Grafana's, dashboards with Grafana's own
// types, Alloy's configuration with Alloy's parser and source, Loki's settings
// against what Loki says of them. These parsers weigh hundreds of packages, so they live in a
// module of their own: go test -C e2e/languages ./...
package languages
