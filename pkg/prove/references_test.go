package prove

import (
	"fmt"
	"strings"
	"testing"

	acmev1 "github.com/cert-manager/cert-manager/pkg/apis/acme/v1"
	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	protectionv1beta1 "github.com/crossplane/crossplane/apis/v2/protection/v1beta1"
	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/apis/xpkg"
	"seamark.dev/seamark/pkg/model"
)

// with breaks one thing.
func with(do func(tree)) func(*testing.T, Subject) {
	return func(t *testing.T, s Subject) { t.Helper(); do(tree{t, s}) }
}

// patchOf is the patch of a composed resource that writes a field.
func patchOf(t tree, composition, resource, path string) *patchandtransform.Patch {
	t.Helper()
	r := t.composed(composition, resource)
	for i := range r.Patches {
		if r.Patches[i].ToFieldPath == path {
			return &r.Patches[i]
		}
	}
	t.Fatalf("no patch of %s", path)
	return nil
}

func format(p *patchandtransform.Patch, f string) { p.Transforms[0].String.Format = f }

func TestReferencesOfObjects(t *testing.T) {
	seed(t, references, map[string]fault{
		"issuer": {
			reason: "A Certificate waits for ever for an Issuer that does not exist.",
			do: with(func(t tree) {
				find[*certmanagerv1.Certificate](t, "alloy-syslog-tls").Spec.IssuerRef.Name = "syslog-cs"
			}),
			want: []string{
				`pkg/components/syslog/syslog.go: Certificate.cert-manager.io cluster-services/alloy-syslog-tls: spec.issuerRef.name: "syslog-cs": nothing makes Issuer.cert-manager.io cluster-services/syslog-cs on the cluster of blue; did you mean "syslog-ca"?; in environments/blue/2-cluster/resources/syslog/certificate-alloy-syslog-tls.yaml [reference-missing]`,
			},
		},
		"certificate authority": {
			reason: "An Issuer needs certificate and key of the Secret it names.",
			do: with(func(t tree) {
				find[*certmanagerv1.Certificate](t, "syslog-ca").Spec.SecretName = "syslog-authority"
			}),
			want: []string{
				`pkg/components/syslog/syslog.go: Issuer.cert-manager.io cluster-services/syslog-ca: spec.ca.secretName: "syslog-ca": nothing makes Secret cluster-services/syslog-ca on the cluster of blue; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/2-cluster/resources/syslog/issuer-syslog-ca.yaml [reference-missing]`,
			},
		},
		"combined PEM": {
			reason: "Alloy mounts and reads a key that cert-manager only writes when it is told to.",
			do: with(func(t tree) {
				find[*certmanagerv1.Certificate](t, "alloy-syslog-tls").Spec.AdditionalOutputFormats = nil
			}),
			want: []string{
				`pkg/components/alloy/alloy.go: release alloy: values.alloy.configMap.content: "tls-combined.pem": Secret cluster-services/alloy-syslog-tls on the cluster of blue has no such key; its keys are ca.crt, tls.crt, tls.key; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [reference-missing-key]`,
				`pkg/components/alloy/alloy.go: release alloy: values.controller.volumes.extra[2].secret: "tls-combined.pem": Secret cluster-services/alloy-syslog-tls on the cluster of blue has no such key; its keys are ca.crt, tls.crt, tls.key; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [reference-missing-key]`,
			},
		},
		"token of the solver": {
			reason: "A ClusterIssuer reads its Secrets beside cert-manager, and this one is called otherwise there.",
			do: with(func(t tree) {
				dns := find[*certmanagerv1.ClusterIssuer](t, "letsencrypt").Spec.ACME.Solvers[0].DNS01
				dns.DigitalOcean = &acmev1.ACMEIssuerDNS01ProviderDigitalOcean{}
				dns.DigitalOcean.Token.Name, dns.DigitalOcean.Token.Key = "digitalocean-access-token", "access-token"
			}),
			want: []string{
				`pkg/components/gateway/gateway.go: ClusterIssuer.cert-manager.io letsencrypt: spec.acme.solvers[0].dns01.digitalocean.tokenSecretRef: "access-token": Secret cluster-services/digitalocean-access-token on the cluster of blue has no such key; its keys are token; in environments/blue/3-environment/resources/gateway/clusterissuer-letsencrypt.yaml [reference-missing-key]`,
			},
		},
		"cluster issuer of the Gateway": {
			reason: "The annotation is a reference like any other.",
			do: with(func(t tree) {
				find[*gatewayv1.Gateway](t, "demo").Annotations["cert-manager.io/cluster-issuer"] = "letsencript"
			}),
			want: []string{
				`pkg/components/gateway/gateway.go: Gateway.gateway.networking.k8s.io demo/demo: metadata.annotations["cert-manager.io/cluster-issuer"]: "letsencript": nothing makes ClusterIssuer.cert-manager.io letsencript on the cluster of blue; did you mean "letsencrypt"?; in environments/blue/3-environment/resources/gateway/gateway-demo.yaml [reference-missing]`,
			},
		},
		"certificate of the Gateway": {
			reason: "Without the annotation nobody makes the certificate.",
			do: with(func(t tree) {
				find[*gatewayv1.Gateway](t, "demo").Annotations = nil
			}),
			want: []string{
				`pkg/components/gateway/gateway.go: Gateway.gateway.networking.k8s.io demo/demo: spec.listeners[0].tls.certificateRefs[0].name: "demo-tls": nothing makes Secret demo/demo-tls on the cluster of blue; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/3-environment/resources/gateway/gateway-demo.yaml [reference-missing]`,
			},
		},
		"gateway class": {
			reason: "DOKS has one class.",
			do:     with(func(t tree) { find[*gatewayv1.Gateway](t, "demo").Spec.GatewayClassName = "cillium" }),
			want: []string{
				`pkg/components/gateway/gateway.go: Gateway.gateway.networking.k8s.io demo/demo: spec.gatewayClassName: "cillium": nothing makes GatewayClass.gateway.networking.k8s.io cillium on the cluster of blue; did you mean "cilium"?; in environments/blue/3-environment/resources/gateway/gateway-demo.yaml [reference-missing]`,
			},
		},
		"listener": {
			reason: "A route names its listener.",
			do: with(func(t tree) {
				find[*gatewayv1.HTTPRoute](t, "frontend").Spec.ParentRefs[0].SectionName = new(gatewayv1.SectionName("tls"))
			}),
			want: []string{
				`pkg/components/gateway/gateway.go: HTTPRoute.gateway.networking.k8s.io demo/frontend: spec.parentRefs[0]: "tls": Gateway.gateway.networking.k8s.io demo/demo on the cluster of blue has no such listener or port; it has https 443, http 80; in environments/blue/3-environment/resources/gateway/httproute-frontend.yaml [reference-missing-port]`,
			},
		},
		"Gateway": {
			reason: "A route names its Gateway.",
			do:     with(func(t tree) { find[*gatewayv1.HTTPRoute](t, "frontend").Spec.ParentRefs[0].Name = "dem" }),
			want: []string{
				`pkg/components/gateway/gateway.go: HTTPRoute.gateway.networking.k8s.io demo/frontend: spec.parentRefs[0]: "dem": nothing makes Gateway.gateway.networking.k8s.io demo/dem on the cluster of blue; did you mean "demo"?; in environments/blue/3-environment/resources/gateway/httproute-frontend.yaml [reference-missing]`,
			},
		},
		"backend": {
			reason: "A Service that no chart makes.",
			do: with(func(t tree) {
				find[*gatewayv1.HTTPRoute](t, "frontend").Spec.Rules[0].BackendRefs[0].Name = "frontent"
			}),
			want: []string{
				`pkg/components/gateway/gateway.go: HTTPRoute.gateway.networking.k8s.io demo/frontend: spec.rules[0].backendRefs[0]: "frontent": nothing makes Service demo/frontent on the cluster of blue; did you mean "frontend"?; in environments/blue/3-environment/resources/gateway/httproute-frontend.yaml [reference-missing]`,
			},
		},
		"port of the backend": {
			reason: "The Service listens elsewhere.",
			do: with(func(t tree) {
				find[*gatewayv1.HTTPRoute](t, "frontend").Spec.Rules[0].BackendRefs[0].Port = new(gatewayv1.PortNumber(8080))
			}),
			want: []string{
				`pkg/components/gateway/gateway.go: HTTPRoute.gateway.networking.k8s.io demo/frontend: spec.rules[0].backendRefs[0]: "8080": Service demo/frontend on the cluster of blue has no such listener or port; it has http 80; in environments/blue/3-environment/resources/gateway/httproute-frontend.yaml [reference-missing-port]`,
			},
		},
		"namespace of an object": {
			reason: "Nobody makes this namespace.",
			do:     with(func(t tree) { find[*networkingv1.NetworkPolicy](t, "loki").Namespace = "cluster-service" }),
			want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-service/loki: metadata.namespace: "cluster-service": nothing makes Namespace cluster-service on the cluster of blue; did you mean "cluster-services"?; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [reference-missing]`,
			},
		},
		"namespace of a monitor": {
			reason: "A monitor that looks where nothing is, scrapes nothing.",
			do: with(func(t tree) {
				find[*monitoringv1.PodMonitor](t, "cilium-agent").Spec.NamespaceSelector.MatchNames[0] = "kube-systems"
			}),
			want: []string{
				`pkg/components/monitors/monitors.go: PodMonitor.monitoring.coreos.com cluster-services/cilium-agent: spec.namespaceSelector.matchNames[0]: "kube-systems": nothing makes Namespace kube-systems on the cluster of blue; did you mean "kube-system"?; in environments/blue/3-environment/resources/monitors/podmonitor-cilium-agent.yaml [reference-missing]`,
			},
		},
		"pods of a Service": {
			reason: "A Service that selects the pods of no release sends to nobody.",
			do:     with(func(t tree) { find[*corev1.Service](t, "alloy-syslog").Spec.Selector[instanceLabel] = "aloy" }),
			want: []string{
				`pkg/components/syslog/syslog.go: Service cluster-services/alloy-syslog: spec.selector["app.kubernetes.io/instance"]: "aloy": nothing makes Helm release cluster-services/aloy on the cluster of blue; did you mean "alloy"?; in environments/blue/2-cluster/resources/syslog/service-alloy-syslog.yaml [reference-missing]`,
			},
		},
		"peers of a policy": {
			reason: "A policy that admits a namespace which does not exist admits nobody.",
			do: with(func(t tree) {
				policy := find[*networkingv1.NetworkPolicy](t, "prometheus-postgres-exporter")
				policy.Spec.Ingress[0].From[0].NamespaceSelector.MatchLabels[corev1.LabelMetadataName] = "monitoring"
			}),
			want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io demo/prometheus-postgres-exporter: spec.ingress[0].from[0].namespaceSelector: "monitoring": nothing makes Namespace monitoring on the cluster of blue; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-prometheus-postgres-exporter.yaml [reference-missing]`,
			},
		},
	})
}

func TestReferencesOfCrossplane(t *testing.T) {
	const pg, doks, store = "manageddatabases-pg.seamark.dev", "doksclusters.seamark.dev", "objectstores.seamark.dev"
	seed(t, references, map[string]fault{
		"runtime of a package": {
			reason: "The default runtime would be used instead, without a word.",
			do: with(func(t tree) {
				find[*xpkg.Function](t, "crossplane-contrib-function-patch-and-transform").Spec.RuntimeConfigRef.Name = "patch-and-transform"
			}),
			want: []string{
				`pkg/components/packages/packages.go: Function.pkg.crossplane.io crossplane-contrib-function-patch-and-transform: spec.runtimeConfigRef.name: "patch-and-transform": nothing makes DeploymentRuntimeConfig.pkg.crossplane.io patch-and-transform on the hub; make it, correct the name, or declare what makes it in Component.Provides; in control-plane/packages/packages/function-crossplane-contrib-function-patch-and-transform.yaml [reference-missing]`,
			},
		},
		"credentials": {
			reason: "The key of a Secret that a human makes; and the right key is now asked for in vain.",
			do: with(func(t tree) {
				find[*digitalocean.ClusterProviderConfig](t, "digitalocean").Spec.Credentials.SecretRef.Key = "credential"
			}),
			want: []string{
				`pkg/components/apis/apis.go: ClusterProviderConfig.digitalocean.m.crossplane.io digitalocean: spec.credentials.secretRef: "credential": Secret crossplane-system/digitalocean-credentials on the hub has no such key; did you mean "credentials"?; in control-plane/apis/apis/digitalocean-clusterproviderconfig-digitalocean.yaml [reference-missing-key]`,
				`pkg/components/packages/packages.go: Secret crossplane-system/digitalocean-credentials: warning: "credentials": a human is asked for a key that nothing refers to; refer to it, or leave it out of Component.Secrets; in SECRETS.md [reference-unused-key]`,
			},
		},
		"credentials of the other cluster": {
			reason: "That Secret is in the environment's cluster, not on the hub.",
			do: with(func(t tree) {
				ref := &find[*providerhttp.ClusterProviderConfig](t, "digitalocean").Spec.Credentials.SecretRef
				ref.Namespace, ref.Name, ref.Key = "cluster-services", "digitalocean-access-token", "token"
			}),
			want: []string{
				`pkg/components/apis/apis.go: ClusterProviderConfig.http.m.crossplane.io digitalocean: spec.credentials.secretRef: "digitalocean-access-token": Secret cluster-services/digitalocean-access-token is needed on the hub, but exists on the cluster of blue; deliver it there, or refer to it from where it is; in control-plane/apis/apis/http-clusterproviderconfig-digitalocean.yaml [reference-wrong-cluster]`,
				`pkg/components/packages/packages.go: Secret crossplane-system/digitalocean-credentials: warning: "authorization": a human is asked for a key that nothing refers to; refer to it, or leave it out of Component.Secrets; in SECRETS.md [reference-unused-key]`,
			},
		},
		"provider configuration": {
			reason: "Every managed resource names its credentials.",
			do: with(func(t tree) {
				find[*providerhttp.Request](t, "database-metrics").Spec.ProviderConfigRef.Name = "digital-ocean"
			}),
			want: []string{
				`pkg/components/environment/environment.go: Request.http.m.crossplane.io blue/database-metrics: spec.providerConfigRef.name: "digital-ocean": nothing makes ClusterProviderConfig.http.m.crossplane.io digital-ocean on the hub; did you mean "digitalocean"?; in environments/blue/1-infra/environment/request-database-metrics.yaml [reference-missing]`,
			},
		},
		"cluster of an XR": {
			reason: "Told where it is written, not once more where the Composition uses it.",
			do:     with(func(t tree) { find[*seamark.ObjectStore](t, "loki").Spec.ClusterName = "bleu" }),
			want: []string{
				`pkg/components/objectstore/objectstore.go: ObjectStore.seamark.dev blue/loki: spec.clusterName: "bleu": nothing makes DOKSCluster.seamark.dev blue/bleu on the hub; did you mean "blue"?; in environments/blue/1-infra/objectstore/objectstore-loki.yaml [reference-missing]`,
			},
		},
		"Composition": {
			reason: "An XR that names no Composition stays empty.",
			do: with(func(t tree) {
				for _, name := range []string{"demo", "postgres-exporter", "logsink"} {
					*t.component(name) = model.Component{}
				}
				t.component("gateway").Objects = nil
				find[*seamark.ManagedDatabase](t, "adservice").Spec.Crossplane.CompositionRef.Name = "manageddatabases-postgres.seamark.dev"
			}),
			want: []string{
				`pkg/components/manageddatabase/manageddatabase.go: ManagedDatabase.seamark.dev blue/adservice: spec.crossplane.compositionRef.name: "manageddatabases-postgres.seamark.dev": nothing makes Composition.apiextensions.crossplane.io manageddatabases-postgres.seamark.dev on the hub; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/1-infra/manageddatabase/manageddatabase-adservice.yaml [reference-missing]`,
			},
		},
		"used object": {
			reason: "A Usage that names nothing protects nothing.",
			do: with(func(t tree) {
				find[*protectionv1beta1.Usage](t, "objectstore-loki").Spec.Of.ResourceRef.Name = "lokki"
			}),
			want: []string{
				`pkg/components/objectstore/objectstore.go: Usage.protection.crossplane.io blue/objectstore-loki: spec.of.resourceRef.name: "lokki": nothing makes ObjectStore.seamark.dev blue/lokki on the hub; did you mean "loki"?; in environments/blue/1-infra/objectstore/usage-objectstore-loki.yaml [reference-missing]`,
			},
		},
		"copied Secret": {
			reason: "Nothing is copied while the original is missing.",
			do: with(func(t tree) {
				find[*seamark.SecretCopy](t, "grafana-admin").Name = "grafana-admins"
			}),
			want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io secretcopies.seamark.dev: spec.pipeline[0].input.resources[0].base.spec.references[0].patchesFrom: "grafana-admins": nothing makes Secret blue/grafana-admins on the hub, for SecretCopy.seamark.dev blue/grafana-admins; did you mean "grafana-admin"?; in control-plane/apis/apis/composition-secretcopies.seamark.dev.yaml [reference-missing]`,
				`pkg/components/kubeprometheusstack/kubeprometheusstack.go: Secret blue/grafana-admin: warning: a human is asked for a Secret that nothing refers to; leave it out of Component.Secrets; in SECRETS.md [reference-unused-secret]`,
				`pkg/components/kubeprometheusstack/kubeprometheusstack.go: release kube-prometheus-stack: values.grafana.admin.existingSecret: "grafana-admin": nothing makes Secret cluster-services/grafana-admin on the cluster of blue; did you mean "grafana-admins"?; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [reference-missing]`,
			},
		},
		"published key": {
			reason: "The provider publishes the password under another key.",
			do: with(func(t tree) {
				t.composed(pg, "database").ConnectionDetails[1].FromConnectionSecretKey = "attribute.pasword"
			}),
			want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io manageddatabases-pg.seamark.dev: spec.pipeline[0].input.resources[0].connectionDetails[1].fromConnectionSecretKey: "attribute.pasword": Secret blue/adservice-do on the hub has no such key, for ManagedDatabase.seamark.dev blue/adservice; did you mean "attribute.password"?; in control-plane/apis/apis/composition-manageddatabases-pg.seamark.dev.yaml [reference-missing-key]`,
			},
		},
		"delivered Secret": {
			reason: "Who reads the Secret must read the name under which the Composition delivers it.",
			do: with(func(t tree) {
				format(patchOf(t, store, "secret", "spec.forProvider.manifest.metadata.name"), "%s-bucket")
			}),
			want: []string{
				`pkg/components/loki/loki.go: release loki: values.defaults.extraEnv[0].valueFrom.secretKeyRef: "loki-spaces": nothing makes Secret cluster-services/loki-spaces on the cluster of blue; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [reference-missing]`,
				`pkg/components/loki/loki.go: release loki: values.defaults.extraEnv[1].valueFrom.secretKeyRef: "loki-spaces": nothing makes Secret cluster-services/loki-spaces on the cluster of blue; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [reference-missing]`,
			},
		},
		"connection Secret": {
			reason: "What one resource writes, another one reads.",
			do: with(func(t tree) {
				format(patchOf(t, pg, "secret", "spec.references[2].patchesFrom.name"), "%s-authority")
			}),
			want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io manageddatabases-pg.seamark.dev: spec.pipeline[0].input.resources[4].base.spec.references[2].patchesFrom: "adservice-authority": nothing makes Secret blue/adservice-authority on the hub, for ManagedDatabase.seamark.dev blue/adservice; make it, correct the name, or declare what makes it in Component.Provides; in control-plane/apis/apis/composition-manageddatabases-pg.seamark.dev.yaml [reference-missing]`,
			},
		},
		"key of the kubeconfig": {
			reason: "The engine reads the kubeconfig from this key.",
			do: with(func(t tree) {
				request := t.composed(doks, "access").Base.(*providerhttp.DisposableRequest)
				request.Spec.ForProvider.SecretInjectionConfigs[0].KeyMappings[0].SecretKey = "kubeconfig"
			}),
			want: []string{
				`pkg/components/dokscluster/dokscluster.go: DOKSCluster.seamark.dev blue/blue: kubeConfig.secretRef: "value": Secret blue/blue-kubeconfig on the hub has no such key; its keys are kubeconfig, token; in environments/blue/1-infra/dokscluster/dokscluster-blue.yaml [reference-missing-key]`,
			},
		},
		"delivered key": {
			reason: "Every reader of the key is told.",
			do: with(func(t tree) {
				object := t.composed(store, "secret").Base.(*providerkubernetes.Object)
				object.Spec.References[0].ToFieldPath = "data[ACCESS_KEY]"
			}),
			want: []string{
				`pkg/components/loki/loki.go: release loki: values.defaults.extraEnv[0].valueFrom.secretKeyRef: "AWS_ACCESS_KEY_ID": Secret cluster-services/loki-spaces on the cluster of blue has no such key; its keys are ACCESS_KEY, AWS_SECRET_ACCESS_KEY; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [reference-missing-key]`,
			},
		},
		"address of a log sink": {
			reason: "No load balancer has this name.",
			do:     with(func(t tree) { find[*seamark.LogSink](t, "adservice").Spec.Server = "log.example.com" }),
			want: []string{
				`pkg/components/logsink/logsink.go: LogSink.seamark.dev blue/adservice: spec.server: "log.example.com": nothing makes DNS name log.example.com on the cluster of blue; did you mean "logs.example.com"?; in environments/blue/3-environment/log-sinks/logsink/logsink-adservice.yaml [reference-missing]`,
			},
		},
		"port of a log sink": {
			reason: "The load balancer does not listen there.",
			do:     with(func(t tree) { find[*seamark.LogSink](t, "adservice").Spec.Port = 514 }),
			want: []string{
				`pkg/components/logsink/logsink.go: LogSink.seamark.dev blue/adservice: spec.server: "514": DNS name logs.example.com on the cluster of blue has no such listener or port; it has syslog-tls 6514; in environments/blue/3-environment/log-sinks/logsink/logsink-adservice.yaml [reference-missing-port]`,
			},
		},
		"database of a log sink": {
			reason: "The name is that of the managed resource, engine included.",
			do:     with(func(t tree) { find[*seamark.LogSink](t, "adservice").Spec.DatabaseCluster = "blue-adservice" }),
			want: []string{
				`pkg/components/logsink/logsink.go: LogSink.seamark.dev blue/adservice: spec.databaseCluster: "blue-adservice": nothing makes Cluster.database.digitalocean.m.crossplane.io blue/blue-adservice on the hub; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/3-environment/log-sinks/logsink/logsink-adservice.yaml [reference-missing]`,
			},
		},
		"human Secret": {
			reason: "What nobody uses should not be asked for.",
			do: with(func(t tree) {
				c := t.component("loki")
				c.Secrets = append(c.Secrets, model.Secret{Namespace: "blue", Name: "loki-keys"})
			}),
			want: []string{
				`pkg/components/loki/loki.go: Secret blue/loki-keys: warning: a human is asked for a Secret that nothing refers to; leave it out of Component.Secrets; in SECRETS.md [reference-unused-secret]`,
			},
		},
	})
}

func TestReferencesOfValues(t *testing.T) {
	cases := map[string]struct {
		reason, overrides string
		want              []string
	}{
		"existing Secret": {
			reason:    "A user may have made it by hand, so it is a warning.",
			overrides: "kube-prometheus-stack: {grafana: {admin: {existingSecret: grafana-admn}}}",
			want: []string{
				`platform.yaml:10: release kube-prometheus-stack: values.grafana.admin.existingSecret: warning: "grafana-admn": nothing makes Secret cluster-services/grafana-admn on the cluster of blue; did you mean "grafana-admin"?; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [reference-missing]`,
			},
		},
		"mounted Secret": {
			reason: "The operator mounts whole Secrets by name, and programs read their keys as files.",
			overrides: "kube-prometheus-stack: {alertmanager: {alertmanagerSpec: {secrets: [grafana-admin, slack]}, " +
				"config: {global: {slack_api_url_file: /etc/alertmanager/secrets/grafana-admin/url}}}}",
			want: []string{
				`platform.yaml:10: release kube-prometheus-stack: values.alertmanager.alertmanagerSpec.secrets: warning: "slack": nothing makes Secret cluster-services/slack on the cluster of blue; correct the name, or make it by hand; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [reference-missing]`,
				`platform.yaml:10: release kube-prometheus-stack: values.alertmanager.config.global.slack_api_url_file: "url": Secret cluster-services/grafana-admin on the cluster of blue has no such key; its keys are admin-password, admin-user; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [reference-missing-key]`,
			},
		},
		"existing Secret as a map": {
			reason:    "Name and key together.",
			overrides: "kube-prometheus-stack: {thanos: {existingSecret: {name: loki-spaces, key: AWS_KEY}}}",
			want: []string{
				`platform.yaml:10: release kube-prometheus-stack: values.thanos.existingSecret: "AWS_KEY": Secret cluster-services/loki-spaces on the cluster of blue has no such key; its keys are AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [reference-missing-key]`,
			},
		},
		"key of an existing Secret": {
			reason:    "What the tree makes is known to the last key.",
			overrides: "kube-prometheus-stack: {grafana: {admin: {passwordKey: pasword}}}",
			want: []string{
				`platform.yaml:10: release kube-prometheus-stack: values.grafana.admin.passwordKey: "pasword": Secret cluster-services/grafana-admin on the cluster of blue has no such key; its keys are admin-password, admin-user; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [reference-missing-key]`,
			},
		},
		"Secret of another namespace": {
			reason:    "Pods mount Secrets of their own namespace only.",
			overrides: "demo: {cartService: {database: {secretName: loki-spaces}}}",
			want: []string{
				`platform.yaml:10: release demo: values.cartService.database.secretName: warning: "loki-spaces": Secret demo/loki-spaces is needed on the cluster of blue, but exists in namespace cluster-services; use it from the same namespace, or make it there; in environments/blue/3-environment/releases/demo/helmrelease-demo.yaml [reference-wrong-namespace]`,
			},
		},
		"variable": {
			reason:    "The key of a variable.",
			overrides: "external-dns:\n  env:\n  - name: DO_TOKEN\n    valueFrom: {secretKeyRef: {name: digitalocean-access-token, key: tokn}}",
			want: []string{
				`platform.yaml:13: release external-dns: values.env[0].valueFrom.secretKeyRef: "tokn": Secret cluster-services/digitalocean-access-token on the cluster of blue has no such key; did you mean "token"?; in environments/blue/2-cluster/platform/external-dns/helmrelease-external-dns.yaml [reference-missing-key]`,
			},
		},
		"ConfigMap": {
			reason:    "ConfigMaps are no different.",
			overrides: "loki: {defaults: {extraEnv: [{name: X, valueFrom: {configMapKeyRef: {name: settings, key: x}}}]}}",
			want: []string{
				`platform.yaml:10: release loki: values.defaults.extraEnv[0].valueFrom.configMapKeyRef: warning: "settings": nothing makes ConfigMap cluster-services/settings on the cluster of blue; correct the name, or make it by hand; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [reference-missing]`,
			},
		},
		"whole Secret": {
			reason:    "All keys at once.",
			overrides: "alloy: {alloy: {envFrom: [{secretRef: {name: tokens}}]}}",
			want: []string{
				`platform.yaml:10: release alloy: values.alloy.envFrom[0].secretRef: warning: "tokens": nothing makes Secret cluster-services/tokens on the cluster of blue; correct the name, or make it by hand; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [reference-missing]`,
			},
		},
		"item of a volume": {
			reason: "A pod does not start while an item of its volume is missing.",
			overrides: "alloy: {controller: {volumes: {extra: [{name: syslog-tls, " +
				"secret: {secretName: alloy-syslog-tls, items: [{key: tls-combined.crt, path: x}]}}]}}}",
			want: []string{
				`platform.yaml:10: release alloy: values.controller.volumes.extra[0].secret: "tls-combined.crt": Secret cluster-services/alloy-syslog-tls on the cluster of blue has no such key; its keys are ca.crt, tls-combined.pem, tls.crt, tls.key; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [reference-missing-key]`,
			},
		},
		"storage class": {
			reason:    "A volume of an unknown class is never made.",
			overrides: "loki: {write: {persistence: {storageClass: do-blockstorage}}}",
			want: []string{
				`platform.yaml:10: release loki: values.write.persistence.storageClass: warning: "do-blockstorage": nothing makes StorageClass.storage.k8s.io do-blockstorage on the cluster of blue; did you mean "do-block-storage"?; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [reference-missing]`,
			},
		},
		"address": {
			reason:    "The address of a Service, and its port.",
			overrides: "alloy: {alloy: {extraEnv: [{name: LOKI_PUSH_URL, value: 'http://loki-gateway.cluster-services.svc:3100/push'}]}}",
			want: []string{
				`platform.yaml:10: release alloy: values.alloy.extraEnv[0].value: "3100": Service cluster-services/loki-gateway on the cluster of blue has no such listener or port; it has http-metrics 80; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [reference-missing-port]`,
			},
		},
		"Service": {
			reason:    "A Service that nobody makes.",
			overrides: "kube-prometheus-stack: {grafana: {additionalDataSources: [{name: Loki, url: 'http://loki.cluster-services.svc:3100'}]}}",
			want: []string{
				`platform.yaml:10: release kube-prometheus-stack: values.grafana.additionalDataSources[0].url: warning: "loki": nothing makes Service cluster-services/loki on the cluster of blue; correct the name, or make it by hand; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [reference-missing]`,
			},
		},
		"image pull Secret": {
			reason:    "By name or as an object.",
			overrides: "cert-manager: {imagePullSecrets: [{name: registry}]}",
			want: []string{
				`platform.yaml:10: release cert-manager: values.imagePullSecrets: warning: "registry": nothing makes Secret cluster-services/registry on the cluster of blue; correct the name, or make it by hand; in environments/blue/2-cluster/platform/cert-manager/helmrelease-cert-manager.yaml [reference-missing]`,
			},
		},
		"switched off": {
			reason:    "What is off names nothing.",
			overrides: "kube-prometheus-stack: {thanosRuler: {enabled: false, existingSecret: none}, aSecret: {enabled: false, name: x}}",
		},
		"optional": {
			reason:    "What is optional may be missing.",
			overrides: "alloy: {alloy: {envFrom: [{secretRef: {name: tokens, optional: true}}]}}",
		},
		"template": {
			reason:    "What the chart fills in cannot be looked up.",
			overrides: "alloy: {alloy: {envFrom: [{secretRef: {name: '{{ .Release.Name }}-tokens'}}]}}",
		},
		"ingress": {
			reason:    "The certificate of an Ingress is made for it.",
			overrides: "kube-prometheus-stack: {grafana: {ingress: {enabled: true, tls: [{secretName: grafana-tls}]}}}",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, told(references(overriding(t, tc.overrides)))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestReferencesOfOurValues: what our own code gets wrong is an error.
func TestReferencesOfOurValues(t *testing.T) {
	s := configured(t, "platform.yaml", []byte(small))
	tree{t, s}.release("external-dns").Values = map[string]any{"existingSecret": "digitalocean-access-tokens"}
	found := references(s).Sorted()
	if len(found) != 1 || found.Errors() != 1 || !strings.Contains(found[0].String(), `did you mean "digitalocean-access-token"?`) {
		t.Errorf("want one error that suggests the name, got %v", found)
	}
}

// TestEveryReferenceCounts takes away, one after the other, everything that
// something points at: each time it must be told.
func TestEveryReferenceCounts(t *testing.T) {
	for scenario, s := range goldens(t) {
		w := worldOf(s)
		if len(w.refs) < 150 {
			t.Errorf("%s: only %d references were found", scenario, len(w.refs))
		}
		for _, r := range w.refs {
			thing := w.things[r.to]
			delete(w.things, r.to)
			if w.dangling().Errors() == 0 && !r.from.overridden() {
				t.Errorf("%s: nothing is said when %s is gone", scenario, r.to.ref)
			}
			w.things[r.to] = thing
		}
	}
}

func TestServiceHost(t *testing.T) {
	cases := map[string]struct {
		reason, text string
		want         []string
	}{
		"port":      {"A port is looked up.", "http://a.b.svc:8080/x", []string{"Service b/a 8080"}},
		"default":   {"Without one it is the scheme's.", "https://a.b.svc.cluster.local", []string{"Service b/a 443"}},
		"pod":       {"A pod of a StatefulSet is behind its Service.", "http://p-0.a.b.svc", []string{"Service b/a 80"}},
		"several":   {"Every address counts.", "http://a.b.svc, http://c.d.svc:1", []string{"Service b/a 80", "Service d/c 1"}},
		"elsewhere": {"Addresses outside of the cluster do not.", "https://example.com/x.svc http://svc https://a.svc", nil},
		"other":     {"Nor do other schemes.", "redis://a.b.svc:6379", nil},
		"variable":  {"A name that is put together elsewhere is not looked up; a port may be.", "http://$(HOST).b.svc:80 http://a.b.svc:$(PORT)", []string{"Service b/a 0"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			w := &world{}
			(&walker{w: w}).address(tc.text)
			var got []string
			for _, r := range w.refs {
				got = append(got, fmt.Sprint(r.to.ref, " ", r.port.Number))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func BenchmarkReferences(b *testing.B) {
	s := configured(b, "platform.yaml", []byte(small))
	b.ReportAllocs()
	for b.Loop() {
		references(s)
	}
}
