// Package tenants is what people without rights of an administrator may do on
// the hub: two roles that speak of composite resources and of nothing else. Who
// gets them, and in which namespaces, is for the user to say; nothing binds them.
//
// What they leave out matters more. Whoever may create Requests of provider-http
// can send the token of DigitalOcean to any address; whoever may create Objects
// of provider-kubernetes can copy any Secret of the hub, and whoever may read
// them reads what was copied. HelmReleases and Kustomizations of Flux act with
// Flux's own rights. A SecretCopy copies any Secret beside it.
package tenants

import (
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// The ClusterRoles, for a RoleBinding in the namespace of an environment.
const (
	// Viewer may look at composite resources, and at what DigitalOcean answered.
	Viewer = "seamark-viewer"
	// Editor may also make and change them. It may not delete: what is in the
	// repository would come back, and what is not can be taken out by its owner.
	Editor = "seamark-editor"
)

// Declaration is the roles, for databases of these engines.
func Declaration(engines databases.Table) declare.Component {
	return declare.Component{
		Name:    "tenants",
		Unit:    declare.APIs,
		Needs:   []string{"apis"},
		Share:   func(platform.Platform) model.Component { return Component(engines) },
		Written: Component,
	}
}

// Component is the roles.
func Component(engines databases.Table) model.Component {
	var all, edited []string
	for _, d := range apis.Definitions(engines) {
		all = append(all, d.Names.Plural)
		if d.Kind != secretcopy.Definition().Kind {
			edited = append(edited, d.Names.Plural)
		}
	}
	look := rule(all, "get", "list", "watch")
	return model.Component{
		Name: "tenants",
		Objects: []model.Object{
			role(Viewer, look),
			role(Editor, look, rule(edited, "create", "patch", "update")),
		},
	}
}

func role(name string, rules ...rbacv1.PolicyRule) *rbacv1.ClusterRole {
	return &rbacv1.ClusterRole{TypeMeta: kinds.ClusterRole, ObjectMeta: metav1.ObjectMeta{Name: name}, Rules: rules}
}

func rule(resources []string, verbs ...string) rbacv1.PolicyRule {
	return rbacv1.PolicyRule{APIGroups: []string{seamark.Group}, Resources: resources, Verbs: verbs}
}
