package links

import (
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

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/apis/xpkg"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func format(p *patchandtransform.Patch, f string) { p.Transforms[0].String.Format = f }

func TestLinksOfObjects(t *testing.T) {
	provetest.Seed(t, Check, map[string]provetest.Fault{
		"issuer": {
			Reason: "A Certificate waits for ever for an Issuer that does not exist.",
			Do: func(t provetest.Tree) {
				provetest.Find[*certmanagerv1.Certificate](t, "alloy-syslog-tls").Spec.IssuerRef.Name = "syslog-cs"
			},
			Want: []string{
				`pkg/components/syslog/syslog.go: Certificate.cert-manager.io cluster-services/alloy-syslog-tls: spec.issuerRef.name: "syslog-cs": nothing makes Issuer.cert-manager.io cluster-services/syslog-cs on the cluster of blue; did you mean "syslog-ca"?; in environments/blue/2-cluster/resources/syslog/certificate-alloy-syslog-tls.yaml [reference-missing]`,
			},
		},
		"certificate authority": {
			Reason: "An Issuer needs certificate and key of the Secret it names.",
			Do: func(t provetest.Tree) {
				provetest.Find[*certmanagerv1.Certificate](t, "syslog-ca").Spec.SecretName = "syslog-authority"
			},
			Want: []string{
				`pkg/components/syslog/syslog.go: Issuer.cert-manager.io cluster-services/syslog-ca: spec.ca.secretName: "syslog-ca": nothing makes Secret cluster-services/syslog-ca on the cluster of blue; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/2-cluster/resources/syslog/issuer-syslog-ca.yaml [reference-missing]`,
			},
		},
		"combined PEM": {
			Reason: "Alloy mounts and reads a key that cert-manager only writes when it is told to.",
			Do: func(t provetest.Tree) {
				provetest.Find[*certmanagerv1.Certificate](t, "alloy-syslog-tls").Spec.AdditionalOutputFormats = nil
			},
			Want: []string{
				`pkg/components/alloy/alloy.go: release alloy: values.alloy.configMap.content: "tls-combined.pem": Secret cluster-services/alloy-syslog-tls on the cluster of blue has no such key; its keys are ca.crt, tls.crt, tls.key; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [reference-missing-key]`,
				`pkg/components/alloy/alloy.go: release alloy: values.controller.volumes.extra[2].secret: "tls-combined.pem": Secret cluster-services/alloy-syslog-tls on the cluster of blue has no such key; its keys are ca.crt, tls.crt, tls.key; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [reference-missing-key]`,
			},
		},
		"token of the solver": {
			Reason: "A ClusterIssuer reads its Secrets beside cert-manager, and this one is called otherwise there.",
			Do: func(t provetest.Tree) {
				dns := provetest.Find[*certmanagerv1.ClusterIssuer](t, "letsencrypt").Spec.ACME.Solvers[0].DNS01
				dns.DigitalOcean = &acmev1.ACMEIssuerDNS01ProviderDigitalOcean{}
				dns.DigitalOcean.Token.Name, dns.DigitalOcean.Token.Key = "digitalocean-access-token", "access-token"
			},
			Want: []string{
				`pkg/components/gateway/gateway.go: ClusterIssuer.cert-manager.io letsencrypt: spec.acme.solvers[0].dns01.digitalocean.tokenSecretRef: "access-token": Secret cluster-services/digitalocean-access-token on the cluster of blue has no such key; its keys are token; in environments/blue/3-environment/resources/gateway/clusterissuer-letsencrypt.yaml [reference-missing-key]`,
			},
		},
		"cluster issuer of the Gateway": {
			Reason: "The annotation is a reference like any other.",
			Do: func(t provetest.Tree) {
				provetest.Find[*gatewayv1.Gateway](t, "demo").Annotations["cert-manager.io/cluster-issuer"] = "letsencript"
			},
			Want: []string{
				`pkg/components/gateway/gateway.go: Gateway.gateway.networking.k8s.io demo/demo: metadata.annotations["cert-manager.io/cluster-issuer"]: "letsencript": nothing makes ClusterIssuer.cert-manager.io letsencript on the cluster of blue; did you mean "letsencrypt"?; in environments/blue/3-environment/resources/gateway/gateway-demo.yaml [reference-missing]`,
			},
		},
		"certificate of the Gateway": {
			Reason: "Without the annotation nobody makes the certificate.",
			Do: func(t provetest.Tree) {
				provetest.Find[*gatewayv1.Gateway](t, "demo").Annotations = nil
			},
			Want: []string{
				`pkg/components/gateway/gateway.go: Gateway.gateway.networking.k8s.io demo/demo: spec.listeners[0].tls.certificateRefs[0].name: "demo-tls": nothing makes Secret demo/demo-tls on the cluster of blue; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/3-environment/resources/gateway/gateway-demo.yaml [reference-missing]`,
			},
		},
		"gateway class": {
			Reason: "DOKS has one class.",
			Do: func(t provetest.Tree) {
				provetest.Find[*gatewayv1.Gateway](t, "demo").Spec.GatewayClassName = "cillium"
			},
			Want: []string{
				`pkg/components/gateway/gateway.go: Gateway.gateway.networking.k8s.io demo/demo: spec.gatewayClassName: "cillium": nothing makes GatewayClass.gateway.networking.k8s.io cillium on the cluster of blue; did you mean "cilium"?; in environments/blue/3-environment/resources/gateway/gateway-demo.yaml [reference-missing]`,
			},
		},
		"listener": {
			Reason: "A route names its listener.",
			Do: func(t provetest.Tree) {
				provetest.Find[*gatewayv1.HTTPRoute](t, "frontend").Spec.ParentRefs[0].SectionName = new(gatewayv1.SectionName("tls"))
			},
			Want: []string{
				`pkg/components/gateway/gateway.go: HTTPRoute.gateway.networking.k8s.io demo/frontend: spec.parentRefs[0]: "tls": Gateway.gateway.networking.k8s.io demo/demo on the cluster of blue has no such listener or port; it has https 443, http 80; in environments/blue/3-environment/resources/gateway/httproute-frontend.yaml [reference-missing-port]`,
			},
		},
		"Gateway": {
			Reason: "A route names its Gateway.",
			Do: func(t provetest.Tree) {
				provetest.Find[*gatewayv1.HTTPRoute](t, "frontend").Spec.ParentRefs[0].Name = "dem"
			},
			Want: []string{
				`pkg/components/gateway/gateway.go: HTTPRoute.gateway.networking.k8s.io demo/frontend: spec.parentRefs[0]: "dem": nothing makes Gateway.gateway.networking.k8s.io demo/dem on the cluster of blue; did you mean "demo"?; in environments/blue/3-environment/resources/gateway/httproute-frontend.yaml [reference-missing]`,
			},
		},
		"backend": {
			Reason: "A Service that no chart makes.",
			Do: func(t provetest.Tree) {
				provetest.Find[*gatewayv1.HTTPRoute](t, "frontend").Spec.Rules[0].BackendRefs[0].Name = "frontent"
			},
			Want: []string{
				`pkg/components/gateway/gateway.go: HTTPRoute.gateway.networking.k8s.io demo/frontend: spec.rules[0].backendRefs[0]: "frontent": nothing makes Service demo/frontent on the cluster of blue; did you mean "frontend"?; in environments/blue/3-environment/resources/gateway/httproute-frontend.yaml [reference-missing]`,
			},
		},
		"port of the backend": {
			Reason: "The Service listens elsewhere.",
			Do: func(t provetest.Tree) {
				provetest.Find[*gatewayv1.HTTPRoute](t, "frontend").Spec.Rules[0].BackendRefs[0].Port = new(gatewayv1.PortNumber(8080))
			},
			Want: []string{
				`pkg/components/gateway/gateway.go: HTTPRoute.gateway.networking.k8s.io demo/frontend: spec.rules[0].backendRefs[0]: "8080": Service demo/frontend on the cluster of blue has no such listener or port; it has http 80; in environments/blue/3-environment/resources/gateway/httproute-frontend.yaml [reference-missing-port]`,
			},
		},
		"namespace of an object": {
			Reason: "Nobody makes this namespace.",
			Do: func(t provetest.Tree) {
				provetest.Find[*networkingv1.NetworkPolicy](t, "loki").Namespace = "cluster-service"
			},
			Want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io cluster-service/loki: metadata.namespace: "cluster-service": nothing makes Namespace cluster-service on the cluster of blue; did you mean "cluster-services"?; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml [reference-missing]`,
			},
		},
		"namespace of a monitor": {
			Reason: "A monitor that looks where nothing is, scrapes nothing.",
			Do: func(t provetest.Tree) {
				provetest.Find[*monitoringv1.PodMonitor](t, "cilium-agent").Spec.NamespaceSelector.MatchNames[0] = "kube-systems"
			},
			Want: []string{
				`pkg/components/monitors/monitors.go: PodMonitor.monitoring.coreos.com cluster-services/cilium-agent: spec.namespaceSelector.matchNames[0]: "kube-systems": nothing makes Namespace kube-systems on the cluster of blue; did you mean "kube-system"?; in environments/blue/3-environment/resources/monitors/podmonitor-cilium-agent.yaml [reference-missing]`,
			},
		},
		"pods of a Service": {
			Reason: "A Service that selects the pods of no release sends to nobody.",
			Do: func(t provetest.Tree) {
				provetest.Find[*corev1.Service](t, "alloy-syslog").Spec.Selector["app.kubernetes.io/instance"] = "aloy"
			},
			Want: []string{
				`pkg/components/syslog/syslog.go: Service cluster-services/alloy-syslog: spec.selector["app.kubernetes.io/instance"]: "aloy": nothing makes Helm release cluster-services/aloy on the cluster of blue; did you mean "alloy"?; in environments/blue/2-cluster/resources/syslog/service-alloy-syslog.yaml [reference-missing]`,
			},
		},
		"peers of a policy": {
			Reason: "A policy that admits a namespace which does not exist admits nobody.",
			Do: func(t provetest.Tree) {
				policy := provetest.Find[*networkingv1.NetworkPolicy](t, "prometheus-postgres-exporter")
				policy.Spec.Ingress[0].From[0].NamespaceSelector.MatchLabels[corev1.LabelMetadataName] = "monitoring"
			},
			Want: []string{
				`pkg/components/networkpolicies/networkpolicies.go: NetworkPolicy.networking.k8s.io demo/prometheus-postgres-exporter: spec.ingress[0].from[0].namespaceSelector: "monitoring": nothing makes Namespace monitoring on the cluster of blue; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/2-cluster/resources/networkpolicies/networkpolicy-prometheus-postgres-exporter.yaml [reference-missing]`,
			},
		},
	})
}

func TestLinksOfCrossplane(t *testing.T) {
	const pg, doks, store = "manageddatabases-pg.seamark.dev", "doksclusters.seamark.dev", "objectstores.seamark.dev"
	provetest.Seed(t, Check, map[string]provetest.Fault{
		"runtime of a package": {
			Reason: "The default runtime would be used instead, without a word.",
			Do: func(t provetest.Tree) {
				provetest.Find[*xpkg.Function](t, "crossplane-contrib-function-patch-and-transform").Spec.RuntimeConfigRef.Name = "patch-and-transform"
			},
			Want: []string{
				`pkg/components/packages/packages.go: Function.pkg.crossplane.io crossplane-contrib-function-patch-and-transform: spec.runtimeConfigRef.name: "patch-and-transform": nothing makes DeploymentRuntimeConfig.pkg.crossplane.io patch-and-transform on the hub; make it, correct the name, or declare what makes it in Component.Provides; in control-plane/packages/packages/function-crossplane-contrib-function-patch-and-transform.yaml [reference-missing]`,
			},
		},
		"credentials": {
			Reason: "The key of a Secret that a person creates; and the right key is now asked for in vain.",
			Do: func(t provetest.Tree) {
				provetest.Find[*digitalocean.ClusterProviderConfig](t, "digitalocean").Spec.Credentials.SecretRef.Key = "credential"
			},
			Want: []string{
				`pkg/components/apis/apis.go: ClusterProviderConfig.digitalocean.m.crossplane.io digitalocean: spec.credentials.secretRef: "credential": Secret crossplane-system/digitalocean-credentials on the hub has no such key; did you mean "credentials"?; in control-plane/apis/apis/digitalocean-clusterproviderconfig-digitalocean.yaml [reference-missing-key]`,
				`pkg/components/packages/packages.go: Secret crossplane-system/digitalocean-credentials: warning: "credentials": a person creates it with a key that nothing refers to; refer to it, or leave it out of Component.Secrets; in SECRETS.md [reference-unused-key]`,
			},
		},
		"credentials of the other cluster": {
			Reason: "That Secret is in the environment's cluster, not on the hub.",
			Do: func(t provetest.Tree) {
				ref := &provetest.Find[*providerhttp.ClusterProviderConfig](t, "digitalocean").Spec.Credentials.SecretRef
				ref.Namespace, ref.Name, ref.Key = "cluster-services", "digitalocean-access-token", "token"
			},
			Want: []string{
				`pkg/components/apis/apis.go: ClusterProviderConfig.http.m.crossplane.io digitalocean: spec.credentials.secretRef: "digitalocean-access-token": Secret cluster-services/digitalocean-access-token is needed on the hub, but exists on the cluster of blue; deliver it there, or refer to it from where it is; in control-plane/apis/apis/http-clusterproviderconfig-digitalocean.yaml [reference-wrong-cluster]`,
				`pkg/components/packages/packages.go: Secret crossplane-system/digitalocean-credentials: warning: "authorization": a person creates it with a key that nothing refers to; refer to it, or leave it out of Component.Secrets; in SECRETS.md [reference-unused-key]`,
			},
		},
		"provider configuration": {
			Reason: "Every managed resource names its credentials.",
			Do: func(t provetest.Tree) {
				provetest.Find[*providerhttp.Request](t, "digitalocean-metrics").Spec.ProviderConfigRef.Name = "digital-ocean"
			},
			Want: []string{
				`pkg/components/metricscredentials/metricscredentials.go: Request.http.m.crossplane.io crossplane-system/digitalocean-metrics: spec.providerConfigRef.name: "digital-ocean": nothing makes ClusterProviderConfig.http.m.crossplane.io digital-ocean on the hub; did you mean "digitalocean"?; in control-plane/account/metrics-credentials/request-digitalocean-metrics.yaml [reference-missing]`,
			},
		},
		"cluster of an XR": {
			Reason: "Told where it is written, not once more where the Composition uses it.",
			Do:     func(t provetest.Tree) { provetest.Find[*seamark.ObjectStore](t, "loki").Spec.ClusterName = "bleu" },
			Want: []string{
				`pkg/components/objectstore/objectstore.go: ObjectStore.seamark.dev blue/loki: spec.clusterName: "bleu": nothing makes DOKSCluster.seamark.dev blue/bleu on the hub; did you mean "blue"?; in environments/blue/1-infra/objectstore/objectstore-loki.yaml [reference-missing]`,
			},
		},
		"Composition": {
			Reason: "An XR that names no Composition stays empty.",
			Do: func(t provetest.Tree) {
				for _, name := range []string{"demo", "postgres-exporter", "logsink"} {
					*t.Component(name) = model.Component{}
				}
				t.Component("gateway").Objects = nil
				provetest.Find[*seamark.ManagedDatabase](t, "adservice").Spec.Crossplane.CompositionRef.Name = "manageddatabases-postgres.seamark.dev"
			},
			Want: []string{
				`pkg/components/manageddatabase/manageddatabase.go: ManagedDatabase.seamark.dev blue/adservice: spec.crossplane.compositionRef.name: "manageddatabases-postgres.seamark.dev": nothing makes Composition.apiextensions.crossplane.io manageddatabases-postgres.seamark.dev on the hub; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/1-infra/manageddatabase/manageddatabase-adservice.yaml [reference-missing]`,
			},
		},
		"used object": {
			Reason: "A Usage that names nothing protects nothing.",
			Do: func(t provetest.Tree) {
				provetest.Find[*protectionv1beta1.Usage](t, "objectstore-loki").Spec.Of.ResourceRef.Name = "lokki"
			},
			Want: []string{
				`pkg/components/objectstore/objectstore.go: Usage.protection.crossplane.io blue/objectstore-loki: spec.of.resourceRef.name: "lokki": nothing makes ObjectStore.seamark.dev blue/lokki on the hub; did you mean "loki"?; in environments/blue/1-infra/objectstore/usage-objectstore-loki.yaml [reference-missing]`,
			},
		},
		"copied Secret": {
			Reason: "Nothing is copied while the original is missing.",
			Do: func(t provetest.Tree) {
				provetest.Find[*seamark.SecretCopy](t, "grafana-admin").Name = "grafana-admins"
			},
			Want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io secretcopies.seamark.dev: spec.pipeline[0].input.resources[0].base.spec.references[0].patchesFrom: "grafana-admins": nothing makes Secret blue/grafana-admins on the hub, for SecretCopy.seamark.dev blue/grafana-admins; did you mean "grafana-admin"?; in control-plane/apis/apis/composition-secretcopies.seamark.dev.yaml [reference-missing]`,
				`pkg/components/kubeprometheusstack/kubeprometheusstack.go: Secret blue/grafana-admin: warning: a person creates it, and nothing refers to it; leave it out of Component.Secrets; in SECRETS.md [reference-unused-secret]`,
				`pkg/components/kubeprometheusstack/kubeprometheusstack.go: release kube-prometheus-stack: values.grafana.admin.existingSecret: "grafana-admin": nothing makes Secret cluster-services/grafana-admin on the cluster of blue; did you mean "grafana-admins"?; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [reference-missing]`,
			},
		},
		"published key": {
			Reason: "The provider publishes the password under another key.",
			Do: func(t provetest.Tree) {
				t.Composed(pg, "database").ConnectionDetails[1].FromConnectionSecretKey = "attribute.pasword"
			},
			Want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io manageddatabases-pg.seamark.dev: spec.pipeline[0].input.resources[0].connectionDetails[1].fromConnectionSecretKey: "attribute.pasword": Secret blue/adservice-do on the hub has no such key, for ManagedDatabase.seamark.dev blue/adservice; did you mean "attribute.password"?; in control-plane/apis/apis/composition-manageddatabases-pg.seamark.dev.yaml [reference-missing-key]`,
			},
		},
		"delivered Secret": {
			Reason: "Who reads the Secret must read the name under which the Composition delivers it.",
			Do: func(t provetest.Tree) {
				format(t.Patch(store, "secret", "spec.forProvider.manifest.metadata.name"), "%s-bucket")
			},
			Want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io objectstores.seamark.dev: spec.pipeline[0].input.resources[2].base.spec.connectionDetails[0]: "loki-spaces": nothing makes Secret cluster-services/loki-spaces on the cluster of blue, for ObjectStore.seamark.dev blue/loki; make it, correct the name, or declare what makes it in Component.Provides; in control-plane/apis/apis/composition-objectstores.seamark.dev.yaml [reference-missing]`,
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io objectstores.seamark.dev: spec.pipeline[0].input.resources[2].base.spec.connectionDetails[1]: "loki-spaces": nothing makes Secret cluster-services/loki-spaces on the cluster of blue, for ObjectStore.seamark.dev blue/loki; make it, correct the name, or declare what makes it in Component.Provides; in control-plane/apis/apis/composition-objectstores.seamark.dev.yaml [reference-missing]`,
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io objectstores.seamark.dev: spec.pipeline[0].input.resources[2].base.spec.forProvider.manifest.metadata.name: "loki-spaces": nothing makes Secret cluster-services/loki-spaces on the cluster of blue, for ObjectStore.seamark.dev blue/loki; make it, correct the name, or declare what makes it in Component.Provides; in control-plane/apis/apis/composition-objectstores.seamark.dev.yaml [reference-missing]`,
				`pkg/components/loki/loki.go: release loki: values.defaults.extraEnv[0].valueFrom.secretKeyRef: "loki-spaces": nothing makes Secret cluster-services/loki-spaces on the cluster of blue; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [reference-missing]`,
				`pkg/components/loki/loki.go: release loki: values.defaults.extraEnv[1].valueFrom.secretKeyRef: "loki-spaces": nothing makes Secret cluster-services/loki-spaces on the cluster of blue; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [reference-missing]`,
			},
		},
		"connection Secret": {
			Reason: "What one resource writes, another one reads.",
			Do: func(t provetest.Tree) {
				format(t.Patch(pg, "secret", "spec.references[2].patchesFrom.name"), "%s-authority")
			},
			Want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io manageddatabases-pg.seamark.dev: spec.pipeline[0].input.resources[4].base.spec.references[2].patchesFrom: "adservice-authority": nothing makes Secret blue/adservice-authority on the hub, for ManagedDatabase.seamark.dev blue/adservice; make it, correct the name, or declare what makes it in Component.Provides; in control-plane/apis/apis/composition-manageddatabases-pg.seamark.dev.yaml [reference-missing]`,
			},
		},
		"key of the kubeconfig": {
			Reason: "The engine reads the kubeconfig from this key.",
			Do: func(t provetest.Tree) {
				request := t.Composed(doks, "access").Base.(*providerhttp.DisposableRequest)
				request.Spec.ForProvider.SecretInjectionConfigs[0].KeyMappings[0].SecretKey = "kubeconfig"
			},
			Want: []string{
				`pkg/components/dokscluster/dokscluster.go: DOKSCluster.seamark.dev blue/blue: kubeConfig.secretRef: "value": Secret blue/blue-kubeconfig on the hub has no such key; its keys are kubeconfig, token; in environments/blue/1-infra/dokscluster/dokscluster-blue.yaml [reference-missing-key]`,
			},
		},
		"delivered key": {
			Reason: "Every reader of the key is told.",
			Do: func(t provetest.Tree) {
				object := t.Composed(store, "secret").Base.(*providerkubernetes.Object)
				object.Spec.References[0].ToFieldPath = "data[ACCESS_KEY]"
			},
			Want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io objectstores.seamark.dev: spec.pipeline[0].input.resources[2].base.spec.connectionDetails[0]: "AWS_ACCESS_KEY_ID": Secret cluster-services/loki-spaces on the cluster of blue has no such key, for ObjectStore.seamark.dev blue/loki; its keys are ACCESS_KEY, AWS_SECRET_ACCESS_KEY; in control-plane/apis/apis/composition-objectstores.seamark.dev.yaml [reference-missing-key]`,
				`pkg/components/loki/loki.go: release loki: values.defaults.extraEnv[0].valueFrom.secretKeyRef: "AWS_ACCESS_KEY_ID": Secret cluster-services/loki-spaces on the cluster of blue has no such key; its keys are ACCESS_KEY, AWS_SECRET_ACCESS_KEY; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [reference-missing-key]`,
			},
		},
		"address of a log sink": {
			Reason: "No load balancer has this name.",
			Do: func(t provetest.Tree) {
				provetest.Find[*seamark.LogSink](t, "adservice").Spec.Server = "log.example.com"
			},
			Want: []string{
				`pkg/components/logsink/logsink.go: LogSink.seamark.dev blue/adservice: spec.server: "log.example.com": nothing makes DNS name log.example.com on the cluster of blue; did you mean "logs.example.com"?; in environments/blue/3-environment/log-sinks/logsink/logsink-adservice.yaml [reference-missing]`,
			},
		},
		"port of a log sink": {
			Reason: "The load balancer does not listen there.",
			Do:     func(t provetest.Tree) { provetest.Find[*seamark.LogSink](t, "adservice").Spec.Port = 514 },
			Want: []string{
				`pkg/components/logsink/logsink.go: LogSink.seamark.dev blue/adservice: spec.server: "514": DNS name logs.example.com on the cluster of blue has no such listener or port; it has syslog-tls 6514; in environments/blue/3-environment/log-sinks/logsink/logsink-adservice.yaml [reference-missing-port]`,
			},
		},
		"database of a log sink": {
			Reason: "The name is that of the managed resource, engine included.",
			Do: func(t provetest.Tree) {
				provetest.Find[*seamark.LogSink](t, "adservice").Spec.DatabaseCluster = "blue-adservice"
			},
			Want: []string{
				`pkg/components/logsink/logsink.go: LogSink.seamark.dev blue/adservice: spec.databaseCluster: "blue-adservice": nothing makes Cluster.database.digitalocean.m.crossplane.io blue/blue-adservice on the hub; make it, correct the name, or declare what makes it in Component.Provides; in environments/blue/3-environment/log-sinks/logsink/logsink-adservice.yaml [reference-missing]`,
			},
		},
		"human Secret": {
			Reason: "What nobody uses should not be asked for.",
			Do: func(t provetest.Tree) {
				c := t.Component("loki")
				c.Secrets = append(c.Secrets, model.Secret{Namespace: "blue", Name: "loki-keys"})
			},
			Want: []string{
				`pkg/components/loki/loki.go: Secret blue/loki-keys: warning: a person creates it, and nothing refers to it; leave it out of Component.Secrets; in SECRETS.md [reference-unused-secret]`,
			},
		},
		"key of a Secret of two": {
			Reason: "What joins a Secret is asked for too.",
			Do: func(t provetest.Tree) {
				c := t.Component("loki")
				c.Secrets = append(c.Secrets, model.Secret{Namespace: "crossplane-system", Name: "digitalocean-credentials", Joins: true, Keys: []model.SecretKey{{Key: "more"}}})
			},
			Want: []string{
				`pkg/components/loki/loki.go: Secret crossplane-system/digitalocean-credentials: warning: "more": a person creates it with a key that nothing refers to; refer to it, or leave it out of Component.Secrets; in SECRETS.md [reference-unused-key]`,
			},
		},
		"need of a component without a file": {
			Reason: "What somebody else's program reads is needed too, whoever says so.",
			Do: func(t provetest.Tree) {
				asked := model.Secret{Namespace: "blue", Name: "keys", Keys: []model.SecretKey{{Key: "token"}}}
				u := t.Unit("apis")
				u.Components = append(u.Components, model.Component{
					Name: "push", Secrets: []model.Secret{asked},
					Needs: []model.Need{{Cluster: model.Hub(), Ref: asked.Ref(), Key: "tokn", Path: "spec.delivery.push"}},
				})
			},
			Want: []string{
				`component push: spec.delivery.push: "tokn": Secret blue/keys on the hub has no such key; did you mean "token"? [reference-missing-key]`,
				`Secret blue/keys: warning: "token": a person creates it with a key that nothing refers to; refer to it, or leave it out of Component.Secrets; in SECRETS.md [reference-unused-key]`,
			},
		},
	})
}

func TestLinksOfValues(t *testing.T) {
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
				`platform.yaml:10: release alloy: values.alloy.extraEnv[0].value: "3100": Service cluster-services/loki-gateway on the cluster of blue has no such listener or port; it has http 80; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [reference-missing-port]`,
			},
		},
		"Service": {
			reason:    "A Service that nobody makes.",
			overrides: "kube-prometheus-stack: {grafana: {additionalDataSources: [{name: Loki, url: 'http://loki.cluster-services.svc:3100'}]}}",
			want: []string{
				`platform.yaml:10: release kube-prometheus-stack: values.grafana.additionalDataSources[0].url: warning: "loki": nothing makes Service cluster-services/loki on the cluster of blue; correct the name, or make it by hand; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [reference-missing]`,
			},
		},
		"list replaced": {
			reason:    "What our list made, the user's does not.",
			overrides: "kube-prometheus-stack: {grafana: {extraObjects: []}}",
			want: []string{
				`platform.yaml:10: release kube-prometheus-stack: values.grafana.rbac.useExistingRole: "grafana-configmap-reader": nothing makes Role.rbac.authorization.k8s.io cluster-services/grafana-configmap-reader on the cluster of blue; ours made it in the list that yours replaces: repeat it there; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [reference-missing]`,
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
			if diff := cmp.Diff(tc.want, provetest.Told(Check(inventory.Read(provetest.Overriding(t, tc.overrides))))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestReferencesOfOurValues: what our own code gets wrong is an error.
func TestLinksOfOurValues(t *testing.T) {
	s := provetest.Configured(t, "platform.yaml", provetest.Small)
	provetest.Tree{TB: t, Input: s}.Release("external-dns").Values = map[string]any{"existingSecret": "digitalocean-access-tokens"}
	found := Check(inventory.Read(s)).Sorted()
	if len(found) != 1 || found.Errors() != 1 || !strings.Contains(found[0].String(), `did you mean "digitalocean-access-token"?`) {
		t.Errorf("want one error that suggests the name, got %v", found)
	}
}

// TestEveryReferenceCounts takes away, one after the other, everything that
// something points at: each time it must be told.
func TestEveryReferenceCounts(t *testing.T) {
	for scenario, s := range provetest.Goldens(t, "../../..") {
		inv := inventory.Read(s)
		if len(inv.References) < 150 {
			t.Errorf("%s: only %d references were found", scenario, len(inv.References))
		}
		for _, r := range inv.References {
			thing := inv.Things[r.To]
			delete(inv.Things, r.To)
			if Check(inv).Errors() == 0 && !r.From.Overridden() {
				t.Errorf("%s: nothing is said when %s is gone", scenario, r.To.Ref)
			}
			inv.Things[r.To] = thing
		}
	}
}

func BenchmarkLinks(b *testing.B) {
	inv := inventory.Read(provetest.Configured(b, "platform.yaml", provetest.Small))
	b.ReportAllocs()
	for b.Loop() {
		Check(inv)
	}
}

// TestUnusedKeys: whoever reads a Secret as a whole reads each of its keys.
func TestUnusedKeys(t *testing.T) {
	secret := model.Secret{Namespace: "blue", Name: "x", Keys: []model.SecretKey{{Key: "a"}, {Key: "b"}}}
	cases := map[string]struct {
		reason string
		used   map[string]bool
		want   []diag.Code
	}{
		"Nothing": {"Nobody reads it.", nil, []diag.Code{"reference-unused-secret"}},
		"One":     {"The other is asked for in vain.", map[string]bool{"a": true}, []diag.Code{"reference-unused-key"}},
		"Whole":   {"All are read.", map[string]bool{"": true}, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []diag.Code
			for _, f := range unusedKeys(secret, &model.Component{}, tc.used) {
				got = append(got, f.Code)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
