// Package rates asks how many calls an hour everything makes at DigitalOcean,
// once it is made and nothing changes, and compares that with what one API token
// is allowed.
package rates

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

const (
	// limit is what DigitalOcean allows a token in an hour.
	limit = 5000
	// near leaves room for what is made or repaired: an environment that is
	// made calls 14 times a minute.
	near = limit * 8 / 10
	// perLoop are the calls of ExternalDNS for a zone of one page: the zones,
	// and its records.
	perLoop = 2
)

// The names on the hub that a token is known by; one with a name has them with
// -NAME. They are those of packages.CredentialsSecretName and DNSSecretName.
const (
	config = "digitalocean"
	dns    = "digitalocean-dns"
)

// Check adds up the calls of each token.
func Check(inv *inventory.Inventory) diag.List {
	var findings diag.List
	calls := Calls(inv)
	for _, token := range slices.Sorted(maps.Keys(calls)) {
		if calls[token] <= near {
			continue
		}
		findings.Add(diag.Finding{
			Code: "rate-near-limit", Severity: diag.Warning, Where: inv.Configured(manifest.Fields("spec", "environments")), Value: token,
			Message: fmt.Sprintf("about %d calls an hour are made with this token, and DigitalOcean allows %d", calls[token], limit),
			Remedy:  remedy(token),
		})
	}
	return findings
}

// remedy is of a token, for the hub or for what is in the clusters.
func remedy(token string) string {
	longer := "the providers a longer interval (spec.hub.pollInterval)"
	if token == dns || strings.HasPrefix(token, dns+"-") {
		longer = "ExternalDNS a longer one (overrides)"
	}
	return "give a group of environments tokens of its own (token), or " + longer
}

// Calls are the calls an hour by the name of a token's Secret without its
// prefix: digitalocean and digitalocean-NAME for those of the hub,
// digitalocean-dns and digitalocean-dns-NAME for those in the clusters.
func Calls(inv *inventory.Inventory) map[string]int {
	calls := map[string]int{}
	polls := polls(inv)
	for i := range inv.Objects {
		o := &inv.Objects[i]
		provider, counted := Provider(o.Ref.Group, o.Ref.Kind)
		name := o.Node.TextAt("spec", "providerConfigRef", "name")
		if counted && (name == config || strings.HasPrefix(name, config+"-")) {
			calls[name] += reads(o) * perHour(polls[provider])
		}
	}
	for _, r := range inv.Releases {
		if r.Release.Chart.Name != "external-dns" {
			continue
		}
		name := dns
		for _, env := range inv.Platform.Spec.Environments {
			if env.Name == r.Release.Cluster.Environment() && env.Token != "" {
				name += "-" + env.Token
			}
		}
		interval, _ := time.ParseDuration(r.Values.TextAt("interval"))
		calls[name] += perLoop * perHour(interval)
	}
	return calls
}

// reads are the calls of a poll: one, and as many as Terraform's provider makes
// beside (read in its version 2.79.0).
func reads(o *inventory.Object) int {
	if o.Ref.Group == "database.digitalocean.m.crossplane.io" && o.Node.TextAt("spec", "forProvider", "evictionPolicy") != "" {
		return 2
	}
	return 1
}

// Provider is the provider that asks DigitalOcean for a managed resource at
// each poll, and whether one does. A DisposableRequest asks once a day,
// and Spaces, which keeps buckets, has limits of its own.
func Provider(group, kind string) (provider string, counted bool) {
	switch {
	case group == "spaces.digitalocean.m.crossplane.io":
		return "", false
	case strings.HasSuffix(group, ".digitalocean.m.crossplane.io"):
		return "provider-upjet-digitalocean", true
	case group == "http.m.crossplane.io" && kind == "Request":
		return "provider-http", true
	}
	return "", false
}

// polls are the intervals that the providers are started with.
func polls(inv *inventory.Inventory) map[string]time.Duration {
	found := map[string]time.Duration{}
	for i := range inv.Objects {
		o := &inv.Objects[i]
		if o.Ref.Kind != "DeploymentRuntimeConfig" {
			continue
		}
		text := string(o.Node.YAML())
		for _, provider := range []string{"provider-upjet-digitalocean", "provider-http"} {
			_, rest, is := strings.Cut(text, "--poll=")
			if is && strings.HasSuffix(o.Ref.Name, provider) {
				value, _, _ := strings.Cut(rest, "\n")
				found[provider], _ = time.ParseDuration(value)
			}
		}
	}
	return found
}

// perHour is how often something happens; never, if its interval is unknown.
func perHour(interval time.Duration) int {
	if interval <= 0 {
		return 0
	}
	return int(time.Hour / interval)
}
