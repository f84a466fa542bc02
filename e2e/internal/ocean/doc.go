// Package ocean is a simulated DigitalOcean: an account with networks,
// clusters, databases, buckets and keys, the part of its HTTP API that our
// compositions call, and the controllers of its Crossplane provider, which
// cannot be built here.
//
// It keeps the rules that decide whether an installation works: names are
// unique, references must exist, some fields never change, making takes time,
// a network with members cannot be deleted, a secret key is told once. It
// fails on command (Fail, Outage), forgets on command (Lose), and lists what
// is left over (Inventory).
//
// State lives in the Cloud and in the objects of the hub, as in reality; a
// provider that is stopped and started again has forgotten what it was doing.
package ocean
