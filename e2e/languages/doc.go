// Package languages reads what is rendered with the parsers of its consumers:
// PromQL with Prometheus', LogQL with Loki's, dashboards with Grafana's own
// types, Alloy's configuration with Alloy's decoder, Loki's settings against
// Loki's source. These parsers weigh hundreds of packages, so they live in a
// module of their own: go test -C e2e/languages ./...
package languages
