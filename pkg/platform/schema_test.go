package platform

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/internal/schemagen"
	"seamark.dev/seamark/pkg/manifest"
)

// schemaRules are what the schema says beyond the types; the words are those
// the validation uses.
var schemaRules = map[string]schemagen.Rule{
	"Platform.apiVersion":          {Enum: []string{APIVersion}},
	"Platform.kind":                {Enum: []string{Kind}},
	"Metadata.name":                {Pattern: labelPattern},
	"Hub.pollInterval":             {Pattern: pollPattern},
	"Delivery.hub":                 {Pattern: labelPattern},
	"HubMonitoring.release":        {Pattern: labelPattern},
	"HubMonitoring.storageClass":   {Pattern: `^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`},
	"Repository.url":               {Pattern: `^(https|ssh)://`},
	"Mirror.from":                  {Pattern: `^((oci|https)://)?[^/@]+(/[^/@]+)*$`},
	"Mirror.to":                    {Pattern: `^((oci|https?)://)?[^/@]+(/[^/@]+)*$`},
	"Mirror.secret":                {Pattern: labelPattern},
	"Environment.name":             {Pattern: labelPattern},
	"Environment.region":           {Pattern: regionPattern},
	"Environment.components":       {Keys: switchKeys()},
	"Cluster.version":              {Pattern: clusterVersionPattern},
	"Existing.id":                  {Pattern: idPattern},
	"Maintenance.day":              {Enum: append([]string{"any"}, weekdays...)},
	"Maintenance.start":            {Pattern: startPattern},
	"ExistingDatabase.id":          {Pattern: idPattern},
	"ExistingDatabase.logSink":     {Pattern: idPattern},
	"ExistingLogs.key":             {Pattern: accessKeyPattern},
	"NodePool.size":                {Pattern: dropletSizePattern},
	"NodePool.min":                 {Minimum: new(3)},
	"NodePool.max":                 {Minimum: new(3)},
	"AdditionalNodePool.name":      {Pattern: labelPattern},
	"AdditionalNodePool.size":      {Pattern: dropletSizePattern},
	"AdditionalNodePool.min":       {Minimum: new(0)},
	"AdditionalNodePool.max":       {Minimum: new(1)},
	"ExistingNodePool.id":          {Pattern: idPattern},
	"Database.size":                {Pattern: databaseSizePattern},
	"Database.evictionPolicy":      {Enum: EvictionPolicies()},
	"DatabaseUser.name":            {Pattern: PartPattern},
	"DatabaseUser.authPlugin":      {Enum: []string{"caching_sha2_password", "mysql_native_password"}},
	"ConnectionPool.name":          {Pattern: PartPattern},
	"ConnectionPool.size":          {Minimum: new(1)},
	"RestoreFrom.database":         {Pattern: labelPattern},
	"Database.nodes":               {Minimum: new(1), Maximum: new(3)},
	"Metrics.alertmanagerReplicas": {Minimum: new(2)},
	"Demo.users":                   {Minimum: new(1)},
	"Demo.rate":                    {Minimum: new(1)},
	"Network.vpcCIDR":              {Pattern: cidrPattern},
	"Network.clusterSubnet":        {Pattern: cidrPattern},
	"Network.serviceSubnet":        {Pattern: cidrPattern},
}

func switchKeys() []schemagen.Key {
	var keys []schemagen.Key
	for _, s := range DatabaseEngines().Switches() {
		keys = append(keys, schemagen.Key{Name: s.Name, Doc: "false does without it: " + s.What + "."})
	}
	return keys
}

const (
	labelPattern = `^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`
	cidrPattern  = `^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+/[0-9]+$`
)

const referenceIntroduction = `# Configuration reference

<!-- Generated from the types in pkg/platform: do not edit. Run go generate ./pkg/platform to renew. -->

A platform is one small YAML file, or several documents that share
` + "`metadata.name`" + ` and bring environments of their own. Only name, region and domain
must be given for an environment, there or in ` + "`spec.defaults`" + `; everything else has a default.

` + "```yaml" + `
%s` + "```" + `

Wrong input is refused before anything is written, with every finding at once.
Null means absent, which is said: an error where it reads as if it took something away, else a warning. YAML's types are taken seriously: ` + "`version: 17`" + ` is a number where
a string belongs, and so a mistake.

[Several environments](environments.md) tells how to write once what they share.
[Mirrors](mirrors.md) tells how to install from a registry of your own, in a network
without the Internet too, and what mirrors do not reach.
`

// typeFiles hold the types, in the order of the reference page. A type that is
// in none of them is undefined in the schema, which is an error.
var typeFiles = []string{
	"platform.go", "config_delivery.go", "config_hub.go", "config_mirrors.go", "config_charts.go", "config_environment.go", "config_cluster.go",
	"config_nodepools.go", "config_databases.go", "config_parts.go", "config_services.go", "config_remotewrite.go", "config_alerts.go",
}

func parsedTypes(t *testing.T) []schemagen.Type {
	t.Helper()
	var types []schemagen.Type
	for _, name := range typeFiles {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found, err := schemagen.Parse(source)
		if err != nil {
			t.Fatal(err)
		}
		types = append(types, found...)
	}
	return types
}

// withDefaults are the types as a configuration may be written: spec.defaults has
// the fields of an environment, and whatever an environment may have from there
// is not required of it.
func withDefaults(types []schemagen.Type) []schemagen.Type {
	known := map[string]schemagen.Type{}
	for _, t := range types {
		known[t.Name] = t
	}
	merged := map[string]bool{}
	mergedTypes(reflect.TypeFor[Environment](), nil, merged)
	all := slices.Clone(types)
	for i, t := range all {
		if t.Name == "Defaults" {
			all[i].Fields = slices.Clone(known["Environment"].Fields)
		}
		if merged[t.Name] {
			all[i].Fields = slices.Clone(t.Fields)
		}
		for j, f := range all[i].Fields {
			if merged[t.Name] || t.Name == "Defaults" {
				all[i].Fields[j].Required = f.Required && t.Name == "Environment" && f.Name == "name"
			}
		}
		if t.Name == "Defaults" {
			all[i].Fields = slices.DeleteFunc(all[i].Fields, func(f schemagen.Field) bool { return unshared(manifest.Fields(f.Name)) != "" })
		}
	}
	return all
}

// mergedTypes are the types that are reached through mappings alone, below what
// spec.defaults may hold.
func mergedTypes(of reflect.Type, at manifest.Path, found map[string]bool) {
	switch {
	case len(at) > 0 && unshared(at) != "":
	case of.Kind() == reflect.Pointer:
		mergedTypes(of.Elem(), at, found)
	case of.Kind() == reflect.Map:
		mergedTypes(of.Elem(), at.Field("*"), found)
	case of.Kind() == reflect.Struct:
		found[of.Name()] = true
		for i, name := range fieldsOf(of) {
			mergedTypes(of.Field(i).Type, at.Field(name), found)
		}
	}
}

// sharedRules are the rules, with those of an environment for spec.defaults too.
func sharedRules() map[string]schemagen.Rule {
	rules := maps.Clone(schemaRules)
	for name, rule := range schemaRules {
		if field, ok := strings.CutPrefix(name, "Environment."); ok && unshared(manifest.Fields(field)) == "" {
			rules["Defaults."+field] = rule
		}
	}
	return rules
}

func TestGeneratedSchema(t *testing.T) {
	types := withDefaults(parsedTypes(t))
	got, err := schemagen.Schema(types, schemagen.Options{ID: SchemaID, Root: "Platform", Rules: sharedRules()})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "schema.json", got)
	for name := range schemaRules {
		typeName, field, _ := strings.Cut(name, ".")
		if !slices.ContainsFunc(types, func(t schemagen.Type) bool {
			return t.Name == typeName && slices.ContainsFunc(t.Fields, func(f schemagen.Field) bool { return f.Name == field })
		}) {
			t.Errorf("a rule is for %s, which does not exist", name)
		}
	}
}

func TestSchemaIsEmbedded(t *testing.T) {
	var schema struct {
		ID string `json:"$id"`
	}
	if err := json.Unmarshal(Schema(), &schema); err != nil || schema.ID != SchemaID {
		t.Errorf("$id is %q, want %q (%v)", schema.ID, SchemaID, err)
	}
}

func TestGeneratedReference(t *testing.T) {
	_, example, found := strings.Cut(string(Default()), "apiVersion:")
	if !found {
		t.Fatal("the default configuration has no apiVersion")
	}
	introduction := fmt.Sprintf(referenceIntroduction, "apiVersion:"+example)
	golden(t, "../../docs/configuration.md", schemagen.Markdown(parsedTypes(t), schemaRules, introduction))
}

const componentsIntroduction = `# What an environment does without

<!-- Generated from pkg/platform/switches.go: do not edit. Run go generate ./pkg/platform to renew. -->

Everything of the reference architecture is there unless you say otherwise, environment
by environment:

` + "```yaml" + `
  environments:
  - name: shop-live
    components: {demo: false, gateway: false}
    databases:
      orders: {engine: pg}
` + "```" + `

Without the demo ` + "`databases`" + ` is exactly what you write; ` + "`databases: {}`" + `, or nothing, is
none. What others need can only go together with them: an error names them, and what to
write. Alerts, dashboards, runbooks, pages, network policies and the list of Secrets speak
of what is left. What you say of something that is off (` + "`demo.users`" + `, values in
` + "`overrides`" + `) is told, since it has no effect.

Node pools, databases, their users and pools are not in the table: there are those that
the configuration lists. The hub has its own switch, ` + "`spec.hub.monitoring.prometheus`" + `.

**In a repository that exists,** the files of what you switch off go with the next render,
and what they stand for goes with the commit: releases are uninstalled, objects in the
cluster deleted, log sinks at DigitalOcean too. Kept on purpose are databases and buckets,
unless ` + "`deletionPolicy: Delete`" + ` is set, which destroys them: they run on and cost money until you destroy them as
[docs/runbooks/destroy.md](runbooks/destroy.md) says, and come back under control when you
write them again. To keep the demo's databases when the demo goes, write
` + "`databases: {adservice: {}, cartservice: {}}`" + `. In the cluster there also stay the volumes
of Prometheus and Loki, namespaces, and CustomResourceDefinitions of charts.

Without ExternalDNS and cert-manager there is no entry for the logs of databases, and
so no Alloy. The Secret with the token for DNS is asked for in any case. The names of
components of your own, in Go, are not switched here but by ` + "`components.Standard().Without`" + `.

| name | what | needed by |
| --- | --- | --- |
`

// TestGeneratedComponents is the page of all switches.
func TestGeneratedComponents(t *testing.T) {
	page := bytes.NewBufferString(componentsIntroduction)
	switches := DatabaseEngines().Switches()
	for _, s := range switches {
		direct, _ := needing(switches, nil, s.Name)
		for i, name := range direct {
			if direct[i] = "`" + name + "`"; name == databasesComponent {
				direct[i] = "databases"
			}
		}
		fmt.Fprintf(page, "| `%s` | %s | %s |\n", s.Name, s.What, strings.Join(direct, ", "))
	}
	golden(t, "../../docs/components.md", page.Bytes())
}

// TestDocumentedDefaults compares what the doc comments say with what Complete
// fills in.
func TestDocumentedDefaults(t *testing.T) {
	complete := Complete(minimal())
	e := complete.Spec.Environments[0]
	values := map[string]any{
		"Delivery": complete.Spec.Delivery, "HubMonitoring": complete.Spec.Hub.Monitoring, "Repository": complete.Spec.Delivery.Repository,
		"ControlPlaneFirewall": *completeFirewall(&ControlPlaneFirewall{}, nil),
		"Mirror":               Mirror{}, "Environment": e, "Network": e.Network, "Cluster": e.Cluster, "NodePool": e.Cluster.NodePool,
		"AdditionalNodePool": completeNodePools(Environment{Cluster: Cluster{AdditionalNodePools: []AdditionalNodePool{{}}}})[0],
		"ConnectionPool":     completeParts(Database{ConnectionPools: []ConnectionPool{{}}}, Orphan).ConnectionPools[0],
		"Database":           e.Databases["adservice"], "Metrics": e.Metrics, "Logs": e.Logs, "Demo": e.Demo,
	}
	values["Manifests"] = Complete(Platform{Spec: Spec{Environments: []Environment{{Manifests: []Manifests{{}}}}}}).Spec.Environments[0].Manifests[0]
	values["RemoteWrite"] = completeRemoteWrite([]RemoteWrite{{}})[0]
	values["Push"] = defaultPush(Flux)
	receiver := completeReceiver(Receiver{Slack: &Slack{}, Email: &Email{}, Webhook: &Webhook{}, PagerDuty: &PagerDuty{}})
	values["Slack"], values["Email"] = *receiver.Slack, *receiver.Email
	values["Webhook"], values["PagerDuty"] = *receiver.Webhook, *receiver.PagerDuty
	documented := 0
	for _, typ := range parsedTypes(t) {
		for _, f := range typ.Fields {
			if !f.Fixed() {
				continue
			}
			documented++
			if got, want := fieldByName(t, values[typ.Name], f.Name), strings.Trim(f.Default, `"`); got != want {
				t.Errorf("%s.%s: the doc comment says %q, Complete says %q", typ.Name, f.Name, want, got)
			}
		}
	}
	if documented < 20 {
		t.Errorf("only %d documented defaults found", documented)
	}
}

func fieldByName(t *testing.T, value any, name string) string {
	t.Helper()
	v := reflect.ValueOf(value)
	if i := slices.Index(fieldsOf(v.Type()), name); i >= 0 {
		return fmt.Sprint(reflect.Indirect(v.Field(i)).Interface())
	}
	t.Fatalf("%T has no field %s", value, name)
	return ""
}

// TestSchemaAdmits checks documents against the schema itself, not against
// the loader.
func TestSchemaAdmits(t *testing.T) {
	cases := map[string]struct {
		reason string
		data   []byte
		want   []string
	}{
		"Default":    {"The default configuration is valid.", Default(), nil},
		"Starter":    {"The starter is valid.", Starter(), nil},
		"Uncomment":  {"So is the starter with every option in use.", uncommented(t), nil},
		"UnknownKey": {"An unknown key is refused.", bytes.Replace(Default(), []byte("region:"), []byte("regoin:"), 1), []string{"/spec/environments/0: unknown regoin"}},
		"WrongType":  {"A number is no string.", bytes.Replace(Default(), []byte("zone: example.com "), []byte("zone: 17 "), 1), []string{"/spec/environments/0/domain/zone: not a string"}},
		"Pattern":    {"A region that cannot be one is refused.", bytes.Replace(Default(), []byte("region: sfo3"), []byte("region: sfo"), 1), []string{"/spec/environments/0/region: does not match"}},
	}
	var schema map[string]any
	data, err := os.ReadFile("schema.json") // the embedded one is a build old under -update
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var document any
			if err := yaml.Unmarshal(tc.data, &document); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, schemagen.Refusals(schema, document)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}
