package observability

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/internal/lokitest"
)

// targets are the parts of Loki in the mode SimpleScalable, which the chart
// starts with the same configuration, and all of them in one.
var targets = []string{"write", "read", "backend", "all"}

// keysOfSpaces are what the configuration takes from the environment.
var keysOfSpaces = []string{"AWS_ACCESS_KEY_ID=access", "AWS_SECRET_ACCESS_KEY=secret"}

// lokiValues are the values of each Loki of a repository: one an environment.
func lokiValues(t *testing.T, r repositoryOf) []anyMap {
	t.Helper()
	var all []anyMap
	for _, release := range r.releases(t) {
		if release.Spec.ReleaseName == "loki" {
			all = append(all, release.Spec.Values)
		}
	}
	if len(all) == 0 {
		t.Fatal("no Loki is rendered")
	}
	return all
}

func marshal(t *testing.T, v any) string {
	t.Helper()
	text, err := yaml.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// verify asks Loki whether it would start with a configuration.
func verify(t *testing.T, program string, configuration anyMap, target string) error {
	t.Helper()
	file := write(t, filepath.Join(t.TempDir(), "loki.yaml"), marshal(t, configuration))
	out, err := run(t, t.TempDir(), nil, keysOfSpaces, program,
		"-config.file="+file, "-config.expand-env=true", "-target="+target, "-verify-config")
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// TestLokiVerifiesConfigurations gives every rendered configuration to Loki,
// for each of its targets.
func TestLokiVerifiesConfigurations(t *testing.T) {
	program := lokitest.Program(t, "whether Loki takes its rendered configuration")
	for _, name := range scenarios(t) {
		t.Run(name, func(t *testing.T) {
			for _, values := range lokiValues(t, renderScenario(t, name)) {
				for _, target := range targets {
					if err := verify(t, program, lokiConfiguration(t, values), target); err != nil {
						t.Errorf("target %s: %v", target, err)
					}
				}
			}
		})
	}
}

// TestLokiRefuses shows that Loki would notice.
func TestLokiRefuses(t *testing.T) {
	program := lokitest.Program(t, "whether Loki would refuse a wrong configuration")
	cases := map[string]struct {
		reason string
		change anyMap
	}{
		"Unknown":   {"a setting that does not exist", anyMap{"querier": anyMap{"max_concurrency": 4}}},
		"Type":      {"a duration that is none", anyMap{"limits_config": anyMap{"retention_period": "a week"}}},
		"Retention": {"retention without a place for deletions", anyMap{"compactor": anyMap{"delete_request_store": ""}}},
		"Schema":    {"structured metadata, which the schema does not know", anyMap{"schema_config": parse(t, `configs: [{from: "2025-06-01", store: tsdb, object_store: s3, schema: v12, index: {prefix: index_, period: 24h}}]`)}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			configuration := lokiConfiguration(t, lokiValues(t, rendered(t))[0])
			if err := verify(t, program, merged(configuration, tc.change), "all"); err == nil {
				t.Errorf("%s is accepted", tc.reason)
			}
		})
	}
}

// loki is a running server.
type loki struct {
	url string
	dir string
	*child
}

// startLoki runs Loki with the rendered configuration, its files in dir.
func startLoki(t *testing.T, program, name, dir string, s3 int) *loki {
	t.Helper()
	port := freePort(t)
	configuration := alone(t, lokiConfiguration(t, lokiValues(t, rendered(t))[0]), dir, port, freePort(t), freePort(t), s3)
	file := write(t, filepath.Join(t.TempDir(), "loki.yaml"), marshal(t, configuration))
	l := &loki{url: "http://" + address(port), dir: dir}
	l.child = start(t, name, process.Command{
		Program: program,
		Args:    []string{"-config.file=" + file, "-config.expand-env=true", "-target=all"},
		Env:     keysOfSpaces,
	})
	l.await(t, "it is ready", func() error { return l.call(http.MethodGet, "/ready", nil, nil) })
	return l
}

// stop ends Loki and takes all its files away: what is left is in the object
// store.
func (l *loki) stop(t *testing.T) {
	t.Helper()
	if err := l.call(http.MethodPost, "/flush", nil, nil); err != nil {
		t.Fatal(err)
	}
	l.end(t)
	if err := os.RemoveAll(l.dir); err != nil {
		t.Fatal(err)
	}
}

// push sends the lines of a minute ago.
func (l *loki) push(t *testing.T, all []stream) {
	t.Helper()
	if err := l.send(all, time.Now().Add(-time.Minute)); err != nil {
		t.Fatal(err)
	}
}

// post sends an object as JSON.
func (l *loki) post(path string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return l.call(http.MethodPost, path, body, nil)
}

// logResult is a series, or a stream with its lines.
type logResult struct {
	Stream map[string]string `json:"stream"`
	Metric map[string]string `json:"metric"`
	Values [][2]any          `json:"values"` // of a stream: time and line
}

// query asks as Grafana does, over the last hour.
func (l *loki) query(expression string, instant bool) ([]logResult, error) {
	parameters := url.Values{"query": {expression}}
	path := "/loki/api/v1/query_range?"
	if instant {
		path = "/loki/api/v1/query?"
	} else {
		parameters.Set("start", strconv.FormatInt(time.Now().Add(-time.Hour).UnixNano(), 10))
		parameters.Set("end", strconv.FormatInt(time.Now().UnixNano(), 10))
		parameters.Set("step", "15s")
	}
	var answer struct {
		Data struct {
			Result []logResult `json:"result"`
		} `json:"data"`
	}
	err := l.call(http.MethodGet, path+parameters.Encode(), nil, &answer)
	return answer.Data.Result, err
}

// labelValues are the values that a label has on the streams of a selector.
func (l *loki) labelValues(label, selector string) ([]string, error) {
	var answer struct {
		Data []string `json:"data"`
	}
	err := l.call(http.MethodGet, "/loki/api/v1/label/"+label+"/values?"+url.Values{"query": {selector}}.Encode(), nil, &answer)
	slices.Sort(answer.Data)
	return answer.Data, err
}

func (l *loki) call(method, path string, body []byte, into any) error {
	request, err := http.NewRequest(method, l.url+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= 300 {
		return fmt.Errorf("%s: %s", response.Status, text)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(text, into)
}
