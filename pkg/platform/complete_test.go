package platform

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// minimal is the least anybody must write.
func minimal() Platform {
	return Platform{
		APIVersion: APIVersion, Kind: Kind, Metadata: Metadata{Name: "acme"},
		Spec: Spec{Environments: []Environment{{
			Name: "prod", Region: "sfo3",
			Domain: Domain{Zone: "example.com", ACMEEmail: "ops@example.com"},
		}}},
	}
}

func TestComplete(t *testing.T) {
	want := Platform{
		APIVersion: APIVersion, Kind: Kind, Metadata: Metadata{Name: "acme"},
		Spec: Spec{
			Delivery: Delivery{Engine: Flux, Hub: "hub", Repository: Repository{
				URL: "https://github.com/acme/platform", Branch: "main", Path: ".",
			}},
			Hub: Hub{Monitoring: HubMonitoring{Prometheus: "none", Release: "kube-prometheus-stack"}, Compositions: Compositions{Update: Automatic}, PollInterval: "5m"},
			Environments: []Environment{{
				Name: "prod", Region: "sfo3",
				Network: Network{VPCCIDR: "10.201.0.0/22", ClusterSubnet: "172.16.64.0/20", ServiceSubnet: "192.168.12.0/22"},
				Cluster: Cluster{Version: "latest", NodePool: NodePool{Size: "s-2vcpu-4gb", Min: 3, Max: 5}},
				Databases: map[string]Database{
					"adservice":   {Engine: PostgreSQL, Version: "17", Size: "db-s-1vcpu-1gb", Nodes: 1},
					"cartservice": {Engine: Valkey, Version: "8", Size: "db-s-1vcpu-1gb", Nodes: 1},
				},
				Domain:         Domain{Zone: "example.com", Demo: "demo.example.com", Logs: "logs.example.com", ACMEEmail: "ops@example.com"},
				Metrics:        Metrics{Retention: "7d", Volume: "10Gi", AlertmanagerReplicas: 2},
				Logs:           Logs{Retention: "168h", Volume: "5Gi", Bucket: "acme-prod-loki-logs"},
				Demo:           Demo{ChartVersion: ">=1.0.0 <2.0.0", Users: 100, Rate: 5},
				DeletionPolicy: Orphan,
				Compositions:   Compositions{Update: Automatic},
			}},
		},
	}
	got := Complete(minimal())
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("of a minimal platform (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(got, Complete(got)); diff != "" {
		t.Errorf("completing twice changes something (-once +twice):\n%s", diff)
	}
	if findings := Validate(got); len(findings) > 0 {
		t.Errorf("the completed minimum is invalid:\n%s", lines(findings))
	}
}

func TestCompleteKeepsWhatIsGiven(t *testing.T) {
	cases := map[string]struct {
		reason string
		change func(*Environment)
		got    func(Environment) any
		want   any
	}{
		"MaxFollowsMin": {
			"The autoscaler's limit is never below the least number of nodes.",
			func(e *Environment) { e.Cluster.NodePool.Min = 9 },
			func(e Environment) any { return e.Cluster.NodePool }, NodePool{Size: "s-2vcpu-4gb", Min: 9, Max: 9},
		},
		"WrongStays": {
			"A wrong value is for Validate to judge, not to mend.",
			func(e *Environment) { e.Cluster.NodePool = NodePool{Min: 2, Max: 1} },
			func(e Environment) any { return e.Cluster.NodePool }, NodePool{Size: "s-2vcpu-4gb", Min: 2, Max: 1},
		},
		"DatabaseByKey": {
			"What the user leaves out of a database has a default of its own.",
			func(e *Environment) { e.Databases = map[string]Database{"adservice": {Size: "db-s-2vcpu-4gb"}} },
			func(e Environment) any { return e.Databases["adservice"] }, Database{Engine: PostgreSQL, Version: "17", Size: "db-s-2vcpu-4gb", Nodes: 1},
		},
		"UnknownDatabase": {
			"Nobody can guess the engine of a database that is not the demo's.",
			func(e *Environment) { e.Databases = map[string]Database{"users": {}} },
			func(e Environment) any { return e.Databases["users"] }, Database{Size: "db-s-1vcpu-1gb", Nodes: 1},
		},
		"Receiver": {
			"Whoever asks for a receiver with nothing to say about it gets the usual Secret.",
			func(e *Environment) { e.Alerts.Receiver.Webhook = &Webhook{} },
			func(e Environment) any { return e.Alerts.Receiver }, Receiver{Webhook: &Webhook{Secret: "alertmanager-receiver"}},
		},
		"DemoName": {
			"A given name is kept, the other follows from the zone.",
			func(e *Environment) { e.Domain.Demo = "shop.example.com" },
			func(e Environment) any { return e.Domain.Demo + " " + e.Domain.Logs }, "shop.example.com logs.example.com",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := minimal()
			tc.change(&p.Spec.Environments[0])
			got := tc.got(Complete(p).Spec.Environments[0])
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

func TestCompleteIsPure(t *testing.T) {
	given := func() Platform {
		p := minimal()
		p.Spec.Environments[0].Databases = map[string]Database{"adservice": {Nodes: 2}}
		p.Spec.Environments[0].Overrides = map[string]map[string]any{"loki": {"a": 1}}
		p.Spec.Environments[0].Alerts.Receiver.Webhook = &Webhook{}
		return p
	}
	p := given()
	Complete(p)
	if diff := cmp.Diff(given(), p); diff != "" {
		t.Errorf("the argument has changed (-before +after):\n%s", diff)
	}
}
