// Package ocean is a simulated DigitalOcean: an account with networks,
// clusters, databases with what is made in them, buckets, keys and projects, the part of its HTTP API that our
// compositions call, and the controllers of its Crossplane provider, which
// cannot be built here.
//
// It keeps the rules that decide whether an installation works: names are
// unique, references must exist, some fields never change, making takes time,
// a network with members cannot be deleted, a secret key is told once. It
// fails on command (Fail, Outage), forgets on command (Lose), and lists what
// is left over (Inventory).
//
// It moves, as DigitalOcean does: versions are offered and withdrawn (Offer,
// Withdraw), clusters are upgraded without being asked (ForceUpgrade), tokens of
// clusters expire at a clock of its own (Advance), that of the API is revoked
// (RotateAPIToken), people order, change and swap things in the console (Order,
// Change, SwapDefaultPool), and calls are counted (Calls). What the provider
// then does is what Terraform's provider 2.79.0 does: it plans replacements that
// are not made, undoes what the order could say, and loses the id of what it was
// making when a look fails or it ends.
//
// State lives in the Cloud and in the objects of the hub, as in reality; a
// provider that is stopped and started again has forgotten what it was doing.
package ocean
