package tools

// The programs of the tests of what is observed.
var (
	// Prometheus is the server. It has no user interface, because the module
	// does not contain that, and no service discovery beside files and HTTP
	// (upstream's own build tag): half of the compile time and never used here.
	Prometheus = prometheus("prometheus")

	// Promtool checks and tests rules.
	Promtool = prometheus("promtool")

	// PostgresExporter is what the chart prometheus-postgres-exporter runs.
	PostgresExporter = Tool{
		Name:    "postgres_exporter",
		Module:  "postgres-exporter",
		Package: "github.com/prometheus-community/postgres_exporter/cmd/postgres_exporter",
		Source:  "github.com/prometheus-community/postgres_exporter",
	}

	// RedisExporter is what the chart prometheus-redis-exporter runs.
	RedisExporter = Tool{
		Name:    "redis_exporter",
		Module:  "redis-exporter",
		Package: "github.com/oliver006/redis_exporter",
		Source:  "github.com/oliver006/redis_exporter",
	}

	// MySQLExporter is what the chart prometheus-mysql-exporter runs.
	MySQLExporter = Tool{
		Name:    "mysqld_exporter",
		Module:  "mysql-exporter",
		Package: "github.com/prometheus/mysqld_exporter",
		Source:  "github.com/prometheus/mysqld_exporter",
	}

	// Amtool checks configurations of Alertmanager. The server itself cannot be
	// built from its module, which lacks the user interface it embeds.
	Amtool = Tool{
		Name:    "amtool",
		Module:  "amtool",
		Package: "github.com/prometheus/alertmanager/cmd/amtool",
		Source:  "github.com/prometheus/alertmanager",
	}

	// Syslog is the listener of Alloy's loki.source.syslog alone, with the
	// library that Alloy uses: Alloy itself cannot be built from its modules.
	Syslog = Tool{Name: "syslog", Module: "syslog", Package: ".", Source: "github.com/leodido/go-syslog/v4"}

	// NotificationController is Flux's, alone: the control plane runs without it.
	// Its module has the versions of the workspace k8s-0.36, but is no member, so
	// that only what is its own is compiled for it.
	NotificationController = Tool{
		Name:    "notification-controller",
		Module:  "notification-controller",
		Package: "github.com/fluxcd/notification-controller",
		Source:  "github.com/fluxcd/notification-controller",
	}

	// PrometheusOperator says what the Prometheus operator would configure, by
	// the operator's own code.
	PrometheusOperator = Tool{
		Name:    "prometheus-operator",
		Module:  "prometheus-operator",
		Package: ".",
		Source:  "github.com/prometheus-operator/prometheus-operator",
	}

	// KubeStateMetrics says what kube-state-metrics would make of objects, by its
	// own code.
	KubeStateMetrics = Tool{Name: "kube-state-metrics", Module: "kube-state-metrics", Package: ".", Source: "k8s.io/kube-state-metrics/v2"}

	// FakeS3 is an S3 server that keeps everything in memory.
	FakeS3 = Tool{Name: "gofakes3", Module: "gofakes3", Package: ".", Source: "github.com/johannesboyne/gofakes3"}
)

func prometheus(name string) Tool {
	return Tool{
		Name:    name,
		Module:  "prometheus",
		Package: "github.com/prometheus/prometheus/cmd/" + name,
		Source:  "github.com/prometheus/prometheus",
		Tags:    "remove_all_sd",
	}
}
