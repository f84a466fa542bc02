package kubeprometheusstack

import (
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/components/loki"
	"seamark.dev/seamark/pkg/declare"
)

// grafanaRoleName is the Role that the chart binds to Grafana.
const grafanaRoleName = "grafana-configmap-reader"

// grafanaRole is all that Grafana's sidecars may do: read ConfigMaps of their
// own namespace. The chart's roles also grant all Secrets, those of the whole
// cluster by default and of the namespace when namespaced, and beside Grafana
// lie the DigitalOcean token and the Spaces key.
func grafanaRole() *rbacv1.Role {
	return &rbacv1.Role{
		TypeMeta:   metav1.TypeMeta{APIVersion: rbacv1.SchemeGroupVersion.String(), Kind: "Role"},
		ObjectMeta: metav1.ObjectMeta{Name: grafanaRoleName, Namespace: dokscluster.NamespaceClusterServices},
		Rules: []rbacv1.PolicyRule{{
			APIGroups: []string{""},
			Resources: []string{"configmaps"},
			Verbs:     []string{"get", "list", "watch"},
		}},
	}
}

func grafanaValues(present declare.Present) grafana {
	values := grafana{
		Admin: grafanaAdmin{
			ExistingSecret: AdminSecretName,
			UserKey:        KeyAdminUser,
			PasswordKey:    KeyAdminPassword,
		},
		DefaultDashboardsTimezone: "browser",
		// Nothing is reported to, or asked from, the makers of Grafana:
		// versions are pinned and updated here.
		Ini:       grafanaIni{},
		RBAC:      grafanaRBAC{Namespaced: true, UseExistingRole: grafanaRoleName},
		Resources: resources.Of("50m", "192Mi", "512Mi"),
		Sidecar:   grafanaSidecars(),
		// Not in the whole chart's extraManifests, which is where users put
		// their own: a list of theirs stands in the place of ours.
		ExtraObjects: []*rbacv1.Role{grafanaRole()},
	}
	if present.Has(loki.ReleaseName) {
		values.AdditionalDataSources = []dataSource{{
			Name:     "Loki",
			UID:      LokiUID,
			Type:     "loki",
			Access:   "proxy",
			URL:      loki.GatewayURL(),
			JSONData: dataSourceData{MaxLines: 1000},
		}}
	}
	return values
}

// grafanaSidecars look into one namespace only, where all dashboards are,
// those of the charts and ours.
func grafanaSidecars() grafanaLoader {
	const configMaps = "configmap"
	return grafanaLoader{
		Resources: resources.Of("5m", "80Mi", "160Mi"),
		Dashboards: dashboardLoader{
			Enabled:          true,
			Label:            DashboardLabel,
			LabelValue:       DashboardLabelValue,
			Resource:         configMaps,
			SearchNamespace:  dokscluster.NamespaceClusterServices,
			FolderAnnotation: FolderAnnotation,
			Annotations:      map[string]string{FolderAnnotation: "Kubernetes"},
			Provider:         dashboardProvider{FoldersFromFilesStructure: true},
		},
		DataSources: dataSourcesLoader{
			Enabled:         true,
			Resource:        configMaps,
			SearchNamespace: dokscluster.NamespaceClusterServices,
			UID:             PrometheusUID,
			Alertmanager:    dataSourceToggle{Enabled: true, UID: AlertmanagerUID},
		},
	}
}
