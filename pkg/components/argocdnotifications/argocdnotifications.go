// Package argocdnotifications tells the receivers of alerts what Argo CD cannot
// do: at once, with the message, on a hub without Prometheus too.
//
// The ConfigMap with Argo CD's notifications belongs to its installation, and may
// hold what others wrote. So there are only keys of ours in it, each with the
// name of an environment, by server-side apply, which leaves all other keys as
// they are; the key `subscriptions`, which all have to share, is not among them:
// Applications subscribe by an annotation of their own. What somebody set up
// there goes on, and none of it is told of ours.
package argocdnotifications

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// The objects that Argo CD's notifications read, and no others.
const (
	ConfigMapName = "argocd-notifications-cm"
	SecretName    = "argocd-notifications-secret"

	name = "argocd-notifications"
)

// unit waits for nothing. It comes in the control plane's last wave, as all that
// nothing waits for.
var unit = declare.Unit{Path: "notifications", Shared: true}

// Declaration is the notifications of Argo CD.
func Declaration() declare.Component {
	return declare.Component{Name: name, Unit: unit, Share: Component}
}

// Component is the settings for the receivers of all environments; nothing where
// none has any.
func Component(p platform.Platform) model.Component {
	data, keys := map[string]string{}, []model.SecretKey(nil)
	var needs []model.Need
	for _, env := range p.Spec.Environments {
		for _, d := range destinations(env) {
			data["service."+d.service+"."+d.name] = encode(d.options)
			if d.key != nil {
				keys = append(keys, *d.key)
				needs = append(needs, model.Need{
					Cluster: model.Hub(), Ref: secret(nil).Ref(), Key: d.key.Key,
					Path: "data[service." + d.service + "." + d.name + "]",
				})
			}
		}
		for _, f := range failures {
			if told := f.told(destinations(env)); len(told) > 0 {
				data["trigger."+f.of(env.Name)] = encode([]condition{{
					When: f.when, Description: f.description, Send: []string{f.of(env.Name)},
				}})
				data["template."+f.of(env.Name)] = encode(f.template(env.Name, told))
			}
		}
	}
	if len(data) == 0 {
		return model.Component{}
	}
	c := model.Component{
		Name: name, Needs: needs,
		// The settings stay when their file goes: they are not ours alone.
		Objects: model.Protect(model.Object(&corev1.ConfigMap{
			TypeMeta: kinds.ConfigMap,
			ObjectMeta: metav1.ObjectMeta{
				Name: ConfigMapName, Namespace: dokscluster.ArgoCDNamespace,
				Labels: map[string]string{"app.kubernetes.io/name": ConfigMapName, "app.kubernetes.io/part-of": "argocd"},
			},
			Data: data,
		})),
	}
	if len(keys) > 0 {
		c.Secrets = []model.Secret{secret(keys)}
	}
	return c
}

// secret is Argo CD's own, which is there from its installation.
func secret(keys []model.SecretKey) model.Secret {
	return model.Secret{
		Namespace: dokscluster.ArgoCDNamespace, Name: SecretName, Shared: true,
		Purpose: "Where Argo CD sends what it cannot apply. The values that the receivers of the alerts have are right here too. Argo CD's notifications read no other Secret; keys of yours stay as they are.",
		Keys:    keys,
	}
}

// Subscriptions are the value of Argo CD's annotation for an Application of these
// environments: its own, or all for one of the control plane. Applications that
// make others are unhealthy with any of those, which tell it themselves. It is
// empty if nobody is told.
func Subscriptions(environments []platform.Environment, makesOthers bool) string {
	var all []subscription
	for _, env := range environments {
		for _, d := range destinations(env) {
			to, triggers := subscriber{Service: d.name, Recipients: []string{d.recipient}}, d.triggers(env.Name, makesOthers)
			if last := len(all) - 1; last >= 0 && slices.Equal(all[last].Trigger, triggers) {
				all[last].Destinations = append(all[last].Destinations, to)
				continue
			}
			all = append(all, subscription{Trigger: triggers, Destinations: []subscriber{to}})
		}
	}
	if len(all) == 0 {
		return ""
	}
	return encode(all)
}

// subscription is one of several in the annotation.
type subscription struct {
	Trigger      []string     `json:"trigger"`
	Destinations []subscriber `json:"destinations"`
}

type subscriber struct {
	Service    string   `json:"service"`
	Recipients []string `json:"recipients"`
}

// keyOf is a key of the Secret: of an environment, for $KEY in the settings,
// which ends at a dot.
func keyOf(environment, key, input, meaning string) *model.SecretKey {
	prefix := strings.ReplaceAll(strings.ToUpper(environment), "-", "_")
	return &model.SecretKey{
		Key: environment + "-" + key, Inputs: []string{prefix + "_" + input}, Format: "%s",
		Meaning: "Of " + environment + ": " + meaning,
	}
}

// triggers are those of the failures that a destination is told of.
func (d destination) triggers(environment string, makesOthers bool) []string {
	var all []string
	for _, f := range failures {
		if len(f.told([]destination{d})) > 0 && !(makesOthers && f.ofLeaves) {
			all = append(all, f.of(environment))
		}
	}
	return all
}

// told are the destinations that are told of a failure.
func (f failure) told(all []destination) []destination {
	return slices.DeleteFunc(slices.Clone(all), func(d destination) bool { return d.criticalOnly && !f.critical })
}

// of is the name of the trigger and the template of a failure for an environment.
func (f failure) of(environment string) string { return "seamark-" + environment + "-" + f.name }
