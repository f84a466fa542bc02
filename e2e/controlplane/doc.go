// Package controlplane proves that the rendered repository reconciles: what
// `render` writes is pushed to Git, and real Flux, Crossplane, providers and API
// servers make of it what they make of it. See the README of e2e for what is
// real and what is simulated.
package controlplane
