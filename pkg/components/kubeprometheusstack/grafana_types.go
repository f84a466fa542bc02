package kubeprometheusstack

import (
	rbacv1 "k8s.io/api/rbac/v1"

	"seamark.dev/seamark/pkg/components/internal/resources"
)

type grafana struct {
	Admin                     grafanaAdmin        `json:"admin"`
	DefaultDashboardsTimezone string              `json:"defaultDashboardsTimezone"`
	Ini                       grafanaIni          `json:"grafana.ini"`
	RBAC                      grafanaRBAC         `json:"rbac"`
	Resources                 resources.Resources `json:"resources"`
	Sidecar                   grafanaLoader       `json:"sidecar"`
	AdditionalDataSources     []dataSource        `json:"additionalDataSources,omitempty"`
	TestFramework             toggle              `json:"testFramework"`
	ExtraObjects              []*rbacv1.Role      `json:"extraObjects"`
}

type grafanaAdmin struct {
	ExistingSecret string `json:"existingSecret"`
	UserKey        string `json:"userKey"`
	PasswordKey    string `json:"passwordKey"`
}

// grafanaIni is Grafana's own configuration file.
type grafanaIni struct {
	Analytics grafanaAnalytics `json:"analytics"`
}

type grafanaAnalytics struct {
	ReportingEnabled bool `json:"reporting_enabled"`
	CheckForUpdates  bool `json:"check_for_updates"`
}

type grafanaRBAC struct {
	Namespaced      bool   `json:"namespaced"`
	UseExistingRole string `json:"useExistingRole"`
}

// grafanaLoader are the sidecars that load dashboards and data sources.
type grafanaLoader struct {
	Resources   resources.Resources `json:"resources"`
	Dashboards  dashboardLoader     `json:"dashboards"`
	DataSources dataSourcesLoader   `json:"datasources"`
}

type dashboardLoader struct {
	Enabled          bool              `json:"enabled"`
	Label            string            `json:"label"`
	LabelValue       string            `json:"labelValue"`
	Resource         string            `json:"resource"`
	SearchNamespace  string            `json:"searchNamespace"`
	FolderAnnotation string            `json:"folderAnnotation"`
	Annotations      map[string]string `json:"annotations"`
	Provider         dashboardProvider `json:"provider"`
}

type dashboardProvider struct {
	FoldersFromFilesStructure bool `json:"foldersFromFilesStructure"`
}

type dataSourcesLoader struct {
	Enabled         bool             `json:"enabled"`
	Resource        string           `json:"resource"`
	SearchNamespace string           `json:"searchNamespace"`
	UID             string           `json:"uid"`
	Alertmanager    dataSourceToggle `json:"alertmanager"`
}

type dataSourceToggle struct {
	Enabled bool   `json:"enabled"`
	UID     string `json:"uid"`
}

type dataSource struct {
	Name     string         `json:"name"`
	UID      string         `json:"uid"`
	Type     string         `json:"type"`
	Access   string         `json:"access"`
	URL      string         `json:"url"`
	JSONData dataSourceData `json:"jsonData"`
}

type dataSourceData struct {
	MaxLines int `json:"maxLines"`
}
