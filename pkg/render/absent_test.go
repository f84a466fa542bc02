package render_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
	"seamark.dev/seamark/pkg/tree"
)

// named are the words that speak of a component, in any file of a repository:
// its own, what it brings, and how a page calls it.
var named = map[string]string{
	"objectstore":           `(?i)\bbuckets?\b|objectstore|spaces_`,
	"manageddatabase":       `(?i)manageddatabase|managed databases and|database-metrics|databasedown|database:[a-z]|metrics endpoints|never become ready|cluster nor database`,
	"kube-prometheus-stack": `(?i)grafana|alertmanager`,
	"loki":                  `(?i)\bloki\b|logql`,
	"cert-manager":          `(?i)\bcert-manager\b`,
	"external-dns":          `(?i)external-?dns\b`,
	"metrics-server":        `(?i)metrics.server|kubectl top`,
	"syslog":                `(?i)syslog`,
	"dashboards":            `configmap-dashboard|"panels"|\*(Overview|Database logs|Database machines|Kubernetes events|Gateway|Nodes|Cilium agent|PostgreSQL|Valkey|MySQL)\*|dashboard of its engine`,
	"rules":                 `(?i)what to do about|docs/runbooks/alerts|prometheusrule`,
	"networkpolicies":       `networkpolicies/|kind: NetworkPolicy`,
	"alloy":                 `(?i)\balloy\b|kubernetes.events`,
	"gateway":               `kind: HTTPRoute|GatewayErrors|GatewaySlow|\b[Tt]he Gateway\b|https://demo`,
	"monitors":              `(?i)hubble|podmonitor-|cilium_|envoy_`,
	"demo":                  `(?i)\bthe demo\b|\ba demo\b|release demo\b|https://demo|\bcarts\b|\badverts\b|demopod`,
	"postgres-exporter":     `(?i)release-postgres-exporter|postgres_|\bpg_(stat|database|replication|settings)|postgres-exporter-|\*PostgreSQL\*|PostgreSQLReplication`,
	"redis-exporter":        `(?i)release-redis-exporter|redis_|redis-exporter-|\*Valkey\*`,
	"mysql-exporter":        `(?i)release-mysql-exporter|mysql_|mysql-exporter-|\*MySQL\*`,
	"logsink":               `(?i)logsink|log sink|database-logs|database logs`,
	"hub-prometheus":        `hub-monitoring port-forward service|prometheus: own`,
	"hub-metrics":           `hub-monitoring|hub-state-metrics|seamark_(resource|cloud)_|hub's own|name: kube-state-metrics`,
	"hub-rules":             `runbooks/hub\b|PrometheusRule .hub-monitoring|Engine(Failing|Stalled)|[Ii]ts Alertmanager|not there is an alert`,
	"hub-dashboard":         `dashboard \*Hub\*`,
}

// unread are the files that may name what is not there: what the control plane
// offers, it offers to whoever asks; a bucket may be named after its first
// reader, an engine allows kinds whether or not there is one, and Alloy listens
// whether or not anybody sends.
var unread = map[string]string{
	"":             `^control-plane/|^clusters/[^/]*/(projects|bootstrap)/|^\.seamark\.sum$`,
	"loki":         `/1-infra/objectstore/`,
	"cert-manager": `/demo/|-demo\.yaml`, // what the chart brings is taken out of it
	"logsink":      `/alloy/|-alloy\.yaml`,
	"hub-metrics":  `^versions\.yaml$`, // environments have its image too
	anEngine:       `/alloy/|-alloy\.yaml`,
}

// TestNothingSpeaksOfTheAbsent: whatever is left out, with what needs it, no file
// of the rest names it: no alert, dashboard, policy or page.
func TestNothingSpeaksOfTheAbsent(t *testing.T) {
	for _, left := range leftOut() {
		for _, engine := range []platform.Engine{platform.Flux, platform.ArgoCD} {
			t.Run(strings.Join(left, ",")+"/"+string(engine), func(t *testing.T) {
				gone := without(left...)
				rest := components.Standard().Without(gone...)
				if rest.Len() == 0 {
					return
				}
				p := withEveryEngine(t)
				p.Spec.Delivery.Engine = engine
				if slices.Contains(gone, "hub-dashboard") { // else its own Grafana and rules would be taken for an environment's
					p.Spec.Hub.Monitoring.Prometheus = platform.ExistingPrometheus
				}
				rendered, findings, err := render.Prove(p, render.Options{Components: rest})
				if err != nil || rendered == nil {
					t.Fatal(err, findings)
				}
				for _, name := range gone {
					if words := named[name]; words != "" {
						spoken(t, rendered, name, regexp.MustCompile(words))
					}
				}
			})
		}
	}
}

// anEngine is an engine of databases. Alloy reads the lines of every one.
const anEngine = "an engine of databases"

func spoken(t *testing.T, rendered *tree.Tree, name string, words *regexp.Regexp) {
	t.Helper()
	for _, f := range rendered.Files() {
		if except := unread[name]; regexp.MustCompile(unread[""]).MatchString(f.Path) || except != "" && regexp.MustCompile(except).MatchString(f.Path) {
			continue
		}
		if words.MatchString(f.Path) {
			t.Errorf("%s is left out, and there is a file %s", name, f.Path)
		}
		for line := range strings.Lines(string(f.Data)) {
			if at := words.FindStringIndex(line); at != nil {
				t.Errorf("%s is left out, and %s speaks of it: …%s…", name, f.Path, line[max(0, at[0]-60):min(len(line), at[1]+60)])
			}
		}
	}
}

// leftOut are the components, each alone, and some that go together.
func leftOut() [][]string {
	all := [][]string{
		{"loki", "objectstore"},
		{"gateway", "monitors"},
		{"demo", "monitors"},
		{"rules", "dashboards"},
		{"postgres-exporter", "redis-exporter", "mysql-exporter"},
		{"postgres-exporter", "redis-exporter", "mysql-exporter", "logsink"},
	}
	for _, name := range components.Standard().Names() {
		all = append(all, []string{name})
	}
	return all
}

// without are components and all that needs them.
func without(names ...string) []string {
	gone := slices.Clone(names)
	for i := 0; i < len(gone); i++ {
		for _, c := range components.Standard().All() {
			if slices.Contains(c.Needs, gone[i]) && !slices.Contains(gone, c.Name) {
				gone = append(gone, c.Name)
			}
		}
	}
	return gone
}

// withEveryEngine is a platform with a database of every engine, each of two
// nodes, and everything else that is optional.
func withEveryEngine(t *testing.T) platform.Platform {
	t.Helper()
	p := small()
	env := &p.Spec.Environments[0]
	env.Databases = map[string]platform.Database{}
	for _, e := range platform.DatabaseEngines() {
		env.Databases["d-"+string(e.Engine)] = platform.Database{Engine: e.Engine, Size: "db-s-1vcpu-2gb", Nodes: 2}
	}
	p = platform.Complete(p)
	if err := platform.Validate(p).Err(); err != nil {
		t.Fatal(err)
	}
	return p
}

// ofEngine are the words that speak of an engine of databases beside those of its
// exporter.
var ofEngine = map[platform.DatabaseEngine]string{
	platform.PostgreSQL: `PostgreSQL|work_mem|log_min_duration|postgres-exporter`,
	platform.Valkey:     `Valkey`,
	platform.MySQL:      `MySQL|long_query_time`,
}

// TestNothingSpeaksOfAnotherEngine: of an engine that no environment has a
// database of, no file speaks, though the components know it.
func TestNothingSpeaksOfAnotherEngine(t *testing.T) {
	list := components.Standard().Without(without("demo")...) // it has databases of its own
	for _, used := range platform.DatabaseEngines() {
		for _, engine := range []platform.Engine{platform.Flux, platform.ArgoCD} {
			t.Run(string(used.Engine)+"/"+string(engine), func(t *testing.T) {
				p := withEveryEngine(t)
				p.Spec.Delivery.Engine = engine
				env := &p.Spec.Environments[0]
				for name, db := range env.Databases {
					if db.Engine != used.Engine {
						delete(env.Databases, name)
					}
				}
				rendered, findings, err := render.Prove(p, render.Options{Components: list})
				if err != nil || rendered == nil {
					t.Fatal(err, findings)
				}
				for _, other := range platform.DatabaseEngines() {
					if other.Engine != used.Engine {
						spoken(t, rendered, anEngine, regexp.MustCompile(named[other.Exporter]+"|"+ofEngine[other.Engine]))
					}
				}
			})
		}
	}
}

// TestHubCanBeWatched: the README says how to have the hub watched, where the
// configuration can bring it about.
func TestHubCanBeWatched(t *testing.T) {
	for _, gone := range [][]string{nil, without("hub-metrics")} {
		rendered, err := render.Render(small(), components.Standard().Without(gone...))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range rendered.Files() {
			if said := strings.Contains(string(f.Data), "prometheus: own"); f.Path == "README.md" && said != (gone == nil) {
				t.Errorf("without %q: README.md says how: %t", gone, said)
			}
		}
	}
}
