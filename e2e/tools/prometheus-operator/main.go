// Command prometheus-operator says what the Prometheus operator would configure
// a Prometheus with. It is the operator's own selection and its own generator,
// without the API server around them: objects come as JSON on standard input,
// and configuration and files go as JSON to standard output.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	"github.com/prometheus-operator/prometheus-operator/pkg/operator"
	operated "github.com/prometheus-operator/prometheus-operator/pkg/prometheus"
	metrics "github.com/prometheus/client_golang/prometheus"
	corev1 "k8s.io/api/core/v1"
)

// input is what the API server would hold.
type input struct {
	Prometheus      *monitoringv1.Prometheus           `json:"prometheus"`
	Namespaces      []*corev1.Namespace                `json:"namespaces"`
	ServiceMonitors []*monitoringv1.ServiceMonitor     `json:"serviceMonitors"`
	PodMonitors     []*monitoringv1.PodMonitor         `json:"podMonitors"`
	ScrapeConfigs   []*monitoringv1alpha1.ScrapeConfig `json:"scrapeConfigs"`
	Secrets         []*corev1.Secret                   `json:"secrets"`
	ConfigMaps      []*corev1.ConfigMap                `json:"configMaps"`
}

// output is what the operator would make.
type output struct {
	// Configuration is prometheus.yaml.
	Configuration string `json:"configuration"`
	// Files are mounted below Certificates, by name.
	Files map[string][]byte `json:"files"`
	// Refused are objects that are selected and invalid, with the reason.
	Refused map[string]string `json:"refused"`
}

func main() {
	if err := run(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, r io.Reader, w io.Writer) error {
	var in input
	decoder := json.NewDecoder(r)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return fmt.Errorf("cannot read the objects: %w", err)
	}
	out, err := in.generate(ctx)
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(out)
}

// generate does what the operator's sync of a Prometheus does up to the Secret
// with the configuration.
func (in input) generate(ctx context.Context) (output, error) {
	logger, p := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})), in.Prometheus
	store := in.store()
	selector, err := operated.NewResourceSelector(logger, p, store, in.namespaces(),
		operator.NewMetrics(metrics.NewRegistry()), operator.NewFakeRecorder(1000, p))
	if err != nil {
		return output{}, err
	}
	refused := map[string]string{}
	services, err := selector.SelectServiceMonitors(ctx, list(in.ServiceMonitors))
	if err != nil {
		return output{}, err
	}
	note(refused, "ServiceMonitor", services)
	pods, err := selector.SelectPodMonitors(ctx, list(in.PodMonitors))
	if err != nil {
		return output{}, err
	}
	note(refused, "PodMonitor", pods)
	scrapes, err := selector.SelectScrapeConfigs(ctx, list(in.ScrapeConfigs))
	if err != nil {
		return output{}, err
	}
	note(refused, "ScrapeConfig", scrapes)

	// A cluster of today has EndpointSlices.
	generator, err := operated.NewConfigGenerator(logger, p, operated.WithEndpointSliceSupport())
	if err != nil {
		return output{}, err
	}
	configuration, err := generator.GenerateServerConfiguration(p, services.ValidResources(), pods.ValidResources(), nil,
		scrapes.ValidResources(), store, nil, nil, nil, nil)
	if err != nil {
		return output{}, err
	}
	return output{string(configuration), store.TLSAssets(), refused}, nil
}

// note adds those of the selected objects that are not valid.
func note[T operator.ConfigurationResource](refused map[string]string, kind string, selected operator.TypedResourcesSelection[T]) {
	valid := selected.ValidResources()
	for name, resource := range selected {
		if _, ok := valid[name]; !ok {
			refused[kind+" "+name] = resource.Conditions()[0].Message
		}
	}
}

// store knows the Secrets and ConfigMaps; there are no others.
func (in input) store() *assets.StoreBuilder {
	store := assets.NewStoreBuilder(nothing{}, nothing{})
	for _, o := range in.Secrets {
		must(store.AddObject(o))
	}
	for _, o := range in.ConfigMaps {
		must(store.AddObject(o))
	}
	return store
}
