package alloy

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

// configuration reads the lines of the engines that are ours.
var configuration = Configuration(databases.Engines())

func environment() platform.Environment {
	return platform.Environment{
		Name:   "blue",
		Region: "fra1",
	}
}

func TestValuesAreKnownToTheChart(t *testing.T) {
	for _, finding := range chartvalues.Unknown(t, charts.Alloy, valuesOf(configuration, environment())) {
		t.Error(finding)
	}
}

// The load balancer's selector is written in a package that this one uses.
func TestTheSyslogServiceSelectsThesePods(t *testing.T) {
	want := map[string]string{"app.kubernetes.io/name": charts.Alloy.Name, "app.kubernetes.io/instance": ReleaseName}
	if diff := cmp.Diff(want, syslog.PodLabels()); diff != "" {
		t.Errorf("-pods +selector:\n%s", diff)
	}
}

func TestTheConfigurationIsTheSameEverywhere(t *testing.T) {
	green := environment()
	green.Name = "green"
	of := func(env platform.Environment) values {
		return Declaration(databases.Engines()).Among(env, declare.Everything()).Releases[0].Values.(values)
	}
	if of(environment()).Alloy.ConfigMap != of(green).Alloy.ConfigMap {
		t.Error("the configuration differs between environments")
	}
	if got := of(green).Alloy.ExtraEnv[0]; got.Name != "ENVIRONMENT" || got.Value != "green" {
		t.Errorf("%s = %q, want the environment's name", got.Name, got.Value)
	}
}

// What the original got wrong, or what a change of the chart's defaults would
// break again without a word.
func TestDefectsOfTheOriginal(t *testing.T) {
	cases := map[string]struct {
		reason, path string
		want         any
	}{
		"PositionsSurviveRestarts": {"below /tmp, the default, all files are sent again", "alloy.storagePath", "/var/lib/alloy"},
		"EventsOncePerCluster":     {"without clustering every node sends every event", "alloy.clustering.enabled", true},
		"NoPodLogsCRD":             {"the kind is not used", "crds.create", false},
		"NothingIsReported":        {"usage statistics are on by default", "alloy.enableReporting", false},
		"MetricsAreScraped":        {"off by default", "serviceMonitor.enabled", true},
		"NodesFilesAreMounted":     {"off by default", "alloy.mounts.varlog", true},
		"EveryNode":                {"a tainted node has logs too", "controller.tolerations", []any{map[string]any{"operator": "Exists"}}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, chartvalues.At(t, valuesOf(configuration, environment()), tc.path)); diff != "" {
				t.Errorf("%s: %s\n-want +got:\n%s", tc.path, tc.reason, diff)
			}
		})
	}
}

// The chart's default rules read every Secret, and it renders an empty list of
// rules as text that is no YAML.
func TestAccessIsMinimal(t *testing.T) {
	access := accessRules()
	if len(access.Rules) == 0 || len(access.ClusterRules) == 0 {
		t.Fatal("a list of rules is empty")
	}
	granted := map[string]bool{}
	for _, r := range slices.Concat(access.Rules, access.ClusterRules) {
		for _, resource := range r.Resources {
			granted[resource] = true
		}
		if slices.Contains(r.Verbs, "*") {
			t.Errorf("%v: any verb", r.Resources)
		}
	}
	if diff := cmp.Diff([]string{"events", "pods"}, slices.Sorted(maps.Keys(granted))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestEveryMountHasItsVolume(t *testing.T) {
	var mounted, there []string
	for _, m := range volumeMounts() {
		mounted = append(mounted, m.Name)
		if m.SubPath != "" {
			t.Errorf("%s is mounted by subPath, which never changes", m.Name)
		}
	}
	for _, v := range extraVolumes() {
		there = append(there, v.Name)
	}
	if diff := cmp.Diff(there, mounted); diff != "" {
		t.Errorf("-volumes +mounts:\n%s", diff)
	}
}

func TestEveryContainerHasRequestsAndAMemoryLimit(t *testing.T) {
	for _, at := range []string{"alloy", "configReloader"} {
		for _, amount := range []string{"requests.cpu", "requests.memory", "limits.memory"} {
			if got := chartvalues.At(t, valuesOf(configuration, environment()), at+".resources."+amount); got == "" {
				t.Errorf("%s has no %s", at, amount)
			}
		}
	}
}
