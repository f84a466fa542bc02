// Package runbooks holds what to do about each alert, and how to do by hand what
// no configuration can. The rendered repository carries it along, since that is
// where whoever is woken up will look.
package runbooks

import _ "embed"

// Hub is the runbook of the alerts on the hub.
//
//go:embed hub.md
var Hub []byte

// Alerts is the runbook of all alerts, as Markdown.
//
//go:embed alerts.md
var Alerts []byte

// Recover is what to do when a hub was lost, as Markdown.
//
//go:embed recover.md
var Recover []byte

// NodePools is the runbook of node pools, as Markdown.
//
//go:embed node-pools.md
var NodePools []byte

// Destroy is how to see what is left when an environment is destroyed, as
// Markdown.
//
//go:embed destroy.md
var Destroy []byte
