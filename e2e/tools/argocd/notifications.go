package main

import (
	"bytes"
	"encoding/json"
	"os"

	"github.com/argoproj/argo-cd/v3/util/notification/settings"
	"github.com/argoproj/notifications-engine/pkg/api"
	"github.com/argoproj/notifications-engine/pkg/services"
	"github.com/argoproj/notifications-engine/pkg/subscriptions"
	"github.com/spf13/cobra"
	corev1 "k8s.io/api/core/v1"
	informersv1 "k8s.io/client-go/informers/core/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

// input is what the controller reads from the cluster.
type input struct {
	ConfigMap   corev1.ConfigMap
	Secret      corev1.Secret
	Application map[string]any
	// Shown are services that are not called: what they would send is shown.
	Shown []string
}

// outcome is what became of a destination.
type outcome struct {
	Trigger, Service, Recipient string
	Sent                        bool
	Error, Shown                string
}

// notifications does for one Application what Argo CD's notifications controller
// does, by its own code: it reads the settings, takes the destinations from the
// Application's annotations, evaluates their triggers and sends. What it reads
// comes as JSON on standard input, and what became of each destination goes to
// standard output.
func notifications() *cobra.Command {
	return &cobra.Command{SilenceUsage: true, RunE: func(*cobra.Command, []string) error {
		outcomes, err := notify()
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(outcomes)
	}}
}

func notify() ([]outcome, error) {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		return nil, err
	}
	engine, err := engineOf(in)
	if err != nil {
		return nil, err
	}
	var shown bytes.Buffer
	for _, name := range in.Shown {
		engine.AddNotificationService(name, services.NewConsoleService(&shown))
	}
	annotations := map[string]string{}
	metadata, _ := in.Application["metadata"].(map[string]any)
	all, _ := metadata["annotations"].(map[string]any)
	for name, value := range all {
		annotations[name], _ = value.(string)
	}
	var outcomes []outcome
	for trigger, destinations := range subscriptions.NewAnnotations(annotations).GetDestinations(nil, nil) {
		if trigger == "" {
			continue // an annotation of another purpose
		}
		results, err := engine.RunTrigger(trigger, in.Application)
		if err != nil {
			return nil, err
		}
		for _, destination := range destinations {
			o := outcome{Trigger: trigger, Service: destination.Service, Recipient: destination.Recipient}
			for _, result := range results {
				if !result.Triggered {
					continue
				}
				o.Sent = true
				if err := engine.Send(in.Application, result.Templates, destination); err != nil {
					o.Error = err.Error()
				}
				o.Shown = shown.String()
				shown.Reset()
			}
			outcomes = append(outcomes, o)
		}
	}
	return outcomes, nil
}

// engineOf is the engine as Argo CD sets it up, without a cluster.
func engineOf(in input) (api.API, error) {
	client, err := kubernetes.NewForConfig(&rest.Config{Host: "http://127.0.0.1:1"})
	if err != nil {
		return nil, err
	}
	secrets := informersv1.NewSecretInformer(client, in.Secret.Namespace, 0, cache.Indexers{})
	configMaps := informersv1.NewConfigMapInformer(client, in.ConfigMap.Namespace, 0, cache.Indexers{})
	if err := secrets.GetStore().Add(&in.Secret); err != nil {
		return nil, err
	}
	if err := configMaps.GetStore().Add(&in.ConfigMap); err != nil {
		return nil, err
	}
	own := settings.GetFactorySettings(nil, in.Secret.Name, in.ConfigMap.Name, false)
	return api.NewFactory(own, in.ConfigMap.Namespace, secrets, configMaps).GetAPI()
}
