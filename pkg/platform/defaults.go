package platform

import (
	"strings"

	"seamark.dev/seamark/pkg/charts"
)

// This file is the one place where defaults are written; the doc comments of
// the types repeat them for the reader, and a test compares the two.

// defaultDelivery is the delivery of a platform that says nothing about it.
// The repository's URL follows from the platform's name.
func defaultDelivery() Delivery {
	return Delivery{
		Engine:     Flux,
		Hub:        "hub",
		Repository: Repository{Branch: "main", Path: "."},
	}
}

// defaultPush is a webhook of an engine: Argo CD has one Secret for all of them.
func defaultPush(engine Engine) Push {
	if engine == ArgoCD {
		return Push{Secret: argoCDSecret}
	}
	return Push{Secret: defaultPushSecret}
}

// defaultURL is the address of the repository of a platform.
func defaultURL(platform string) string { return "https://github.com/" + platform + "/platform" }

// defaultHub is a hub that nothing watches: the kinds of the Prometheus operator
// may not be there.
func defaultHub() Hub {
	return Hub{
		Monitoring:   HubMonitoring{Prometheus: NoPrometheus, Release: "kube-prometheus-stack"},
		Compositions: Compositions{Update: Automatic},
	}
}

// defaultEnvironment is an environment that says nothing: the sizes of
// DigitalOcean's reference architecture. Databases and domain names follow
// from what the user wrote, see Complete.
func defaultEnvironment() Environment {
	return Environment{
		Network: Network{
			VPCCIDR:       "10.201.0.0/22",
			ClusterSubnet: "172.16.64.0/20",
			ServiceSubnet: "192.168.12.0/22",
		},
		Cluster: Cluster{
			Version:  latestVersion,
			NodePool: NodePool{Size: "s-2vcpu-4gb", Min: 3, Max: 5},
		},
		Metrics:        Metrics{Retention: "7d", Volume: "10Gi", AlertmanagerReplicas: 2},
		Logs:           Logs{Retention: "168h", Volume: "5Gi"},
		Demo:           Demo{ChartVersion: charts.Demo.Version, Users: 100, Rate: 5},
		DeletionPolicy: Orphan,
	}
}

// database is a database whose engine is known, and nothing else.
func (t DatabaseTable) database(engine DatabaseEngine) Database {
	facts, _ := t.Of(engine)
	return Database{
		Engine:  engine,
		Version: facts.Version,
		Size:    smallestDatabase,
		Nodes:   1,
	}
}

// defaultLeastNodes is the least number of nodes of an additional node pool.
const defaultLeastNodes = 1

// defaultBucket is the bucket of an environment: its name is unique in the region
// only if it tells whose it is. Of names that are none there is none.
func defaultBucket(platform, environment string) string {
	if environment == "" || asLabel(platform) != platform || asLabel(environment) != environment {
		return ""
	}
	return strings.TrimPrefix(platform+"-"+environment+"-loki-logs", "-")
}

// defaultAfter is the unit that has the namespaces of applications.
const defaultAfter = "3-environment/resources"

// defaultReceiverSecret holds the credentials of receivers of alerts.
const defaultReceiverSecret = "alertmanager-receiver"

// The Secrets with what a push webhook is known by.
const (
	defaultPushSecret = "push-webhook"
	argoCDSecret      = "argocd-secret"
)

// demoDatabases are the databases the demo cannot do without.
var demoDatabases = map[string]DatabaseEngine{
	"adservice":   PostgreSQL,
	"cartservice": Valkey,
}
