// Command kube-state-metrics prints the metrics that kube-state-metrics makes of
// objects by a custom-resource-state configuration, by its own code. What it
// leaves out is the API server: it takes the objects, as JSON, from standard
// input, and gives each to what the configuration says of its kind.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kube-state-metrics/v2/pkg/customresourcestate"
	"k8s.io/kube-state-metrics/v2/pkg/metric"
	yaml "sigs.k8s.io/yaml/goyaml.v3"
)

// input is the configuration, as its file holds it, and the objects.
type input struct {
	Configuration string
	Objects       []unstructured.Unstructured
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		return err
	}
	resources, err := resourcesOf(in.Configuration)
	if err != nil {
		return err
	}
	for _, r := range resources {
		factory, err := customresourcestate.NewCustomResourceMetrics(r)
		if err != nil {
			return fmt.Errorf("%s: %w", r.GroupVersionKind.Kind, err)
		}
		for _, family := range factory.MetricFamilyGenerators() {
			for _, o := range in.Objects {
				if o.GroupVersionKind() == schema.GroupVersionKind(r.GroupVersionKind) {
					os.Stdout.Write(family.Generate(&o).ByteSlice())
				}
			}
		}
	}
	return nil
}

// resourcesOf reads the configuration as kube-state-metrics does, whose own
// function wants to find the kinds at an API server. Beyond that it refuses
// fields that kube-state-metrics would leave unread.
func resourcesOf(configuration string) ([]customresourcestate.Resource, error) {
	var config struct {
		Kind                        string `yaml:"kind"`
		customresourcestate.Metrics `yaml:",inline"`
	}
	decoder := yaml.NewDecoder(strings.NewReader(configuration))
	decoder.KnownFields(true)
	if err := decoder.Decode(&config); err != nil {
		return nil, err
	}
	for _, r := range config.Spec.Resources {
		for i := range r.Metrics {
			each := &r.Metrics[i].Each
			each.Type = metric.Type(strings.ToLower(string(each.Type)))
		}
	}
	return config.Spec.Resources, nil
}
