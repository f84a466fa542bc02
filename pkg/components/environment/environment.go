// Package environment holds what all XRs of an environment share: the address
// of the API, and the guard that keeps XRs with data from being deleted by
// mistake.
package environment

// API is the address of the DigitalOcean API.
const API = "https://api.digitalocean.com/v2"
