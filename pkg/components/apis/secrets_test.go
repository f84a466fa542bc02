package apis_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/components/metricscredentials"
	"seamark.dev/seamark/pkg/components/packages"
)

// published are the keys that the DigitalOcean provider writes into the
// connection Secret of a kind: the fields that Terraform calls sensitive, with
// "attribute." before their path. Kinds that are not listed publish nothing.
// ui_password is left out: it is missing unless the database has a console.
var published = map[schema.GroupVersionKind][]string{
	digitalocean.KindKubernetesCluster.GroupVersionKind(): {
		"attribute.kube_config.0.raw_config", "attribute.kube_config.0.host", "attribute.kube_config.0.token",
		"attribute.kube_config.0.expires_at", "attribute.kube_config.0.cluster_ca_certificate",
		"attribute.kube_config.0.client_certificate", "attribute.kube_config.0.client_key",
	},
	digitalocean.KindDatabaseCluster.GroupVersionKind(): {
		"attribute.password", "attribute.uri", "attribute.private_uri", "attribute.ui_uri",
	},
	digitalocean.KindDatabaseConnectionPool.GroupVersionKind(): {"attribute.password", "attribute.private_uri", "attribute.uri"},
	digitalocean.KindLogSinkRsyslog.GroupVersionKind():         {"attribute.ca_cert", "attribute.client_key"},
}

// secrets are the Secrets on the hub and their keys, by namespace/name.
type secrets map[string][]string

func (s secrets) add(namespace, name string, keys ...string) {
	s[namespace+"/"+name] = append(s[namespace+"/"+name], keys...)
}

func (s secrets) missing(namespace, name, key string) string {
	if slices.Contains(s[namespace+"/"+name], key) {
		return ""
	}
	return fmt.Sprintf("nothing writes key %s of Secret %s/%s", key, namespace, name)
}

const exampleNamespace = "example"

// written are the Secrets that exist once everything of an environment does.
func written(t *testing.T) secrets {
	t.Helper()
	all := secrets{}
	for _, s := range packages.Component(onePlatform()).Secrets {
		for _, k := range s.Keys {
			all.add(s.Namespace, s.Name, k.Key)
		}
	}
	for _, o := range metricscredentials.Component(onePlatform()).Objects {
		all.inject(asObject(t, o))
	}
	for _, c := range compositions(t) {
		done := complete(t, c)
		for _, o := range done.desired {
			all.publish(o)
			all.inject(o)
		}
		all.collect(c, done)
	}
	return all
}

// publish adds what a managed resource publishes.
func (s secrets) publish(o object) {
	name, found := get(o, "spec.writeConnectionSecretToRef.name")
	if !found {
		return
	}
	s.add(exampleNamespace, name.(string), published[kindOf(o)]...)
	for _, detail := range list(o, "spec.connectionDetails") {
		s.add(exampleNamespace, name.(string), detail["toConnectionSecretKey"].(string))
	}
}

// inject adds what a Request writes.
func (s secrets) inject(o object) {
	for _, config := range list(o, "spec.forProvider.secretInjectionConfigs") {
		ref := config["secretRef"].(object)
		for _, m := range list(config, "keyMappings") {
			s.add(ref["namespace"].(string), ref["name"].(string), m["secretKey"].(string))
		}
	}
}

// collect adds the connection Secret that the function composes.
func (s secrets) collect(c composition, done *simulation) {
	ref := c.input.WriteConnectionSecretToRef
	if ref == nil {
		return
	}
	name, _ := combine(done.xr, *ref.Patches[0].Combine)
	for _, r := range c.input.Resources {
		for _, d := range r.ConnectionDetails {
			s.add(exampleNamespace, name.(string), d.Name)
		}
	}
}

func list(o object, path string) []object {
	var items []object
	value, _ := get(o, path)
	elements, _ := value.([]any)
	for _, e := range elements {
		items = append(items, e.(object))
	}
	return items
}

// TestSecretKeys proves that every Secret and key that a composed resource
// reads is one that something writes.
func TestSecretKeys(t *testing.T) {
	all := written(t)
	for _, c := range compositions(t) {
		for name, o := range complete(t, c).desired {
			for _, finding := range reads(all, o) {
				t.Errorf("%s: resource %s: %s", c.name, name, finding)
			}
		}
	}
}

func reads(all secrets, o object) []string {
	var findings []string
	read := func(namespace, name, key any) {
		if p := all.missing(fmt.Sprint(namespace), fmt.Sprint(name), fmt.Sprint(key)); p != "" {
			findings = append(findings, p)
		}
	}
	for _, r := range list(o, "spec.references") {
		from := r["patchesFrom"].(object)
		if from["fieldPath"] == "data" { // all keys of a Secret that a human makes
			if from["namespace"] != exampleNamespace {
				findings = append(findings, fmt.Sprintf("copies from %v, outside of the XR's namespace", from["namespace"]))
			}
			continue
		}
		key := strings.TrimSuffix(strings.TrimPrefix(from["fieldPath"].(string), "data["), "]")
		read(from["namespace"], from["name"], key)
	}
	if ref, found := get(o, "spec.forProvider.caCertSecretRef"); found {
		read(exampleNamespace, ref.(object)["name"], ref.(object)["key"])
	}
	if kindOf(o) == providerkubernetes.KindProviderConfig.GroupVersionKind() {
		ref, _ := get(o, "spec.credentials.secretRef")
		read(ref.(object)["namespace"], ref.(object)["name"], ref.(object)["key"])
	}
	return findings
}

// TestConnectionKeys proves that every connection detail comes from a key that
// the resource publishes, or from a field that it has.
func TestConnectionKeys(t *testing.T) {
	schemata := load(t, "the fields that connection details come from")
	for _, c := range compositions(t) {
		for _, r := range c.input.Resources {
			gvk := kindOf(floats(t, r.Base))
			for i, d := range r.ConnectionDetails {
				where := fmt.Sprintf("%s: resource %s: connection detail %d", c.name, r.Name, i)
				if d.Type == patchandtransform.FromConnectionSecretKey {
					if !slices.Contains(published[gvk], d.FromConnectionSecretKey) {
						t.Errorf("%s: %s publishes no %s", where, gvk, d.FromConnectionSecretKey)
					}
					continue
				}
				kind, err := schemata.Kind(gvk)
				if err == nil {
					_, err = kind.TypeOf(d.FromFieldPath)
				}
				if err != nil {
					t.Errorf("%s: %v", where, err)
				}
			}
		}
	}
}

// TestUnwrittenKeyIsFound proves that TestSecretKeys finds what it is for.
func TestUnwrittenKeyIsFound(t *testing.T) {
	all := written(t)
	delete(all, "example/adservice-ca")
	for _, c := range compositions(t) {
		if c.name != pg {
			continue
		}
		got := reads(all, complete(t, c).desired["secret"])
		if len(got) != 1 || got[0] != "nothing writes key ca.crt of Secret example/adservice-ca" {
			t.Errorf("got %q, want the missing authority", got)
		}
	}
}
