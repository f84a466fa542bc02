package rules

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
)

var update = flag.Bool("update", false, "rewrite testdata/platform.rules.yaml")

// rulesFile is the rules as Prometheus itself reads them, beside the tests of
// them: promtool test rules testdata/*.test.yaml.
const rulesFile = "testdata/platform.rules.yaml"

func TestRulesFile(t *testing.T) {
	rendered, err := yaml.Marshal(prometheusRule(databases.Engines(), environment, declare.Everything()).Spec)
	if err != nil {
		t.Fatal(err)
	}
	got := "# Generated from the rules of this package: do not edit. Run go test with -update to renew.\n" + string(rendered)
	if *update {
		if err := os.WriteFile(rulesFile, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is stale, run with -update (-file +now):\n%s", rulesFile, diff)
	}
}

// ruleTests is the part of Prometheus' rule test format that is looked at here.
type ruleTests struct {
	RuleFiles []string `json:"rule_files"`
	Tests     []struct {
		Name       string `json:"name"`
		AlertTests []struct {
			Alert    string `json:"alertname"`
			Expected []struct {
				Labels map[string]string `json:"exp_labels"`
			} `json:"exp_alerts"`
		} `json:"alert_rule_test"`
	} `json:"tests"`
}

// Each alert is tested both ways: that it fires, and that it does not while all
// is well. promtool runs the tests; here it only matters that they are there.
func TestEveryAlertHasARuleTest(t *testing.T) {
	files, err := filepath.Glob("testdata/*.test.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests of rules: %v", err)
	}
	fires, rests := map[string]bool{}, map[string]bool{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var parsed ruleTests
		if err := yaml.Unmarshal(raw, &parsed); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if diff := cmp.Diff([]string{filepath.Base(rulesFile)}, parsed.RuleFiles); diff != "" {
			t.Errorf("%s -want +got rule_files:\n%s", file, diff)
		}
		for _, test := range parsed.Tests {
			if test.Name == "" {
				t.Errorf("%s: a test without a name", file)
			}
			for _, a := range test.AlertTests {
				fires[a.Alert] = fires[a.Alert] || len(a.Expected) > 0
				rests[a.Alert] = rests[a.Alert] || len(a.Expected) == 0
			}
		}
	}
	rules := rulesOf(t, environment)
	for name := range rules {
		if !fires[name] || !rests[name] {
			t.Errorf("%s: tested to fire: %t, not to fire: %t", name, fires[name], rests[name])
		}
	}
	for name := range fires {
		if _, ok := rules[name]; !ok {
			t.Errorf("a test is for %s, which is no alert", name)
		}
	}
}
