package observability

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/internal/alloytest"
	"seamark.dev/seamark/pkg/components/syslog"
)

// collector is a program that runs a configuration of Alloy.
type collector struct {
	program string
	env     []string
}

// collectors are who runs the configuration: Alloy, if the variable ALLOY names
// the program, and always the stand-in, which is this test program. The tests
// want the same of both. Without Alloy they show that rsyslog, the listener's
// library and the configuration go together as package alloytest computes it,
// and that these tests would notice; not that Alloy computes the same.
func collectors(t *testing.T) map[string]collector {
	t.Helper()
	all := map[string]collector{"StandIn": standIn(t, "")}
	if program := os.Getenv("ALLOY"); program != "" {
		path, err := filepath.Abs(program)
		if err != nil {
			t.Fatal(err)
		}
		all["Alloy"] = collector{program: path}
	}
	return all
}

// standIn is this program in the role of Alloy, with a fault or none.
func standIn(t *testing.T, fault string) collector {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return collector{program, []string{roleVariable + "=alloy", faultVariable + "=" + fault, listenerVariable + "=" + built(t, tools.Syslog)}}
}

// alloyValues are what we set of the chart's values, as far as they matter to
// the program.
type alloyValues struct {
	Alloy struct {
		ConfigMap struct {
			Content string `json:"content"`
		} `json:"configMap"`
		StabilityLevel string          `json:"stabilityLevel"`
		ExtraEnv       []corev1.EnvVar `json:"extraEnv"`
	} `json:"alloy"`
}

func alloyRelease(t *testing.T) alloyValues {
	t.Helper()
	for _, r := range decoded[struct {
		Spec struct {
			ReleaseName string      `json:"releaseName"`
			Values      alloyValues `json:"values"`
		} `json:"spec"`
	}](t, "HelmRelease") {
		if r.Spec.ReleaseName == "alloy" {
			return r.Spec.Values
		}
	}
	t.Fatal("no release of Alloy is rendered")
	return alloyValues{}
}

// ofCluster are the components that need an API server or the files of a node.
var ofCluster = []string{
	`discovery.kubernetes "pods"`, `discovery.relabel "pods"`, `loki.source.file "pods"`, `loki.process "pods"`,
	`loki.source.kubernetes_events "events"`,
}

// outside is the rendered configuration without what needs a cluster, and with
// the port and the folder of the certificate changed.
func outside(t *testing.T, configuration string, port int, dir string) string {
	t.Helper()
	text, err := alloytest.Without(configuration, ofCluster...)
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{
		fmt.Sprintf("0.0.0.0:%d", syslog.Port): address(port),
		"/etc/alloy-tls":                       dir,
	} {
		if strings.Count(text, from) != 1 {
			t.Fatalf("the configuration has %q not once", from)
		}
		text = strings.ReplaceAll(text, from, to)
	}
	return text
}

// agent is a collector that runs, and whom it pushes to.
type agent struct {
	*child
	port int
	loki *pushAPI
}

// startAgent runs the rendered configuration with a certificate, as the chart
// starts Alloy.
func startAgent(t *testing.T, name string, c collector, secret issued) agent {
	t.Helper()
	values, dir := alloyRelease(t), t.TempDir()
	a := agent{port: freePort(t), loki: startPushAPI(t)}
	write(t, filepath.Join(dir, syslog.KeyCombinedPEM), secret.combined())
	file := write(t, filepath.Join(dir, "config.alloy"), outside(t, values.Alloy.ConfigMap.Content, a.port, dir))
	env := append([]string(nil), c.env...)
	for _, v := range values.Alloy.ExtraEnv {
		if strings.Contains(v.Value, "://") {
			v.Value = a.loki.url
		}
		env = append(env, v.Name+"="+v.Value)
	}
	a.child = start(t, name, process.Command{Program: c.program, Env: env, Args: []string{
		"run", "--storage.path=" + filepath.Join(dir, "data"), "--server.http.listen-addr=" + address(freePort(t)),
		"--disable-reporting", "--stability.level=" + values.Alloy.StabilityLevel, file,
	}})
	a.await(t, "it listens", listening(a.port))
	return a
}

// TestAlloyTakesTheConfiguration gives the whole rendered configuration to
// Alloy's own commands.
func TestAlloyTakesTheConfiguration(t *testing.T) {
	content := strings.TrimSpace(alloyRelease(t).Alloy.ConfigMap.Content)
	file := write(t, filepath.Join(t.TempDir(), "config.alloy"), content)
	for name, c := range collectors(t) {
		t.Run(name, func(t *testing.T) {
			out, err := run(t, t.TempDir(), nil, c.env, c.program, "fmt", file)
			if err != nil {
				t.Fatalf("alloy fmt: %v\n%s", err, out)
			}
			// Tabs read badly within YAML.
			unexpected(t, "the configuration as Alloy formats it", content, strings.TrimSpace(strings.ReplaceAll(out, "\t", "  ")))
			env := append([]string{"ENVIRONMENT=e", "LOKI_PUSH_URL=http://localhost/", "K8S_NODE_NAME=n"}, c.env...)
			if out, err := run(t, t.TempDir(), nil, env, c.program, "validate", file); err != nil {
				t.Errorf("alloy validate: %v\n%s", err, out)
			}
			wrong := write(t, filepath.Join(t.TempDir(), "wrong.alloy"), strings.Replace(content, "logging {", "logging ", 1))
			if _, err := run(t, t.TempDir(), nil, env, c.program, "validate", wrong); err == nil {
				t.Error("a configuration with a brace missing is accepted")
			}
		})
	}
}
