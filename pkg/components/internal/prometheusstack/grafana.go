package prometheusstack

import (
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/components/internal/resources"
)

// Grafana is the chart's value of that name.
type Grafana struct {
	Admin                     GrafanaAdmin        `json:"admin"`
	DefaultDashboardsEnabled  *bool               `json:"defaultDashboardsEnabled,omitempty"`
	DefaultDashboardsTimezone string              `json:"defaultDashboardsTimezone"`
	Ini                       GrafanaIni          `json:"grafana.ini"`
	RBAC                      GrafanaRBAC         `json:"rbac"`
	Resources                 resources.Resources `json:"resources"`
	Sidecar                   GrafanaLoader       `json:"sidecar"`
	AdditionalDataSources     []DataSource        `json:"additionalDataSources,omitempty"`
	TestFramework             Toggle              `json:"testFramework"`
	ExtraObjects              []*rbacv1.Role      `json:"extraObjects"`
}

// GrafanaAdmin names the Secret with the administrator.
type GrafanaAdmin struct {
	ExistingSecret string `json:"existingSecret"`
	UserKey        string `json:"userKey"`
	PasswordKey    string `json:"passwordKey"`
}

// GrafanaIni is Grafana's own configuration file.
type GrafanaIni struct {
	Analytics GrafanaAnalytics `json:"analytics"`
}

// GrafanaAnalytics are what Grafana tells its makers, and asks them.
type GrafanaAnalytics struct {
	ReportingEnabled bool `json:"reporting_enabled"`
	CheckForUpdates  bool `json:"check_for_updates"`
}

// GrafanaRBAC is what Grafana may do.
type GrafanaRBAC struct {
	Namespaced      bool   `json:"namespaced"`
	UseExistingRole string `json:"useExistingRole"`
}

// GrafanaLoader are the sidecars that load dashboards and data sources.
type GrafanaLoader struct {
	Resources   resources.Resources `json:"resources"`
	Dashboards  DashboardLoader     `json:"dashboards"`
	DataSources DataSourcesLoader   `json:"datasources"`
}

// DashboardLoader loads dashboards.
type DashboardLoader struct {
	Enabled          bool              `json:"enabled"`
	Label            string            `json:"label"`
	LabelValue       string            `json:"labelValue"`
	Resource         string            `json:"resource"`
	SearchNamespace  string            `json:"searchNamespace"`
	FolderAnnotation string            `json:"folderAnnotation"`
	Annotations      map[string]string `json:"annotations"`
	Provider         DashboardProvider `json:"provider"`
}

// DashboardProvider says how dashboards are put into folders.
type DashboardProvider struct {
	FoldersFromFilesStructure bool `json:"foldersFromFilesStructure"`
}

// DataSourcesLoader loads data sources, and makes those of the chart.
type DataSourcesLoader struct {
	Enabled         bool             `json:"enabled"`
	Resource        string           `json:"resource"`
	SearchNamespace string           `json:"searchNamespace"`
	UID             string           `json:"uid"`
	Alertmanager    DataSourceToggle `json:"alertmanager"`
}

// DataSourceToggle is a data source of the chart's own.
type DataSourceToggle struct {
	Enabled bool   `json:"enabled"`
	UID     string `json:"uid"`
}

// DataSource is one more.
type DataSource struct {
	Name     string         `json:"name"`
	UID      string         `json:"uid"`
	Type     string         `json:"type"`
	Access   string         `json:"access"`
	URL      string         `json:"url"`
	JSONData DataSourceData `json:"jsonData"`
}

// DataSourceData is what a data source takes beside its address.
type DataSourceData struct {
	MaxLines int `json:"maxLines"`
}

// GrafanaRoleName is the Role that the chart binds to Grafana.
const GrafanaRoleName = "grafana-configmap-reader"

// grafanaRole is all that Grafana's sidecars may do: read ConfigMaps of their
// own namespace. The chart's roles also grant all Secrets, those of the whole
// cluster by default and of the namespace when namespaced, and beside Grafana
// lie credentials: of receivers of alerts, and in an environment's cluster the
// DigitalOcean token and the Spaces key.
func grafanaRole(namespace string) *rbacv1.Role {
	return &rbacv1.Role{
		TypeMeta:   metav1.TypeMeta{APIVersion: rbacv1.SchemeGroupVersion.String(), Kind: "Role"},
		ObjectMeta: metav1.ObjectMeta{Name: GrafanaRoleName, Namespace: namespace},
		Rules: []rbacv1.PolicyRule{{
			APIGroups: []string{""},
			Resources: []string{"configmaps"},
			Verbs:     []string{"get", "list", "watch"},
		}},
	}
}

// GrafanaOf is a Grafana that shows the dashboards of its own namespace.
func GrafanaOf(namespace string) Grafana {
	return Grafana{
		Admin: GrafanaAdmin{
			ExistingSecret: AdminSecretName,
			UserKey:        KeyAdminUser,
			PasswordKey:    KeyAdminPassword,
		},
		DefaultDashboardsTimezone: "browser",
		// Nothing is reported to, or asked from, the makers of Grafana:
		// versions are pinned and updated here.
		Ini:       GrafanaIni{},
		RBAC:      GrafanaRBAC{Namespaced: true, UseExistingRole: GrafanaRoleName},
		Resources: resources.Of("50m", "192Mi", "512Mi"),
		Sidecar:   sidecars(namespace),
		// Not in the whole chart's extraManifests, which is where users put
		// their own: a list of theirs stands in the place of ours.
		ExtraObjects: []*rbacv1.Role{grafanaRole(namespace)},
	}
}

// sidecars look into one namespace only, where all dashboards are, those of the
// charts and ours.
func sidecars(namespace string) GrafanaLoader {
	const configMaps = "configmap"
	return GrafanaLoader{
		Resources: resources.Of("5m", "80Mi", "160Mi"),
		Dashboards: DashboardLoader{
			Enabled:          true,
			Label:            DashboardLabel,
			LabelValue:       DashboardLabelValue,
			Resource:         configMaps,
			SearchNamespace:  namespace,
			FolderAnnotation: FolderAnnotation,
			Annotations:      map[string]string{FolderAnnotation: "Kubernetes"},
			Provider:         DashboardProvider{FoldersFromFilesStructure: true},
		},
		DataSources: DataSourcesLoader{
			Enabled:         true,
			Resource:        configMaps,
			SearchNamespace: namespace,
			UID:             PrometheusUID,
			Alertmanager:    DataSourceToggle{Enabled: true, UID: AlertmanagerUID},
		},
	}
}
