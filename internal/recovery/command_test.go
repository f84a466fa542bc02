package recovery

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/schemagen"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
)

// prod is a platform of one environment, with comments.
const prod = header + `  environments:
  # the one that matters
  - name: prod
    region: sfo3
    domain: {zone: example.com, acmeEmail: a@example.com} # ours
    cluster:
      additionalNodePools:
      - name: batch
        max: 3
        size: c-4
    logs:
      retention: 336h

# the end
`

// outcome is what a run came to.
type outcome struct {
	code           int
	stdout, stderr string
	config         string
}

// run runs the command on a configuration, with a token.
func run(t *testing.T, s *simulated, config string, args ...string) outcome {
	t.Helper()
	file := filepath.Join(t.TempDir(), "platform.yaml")
	if err := os.WriteFile(file, []byte(config), 0o640); err != nil {
		t.Fatal(err)
	}
	environment := map[string]string{"DIGITALOCEAN_TOKEN": aToken, "DIGITALOCEAN_API_URL": s.serve(t)}
	var stdout, stderr bytes.Buffer
	code := Run(t.Context(), Process{
		Args: append([]string{"--config", file}, args...), Stdout: &stdout, Stderr: &stderr,
		Getenv: func(name string) string { return environment[name] }, Wait: time.Millisecond,
	})
	after, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the rights of the file changed: %v, %v", info.Mode(), err)
	}
	for _, text := range []string{stdout.String(), stderr.String()} {
		if strings.Contains(text, aToken) {
			t.Errorf("the token is told:\n%s", text)
		}
	}
	tidy := strings.NewReplacer(filepath.Dir(file)+"/", "")
	return outcome{code, tidy.Replace(stdout.String()), tidy.Replace(stderr.String()), string(after)}
}

// TestOutputThatFails: what cannot be told is an error, and then nothing is
// written either.
func TestOutputThatFails(t *testing.T) {
	for _, args := range [][]string{nil, {"--dry-run"}, {"--help"}} {
		file := filepath.Join(t.TempDir(), "platform.yaml")
		if err := os.WriteFile(file, []byte(prod), 0o600); err != nil {
			t.Fatal(err)
		}
		environment := map[string]string{"DIGITALOCEAN_TOKEN": aToken, "DIGITALOCEAN_API_URL": whole().serve(t)}
		var stderr bytes.Buffer
		code := Run(t.Context(), Process{
			Args: append([]string{"--config", file}, args...), Stdout: full{}, Stderr: &stderr,
			Getenv: func(name string) string { return environment[name] }, Wait: time.Millisecond,
		})
		if want := "cannot write to standard output: no space left\n"; code != exitError || !strings.Contains(stderr.String(), want) {
			t.Errorf("%q: code %d, want %d; want %q in:\n%s", args, code, exitError, want, stderr.String())
		}
		if after, err := os.ReadFile(file); err != nil || string(after) != prod {
			t.Errorf("%q: the file was written: %v\n%s", args, err, after)
		}
	}
}

// full is a device that is full.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// recovered is prod with all IDs.
const recovered = header + `  environments:
  # the one that matters
  - name: prod
    region: sfo3
    domain: {zone: example.com, acmeEmail: a@example.com} # ours
    cluster:
      additionalNodePools:
      - name: batch
        max: 3
        size: c-4
        existing:
          id: ` + aPool + `
      existing:
        id: ` + aCluster + `
    logs:
      retention: 336h
      existing:
        key: ` + aKey + `
    network:
      existing:
        id: ` + aVPC + `
    databases:
      adservice:
        existing:
          id: ` + aDatabase + `
          logSink: ` + aSink + `
      cartservice:
        existing:
          id: ` + aValkey + `
          logSink: ` + anotherSink + `

# the end
`

// TestRecover writes everything, once.
func TestRecover(t *testing.T) {
	first := run(t, whole(), prod)
	want := outcome{0, `prod  VPC           prod                     found  ` + aVPC + `
prod  DOKS cluster  prod                     found  ` + aCluster + `
prod  node pool     prod-batch               found  ` + aPool + `
prod  database      prod-adservice-pg        found  ` + aDatabase + `
prod  log sink      loki-adservice           found  ` + aSink + `
prod  database      prod-cartservice-valkey  found  ` + aValkey + `
prod  log sink      loki-cartservice         found  ` + anotherSink + `
prod  bucket        acme-prod-loki-logs      by its name
prod  Spaces key    acme-prod-loki-logs      found  ` + aKey + `
platform.yaml: written; render, and read the diff
`, "", recovered}
	if diff := cmp.Diff(want, first, cmp.AllowUnexported(outcome{})); diff != "" {
		t.Fatalf("-want +got:\n%s", diff)
	}
	second := run(t, whole(), recovered)
	if second.code != 0 || second.config != recovered || strings.Contains(second.stdout, "found") || strings.Count(second.stdout, "known") != 8 {
		t.Errorf("again: %+v", second)
	}
}

// TestJSON: however a run ends, standard output is one report of the published
// schema, and nothing beside it.
func TestJSON(t *testing.T) {
	data, err := os.ReadFile("../../docs/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	twice := strings.Replace(prod, "sfo3\n", "sfo3\n    region: sfo3\n", 1)
	cases := map[string]struct {
		reason    string
		config    string
		world     func(*simulated)
		args      []string
		code      int
		recovered int
		finding   diag.Code
		err       string
		diff      bool
	}{
		"written":        {reason: "What was found and where it went is data.", recovered: 9, diff: true},
		"nothing to do":  {reason: "The IDs that are known are told too.", config: recovered, recovered: 9},
		"dry run":        {reason: "The diff is in the report.", args: []string{"--dry-run"}, code: 1, recovered: 9, diff: true},
		"missing":        {reason: "A warning is a finding.", world: func(s *simulated) { s.Sinks[aValkey] = nil }, code: 1, recovered: 9, finding: "recover-missing", diff: true},
		"different":      {reason: "So is an error; then there is no diff.", world: func(s *simulated) { s.VPCs[0]["ip_range"] = "10.10.0.0/20" }, code: 1, recovered: 9, finding: "recover-differs"},
		"refused":        {reason: "What ends the run is told, without the token that an answer repeats.", world: func(s *simulated) { s.refuse, s.said = map[string][]int{"/v2/vpcs": {401}}, "no, "+aToken }, code: 2, err: "was taken back"},
		"not valid":      {reason: "Findings of the configuration are those of every command.", config: twice, code: 2, finding: "config-duplicate-key"},
		"no such flag":   {reason: "The arguments themselves may be wrong.", args: []string{"--tokens", "x"}, code: 2, err: "unknown flag: --tokens"},
		"no environment": {reason: "So may their values.", args: []string{"-e", "prd"}, code: 2, err: `did you mean "prod"?`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			s, config := whole(), prod
			if tc.config != "" {
				config = tc.config
			}
			if tc.world != nil {
				tc.world(s)
			}
			got := run(t, s, config, append([]string{"--format", "json"}, tc.args...)...)
			var raw map[string]any
			var report diag.Report
			if err := errors.Join(json.Unmarshal([]byte(got.stdout), &raw), json.Unmarshal([]byte(got.stdout), &report)); err != nil {
				t.Fatalf("%s\nstandard output is no report, or more than that: %v\n%s", tc.reason, err, got.stdout)
			}
			if refusals := schemagen.Refusals(schema, raw); len(refusals) > 0 {
				t.Errorf("the report is none of the schema: %s", refusals)
			}
			if got.code != tc.code || report.ExitCode == nil || *report.ExitCode != tc.code || report.Command != "recover" {
				t.Errorf("%s\ncode %d, want %d; report: %+v", tc.reason, got.code, tc.code, report)
			}
			if len(report.Recovered) != tc.recovered || (report.Diff != "") != tc.diff || !strings.Contains(report.Error, tc.err) || (report.Error == "") != (tc.err == "") {
				t.Errorf("%s\n%s", tc.reason, got.stdout)
			}
			if tc.finding != "" && !slices.ContainsFunc(report.Findings, func(f diag.Finding) bool { return f.Code == tc.finding }) {
				t.Errorf("%s\nno %s in:\n%s", tc.reason, tc.finding, got.stdout)
			}
		})
	}
}

// TestAnnotations: GitHub reads them from standard output.
func TestAnnotations(t *testing.T) {
	s := whole()
	s.Sinks[aValkey] = nil
	got := run(t, s, prod, "--format", "github")
	if got.code != 1 || !strings.Contains(got.stdout, "::warning title=recover-missing,file=") || strings.Contains(got.stderr, "recover-missing") {
		t.Errorf("%+v", got)
	}
}

func TestDryRun(t *testing.T) {
	got := run(t, whole(), prod, "--dry-run")
	if got.code != 1 || got.config != prod || !strings.Contains(got.stdout, "+        key: "+aKey+"\n") || !strings.Contains(got.stdout, "+++ b/") {
		t.Errorf("%+v", got)
	}
	if got := run(t, whole(), recovered, "--dry-run"); got.code != 0 {
		t.Errorf("nothing to write: %+v", got)
	}
}

// TestDecisions: what a person must decide is told, with the way out, and
// nothing is written; what is missing is told, and the rest is written.
func TestDecisions(t *testing.T) {
	another := func(o object, id string) object {
		other := object{}
		for k, v := range o {
			other[k] = v
		}
		other["id"] = id
		return other
	}
	cases := map[string]struct {
		reason  string
		config  string
		world   func(*simulated)
		code    int
		written bool
		words   []string
	}{
		"two clusters": {
			reason: "A creation that was interrupted leaves two, and only a person knows which is in use.",
			world: func(s *simulated) {
				s.Clusters = append(s.Clusters, another(s.Clusters[0], "bd5f5959-5e1e-4205-a714-a914373942aa"))
			},
			code: 1, words: []string{"recover-ambiguous", "2 could be meant", aCluster + " (sfo3, 1.34.5-do.6, made 2026-11-01T08:00Z)", "keep the one that has the nodes", "nothing was written"},
		},
		"a namesake": {
			reason: "A cluster in another network is another one.",
			world: func(s *simulated) {
				other := another(s.Clusters[0], "bd5f5959-5e1e-4205-a714-a914373942aa")
				other["vpc_uuid"] = aDatabase
				s.Clusters = append(s.Clusters, other)
			},
			written: true,
		},
		"a renamed cluster": {
			reason:  "The tag tells it in its VPC; the hub renames it.",
			world:   func(s *simulated) { s.Clusters[0]["name"] = "production" },
			written: true,
		},
		"a renamed VPC": {
			reason:  "Its cluster tells it.",
			world:   func(s *simulated) { s.VPCs[0]["name"] = "production" },
			written: true,
		},
		"two keys": {
			reason: "The cluster tells which of them it uses.",
			world: func(s *simulated) {
				s.Keys = append(s.Keys, spacesKey("DO00ABCDEFGHIJKLMNOQ", "acme-prod-loki-logs"))
			},
			code: 1, words: []string{"recover-ambiguous", "kubectl -n cluster-services get secret loki-spaces", "nothing was written"},
		},
		"no log sink": {
			reason: "The hub makes it: the rest is written.",
			world:  func(s *simulated) { s.Sinks[aValkey] = nil },
			code:   1, written: true, words: []string{"recover-missing", "warning", `"loki-cartservice": there is no log sink of this name`},
		},
		"another team": {
			reason: "Nothing is there.",
			world:  func(s *simulated) { *s = simulated{} },
			code:   1, words: []string{"is the token of the right team"},
		},
		"another range": {
			reason: "The VPC would be replaced, so that everything freezes.",
			world:  func(s *simulated) { s.VPCs[0]["ip_range"] = "10.10.0.0/20" },
			code:   1, words: []string{"recover-differs", "network.vpcCIDR", "write 10.10.0.0/20"},
		},
		"a database elsewhere": {
			reason: "It would be replaced, which the provider refuses.",
			world:  func(s *simulated) { s.Databases[0]["private_network_uuid"] = aCluster },
			code:   1, words: []string{"recover-differs", "prod-adservice-pg is in another VPC"},
		},
		"no tag": {
			reason: "The provider panics on such a cluster.",
			world: func(s *simulated) {
				s.Clusters[0]["node_pools"].([]object)[0]["tags"] = []string{"prod"}
			},
			code: 1, words: []string{"recover-differs", "doctl kubernetes cluster node-pool update " + aCluster + " POOL --tag prod --tag terraform:default-node-pool"},
		},
		"a sink to another place": {
			reason: "The provider may not change it.",
			world:  func(s *simulated) { s.Sinks[aDatabase][0]["config"].(object)["server"] = "old.example.com" },
			code:   1, words: []string{"recover-differs", "sends the log to old.example.com:6514"},
		},
		"only looked at": {
			reason: "It may be called as it is, and has no sink.",
			config: strings.Replace(recovered, "          logSink: "+aSink+"\n", "          observeOnly: true\n", 1),
			world:  func(s *simulated) { s.Databases[0]["name"], s.Sinks[aDatabase] = "shop", nil },
		},
		"looked at elsewhere": {
			reason: "Programs would not reach it by its private name.",
			config: strings.Replace(recovered, "          logSink: "+aSink+"\n", "          observeOnly: true\n", 1),
			world:  func(s *simulated) { s.Databases[0]["private_network_uuid"] = aCluster },
			code:   1, words: []string{"recover-differs", "prod-adservice-pg is in another VPC"},
		},
		"looked at and gone": {
			reason: "An ID that is nowhere would be an error for ever.",
			config: strings.Replace(strings.Replace(recovered, "          logSink: "+aSink+"\n", "          observeOnly: true\n", 1), aDatabase, "9cc10173-e9ea-4176-9dbc-a4cee4c4ff39", 1),
			world:  func(*simulated) {},
			code:   1, words: []string{"recover-gone", "there is no database with this ID"},
		},
		"gone": {
			reason: "An ID that is nowhere would be an error for ever.",
			config: strings.Replace(recovered, aDatabase, "9cc10173-e9ea-4176-9dbc-a4cee4c4ff39", 1),
			world:  func(*simulated) {},
			code:   1, words: []string{"recover-gone", "there is no database with this ID"},
		},
		"restored once": {
			reason: "What the configuration does not allow is told as it always is.",
			config: strings.Replace(prod, "    logs:\n", "    databases: {adservice: {restoreFrom: {database: old-adservice-pg}}}\n    logs:\n", 1),
			world:  func(*simulated) {},
			code:   1, words: []string{"config-restored-existing", "nothing was written"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			s, config := whole(), prod
			if tc.config != "" {
				config = tc.config
			}
			tc.world(s)
			got := run(t, s, config)
			if got.code != tc.code || (got.config != config) != tc.written {
				t.Errorf("%s\ncode %d, want %d; written %t, want %t\n%s%s", tc.reason, got.code, tc.code, got.config != config, tc.written, got.stdout, got.stderr)
			}
			for _, words := range tc.words {
				if !strings.Contains(got.stderr, words) {
					t.Errorf("%s\nit does not say %q:\n%s", tc.reason, words, got.stderr)
				}
			}
			if _, findings := platform.Load(platform.Source{Data: []byte(got.config)}); findings.Errors() > 0 {
				t.Error(findings)
			}
		})
	}
}

// TestAnswers: DigitalOcean is asked again when it has no time, and what it says
// otherwise ends the run.
func TestAnswers(t *testing.T) {
	cases := map[string]struct {
		reason string
		refuse map[string][]int
		code   int
		words  string
	}{
		"rate limit":     {"A limit of calls passes.", map[string][]int{"/v2/databases": {429, 429}, "/v2/vpcs": {503}}, 0, ""},
		"for ever":       {"A limit that does not pass is told.", map[string][]int{"/v2/vpcs": slicesOf(429, 20)}, 2, "the token has no calls left"},
		"no such token":  {"It is said what is wrong.", map[string][]int{"/v2/vpcs": {401}}, 2, "was taken back, or has expired; nothing was written"},
		"too few scopes": {"It is said which it needs.", map[string][]int{"/v2/spaces/keys": {403}}, 2, "it needs vpc:read, kubernetes:read, database:read, spaces_key:read"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			s := whole()
			s.refuse, s.said = tc.refuse, "no, "+aToken // run wants it hidden
			got := run(t, s, prod)
			if got.code != tc.code || !strings.Contains(got.stderr, tc.words) || (got.config == prod) != (tc.code == 2) {
				t.Errorf("%s\n%+v", tc.reason, got)
			}
		})
	}
}

func slicesOf(status, n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = status
	}
	return all
}

// TestUsage: a token is no argument, and goes to nobody in the clear.
func TestUsage(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return filepath.Join(dir, name)
	}
	config, token := write("platform.yaml", prod), write("token", aToken+"\n")
	live := write("live.yaml", strings.Replace(prod, "    region:", "    token: live\n    region:", 1))
	cases := map[string]struct {
		args  []string
		env   map[string]string
		code  int
		words string
	}{
		"no configuration": {nil, nil, 2, `required flag(s) "config" not set`},
		"no token":         {[]string{"-c", config}, nil, 2, "no token: set DIGITALOCEAN_TOKEN"},
		"no such flag":     {[]string{"-c", config, "--token", "x"}, nil, 2, "unknown flag: --token"},
		"no such file":     {[]string{"-c", config, "--token-file", dir + "/none"}, nil, 2, "--token-file: "},
		"an empty file":    {[]string{"-c", config, "--token-file", write("empty", "\n")}, nil, 2, "is empty"},
		"in the clear":     {[]string{"-c", config, "--token-file", token}, map[string]string{"DIGITALOCEAN_API_URL": "http://api.example.com"}, 2, "must begin with https://"},
		"no address":       {[]string{"-c", config, "--token-file", token}, map[string]string{"DIGITALOCEAN_API_URL": "api"}, 2, "is no address"},
		"wrong name":       {[]string{"-c", config, "-e", "prd", "--token-file", token}, nil, 2, `did you mean "prod"?`},
		"a group's":        {[]string{"-c", live, "--token-file", token}, nil, 2, "give --token-file live=FILE"},
		"the group's":      {[]string{"-c", live, "--dry-run", "--token-file", "live=" + token}, map[string]string{"DIGITALOCEAN_API_URL": whole().serve(t)}, 1, ""},
		"help":             {[]string{"--help"}, nil, 0, ""},
		"not valid":        {[]string{"-c", write("bad.yaml", header)}, nil, 2, "nothing was read or written"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := Run(t.Context(), Process{Args: tc.args, Stdout: &stdout, Stderr: &stderr, Getenv: func(name string) string { return tc.env[name] }, Wait: time.Millisecond})
			if code != tc.code || !strings.Contains(stderr.String(), tc.words) || strings.Contains(stderr.String(), aToken) {
				t.Errorf("code %d, want %d; want %q in:\n%s%s", code, tc.code, tc.words, stdout.String(), stderr.String())
			}
		})
	}
}
