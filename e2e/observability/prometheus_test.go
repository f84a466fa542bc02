package observability

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/e2e/internal/tools"
)

// prometheus is a running server.
type prometheus struct {
	url string
	*child
}

// startPrometheus runs Prometheus with the jobs and the rendered rules.
func startPrometheus(t *testing.T, name string, jobs ...job) *prometheus {
	t.Helper()
	dir, port := t.TempDir(), freePort(t)
	configuration := map[string]any{
		"global": map[string]any{
			"scrape_interval": fmt.Sprintf("%ds", scrapeInterval), "scrape_timeout": fmt.Sprintf("%ds", scrapeInterval),
			"evaluation_interval": "1s", "external_labels": renderedPrometheus(t).Spec.ExternalLabels,
		},
		"rule_files":     []string{write(t, filepath.Join(dir, "rules.yaml"), impatient(t, rules(t)))},
		"scrape_configs": jobs,
	}
	text, err := yaml.Marshal(configuration)
	if err != nil {
		t.Fatal(err)
	}
	file := write(t, filepath.Join(dir, "prometheus.yaml"), string(text))
	p := &prometheus{url: "http://" + address(port)}
	p.child = start(t, name, process.Command{
		Program: built(t, tools.Prometheus),
		Args:    []string{"--config.file=" + file, "--storage.tsdb.path=" + filepath.Join(dir, "data"), "--web.listen-address=" + address(port)},
	})
	p.await(t, "it is ready", func() error {
		response, err := http.Get(p.url + "/-/ready")
		if err != nil {
			return err
		}
		defer response.Body.Close()
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("it answers %s", response.Status)
		}
		return nil
	})
	return p
}

// impatient are the rules as a file of Prometheus, whose alerts fire as soon as
// they are true and whose groups are evaluated every second.
func impatient(t *testing.T, groups []monitoringv1.RuleGroup) string {
	t.Helper()
	hurried := make([]monitoringv1.RuleGroup, len(groups))
	for i, g := range groups {
		hurried[i] = *g.DeepCopy()
		hurried[i].Interval = nil
		for j := range hurried[i].Rules {
			hurried[i].Rules[j].For = nil
			hurried[i].Rules[j].KeepFiringFor = nil
		}
	}
	return ruleFile(t, hurried)
}

func ruleFile(t *testing.T, groups []monitoringv1.RuleGroup) string {
	t.Helper()
	text, err := yaml.Marshal(monitoringv1.PrometheusRuleSpec{Groups: groups})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sample is one series of an answer.
type sample struct {
	Metric map[string]string `json:"metric"`
	Value  [2]any            `json:"value"`
}

func (s sample) value() string { return fmt.Sprint(s.Value[1]) }

// query is an instant query, now.
func (p *prometheus) query(expression string) ([]sample, error) {
	var answer struct {
		Result []sample `json:"result"`
	}
	return answer.Result, p.get("query", url.Values{"query": {expression}}, &answer)
}

// labelValues are the values that a label has on the series of a selector.
func (p *prometheus) labelValues(label, selector string) ([]string, error) {
	parameters := url.Values{}
	if selector != "" {
		parameters.Set("match[]", selector)
	}
	var values []string
	return values, p.get("label/"+url.PathEscape(label)+"/values", parameters, &values)
}

// alert is an alert that is pending or firing.
type alert struct {
	Labels      map[string]string `json:"labels"`
	Annotations map[string]string `json:"annotations"`
	State       string            `json:"state"`
}

// firing are the alerts that fire, by name.
func (p *prometheus) firing() (map[string][]alert, error) {
	var answer struct {
		Alerts []alert `json:"alerts"`
	}
	if err := p.get("alerts", nil, &answer); err != nil {
		return nil, err
	}
	byName := map[string][]alert{}
	for _, a := range answer.Alerts {
		if a.State == "firing" {
			byName[a.Labels["alertname"]] = append(byName[a.Labels["alertname"]], a)
		}
	}
	return byName, nil
}

func (p *prometheus) get(path string, parameters url.Values, into any) error {
	response, err := http.Get(p.url + "/api/v1/" + path + "?" + parameters.Encode())
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	envelope := struct {
		Error string `json:"error"`
		Data  any    `json:"data"`
	}{Data: into}
	if err := json.Unmarshal(body, &envelope); err != nil {
		return fmt.Errorf("%s: %w", body, err)
	}
	if envelope.Error != "" {
		return fmt.Errorf("%s", envelope.Error)
	}
	return nil
}

// expect waits until the expression gives the value for each of its series, of
// which there must be as many.
func (p *prometheus) expect(t *testing.T, expression, value string, series int) {
	t.Helper()
	p.await(t, fmt.Sprintf("%s is %s for %d series", expression, value, series), func() error {
		got, err := p.query(expression)
		if err != nil {
			return err
		}
		var shown []string
		wrong := len(got) != series
		for _, s := range got {
			shown = append(shown, fmt.Sprintf("%v %s", s.Metric, s.value()))
			wrong = wrong || s.value() != value
		}
		if wrong {
			return fmt.Errorf("it is\n%s", strings.Join(shown, "\n"))
		}
		return nil
	})
}
