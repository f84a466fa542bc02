package platform

// Mirror is a registry that stands in for another one: what is published below
// from is taken from the same place below to. It serves Helm charts, container
// images and Crossplane packages (see docs/mirrors.md).
type Mirror struct {
	// From is the beginning of addresses, up to a slash: oci://ghcr.io for
	// charts in a registry, https://charts.crossplane.io for charts in a
	// repository of the older kind, quay.io for images, xpkg.crossplane.io for
	// packages.
	From string `json:"from"`
	// To is what stands in its place: oci:// for oci://, https:// for https://
	// (or http://, which nothing protects on its way), a bare HOST/PATH for
	// images and packages.
	To string `json:"to"`
	// Insecure speaks plain HTTP to an oci:// registry, for a lab.
	// Default: false.
	Insecure bool `json:"insecure,omitempty"`
	// Secret is the Secret with the account at the mirror, if it wants one. You
	// make it; SECRETS.md tells where, and how.
	Secret string `json:"secret,omitempty"`
}
