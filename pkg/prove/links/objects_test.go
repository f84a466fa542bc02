package links

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// TestLinksOfOwnObjects: what a user brings names others too; what a chart may make
// is not missed.
func TestLinksOfOwnObjects(t *testing.T) {
	const meta = `metadata: {name: a, namespace: cluster-services}`
	pod := func(fields string) string {
		return `{apiVersion: v1, kind: Pod, ` + meta + `, spec: {containers: [{name: a, image: a}], ` + fields + `}}`
	}
	binding := func(role, subject string) string {
		return `{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, ` + meta + `, roleRef: ` + role + `, subjects: [` + subject + `]}`
	}
	cases := map[string]struct {
		reason, object string
		want           []string
	}{
		"Account":        {"Pods are not made without.", pod(`serviceAccountName: none`), []string{`reference-missing none`}},
		"DefaultAccount": {"Every namespace has it.", pod(`serviceAccountName: default`), nil},
		"ChartsAccount":  {"Charts call theirs after the release.", pod(`serviceAccountName: loki-canary`), nil},
		"Claim":          {"Pods wait for it.", pod(`volumes: [{name: v, persistentVolumeClaim: {claimName: none}}]`), []string{`reference-missing none`}},
		"ClaimOfSet":     {"A StatefulSet makes it.", pod(`volumes: [{name: v, persistentVolumeClaim: {claimName: data-loki-0}}]`), nil},
		"Class":          {"Nothing makes the volume.", `{apiVersion: v1, kind: PersistentVolumeClaim, ` + meta + `, spec: {storageClassName: gp2}}`, []string{`reference-missing gp2`}},
		"Role":           {"Nobody gets anything.", binding(`{kind: Role, name: none}`, `{kind: User, name: ann}`), []string{`reference-missing none`}},
		"GivenRole":      {"Kubernetes has some.", binding(`{kind: ClusterRole, name: view}`, `{kind: Group, name: any}`), nil},
		"Subject":        {"Nobody has the account.", binding(`{kind: ClusterRole, name: edit}`, `{kind: ServiceAccount, name: none}`), []string{`reference-missing none`}},
		"Scaled": {
			"There is nothing to scale.", `{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, ` + meta + `, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: none}}}`,
			[]string{`reference-missing none`},
		},
		"Governed": {
			"Its pods get no names.", `{apiVersion: apps/v1, kind: StatefulSet, ` + meta + `, spec: {serviceName: none, template: {}}}`, []string{`reference-missing none`},
		},
		"Backend": {
			"An Ingress leads to a port.", `{apiVersion: networking.k8s.io/v1, kind: Ingress, ` + meta + `, spec: {rules: [{http: {paths: [{backend: {service: {name: loki-gateway, port: {number: 81}}}}]}}]}}`,
			[]string{`reference-missing-port 81`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range Check(inventory.Read(provetest.Overriding(t, "loki: {extraObjects: ["+tc.object+"]}"))) {
				if f.Where.String() != "platform.yaml:10" {
					t.Errorf("the place is not the user's: %s", f)
				}
				got = append(got, fmt.Sprintf("%s %s", f.Code, f.Value))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
