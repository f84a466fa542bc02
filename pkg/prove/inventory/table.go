package inventory

// row says what every object of a kind makes, or refers to, by one of its
// fields.
type row struct {
	// Kind is GROUP/KIND; of the core group KIND alone. An asterisk stands for
	// any kind, or for the beginning of a group.
	Kind string
	// Path is the field; [*] is every item of a list. The empty path is the
	// object itself.
	Path string
	// Makes notes what exists because of the field.
	Makes column
	// Refers notes what the field points at.
	Refers column
}

// column reads a field that is there.
type column func(*field)

const (
	certManagerGroup  = "cert-manager.io"
	gatewayGroup      = "gateway.networking.k8s.io"
	monitoringGroup   = "monitoring.coreos.com"
	compositionGroup  = "apiextensions.crossplane.io"
	packageGroup      = "pkg.crossplane.io"
	notificationGroup = "notification.toolkit.fluxcd.io"
	vpcGroup          = "vpc.digitalocean.m.crossplane.io"
	databaseGroup     = "database.digitalocean.m.crossplane.io"
	kubernetesGroup   = "kubernetes.digitalocean.m.crossplane.io"
	platformGroup     = "seamark.dev"

	anyManaged = "*.m.crossplane.io/*"
)

// table is what is known of kinds. Rows are read in order.
func table() []row {
	return []row{
		{Kind: "*/*", Path: "metadata.namespace", Refers: clusterWide("", "Namespace")},

		{Kind: "Secret", Path: "", Makes: itsKeys},
		{Kind: "ConfigMap", Path: "", Makes: itsKeys},
		{Kind: "Service", Path: "spec.ports[*]", Makes: port},
		{Kind: "Service", Path: "metadata.annotations[external-dns.alpha.kubernetes.io/hostname]", Makes: hostName},
		{Kind: "Service", Path: "spec.selector", Refers: podsOfRelease},
		{Kind: "Pod", Path: "", Refers: asPodsDo},
		{Kind: "apps/*", Path: "", Refers: asPodsDo},
		{Kind: "batch/*", Path: "", Refers: asPodsDo},
		{Kind: "apps/StatefulSet", Path: "spec.serviceName", Refers: orCharts(soft(beside("", "Service")))},
		{Kind: "PersistentVolumeClaim", Path: "spec.storageClassName", Refers: clusterWide("storage.k8s.io", "StorageClass")},
		{Kind: "autoscaling/*", Path: "spec.scaleTargetRef", Refers: orCharts(scaled)},

		{Kind: "rbac.authorization.k8s.io/*", Path: "roleRef", Refers: orCharts(role)},
		{Kind: "rbac.authorization.k8s.io/*", Path: "subjects[*]", Refers: orCharts(bound)},

		{Kind: "networking.k8s.io/Ingress", Path: "spec.defaultBackend.service", Refers: ingressBackend},
		{Kind: "networking.k8s.io/Ingress", Path: "spec.rules[*].http.paths[*].backend.service", Refers: ingressBackend},
		{Kind: "networking.k8s.io/NetworkPolicy", Path: "spec.podSelector.matchLabels", Refers: podsOfRelease},
		{Kind: "networking.k8s.io/NetworkPolicy", Path: "spec.ingress[*].from[*].namespaceSelector", Refers: namespaceOfLabels},
		{Kind: "networking.k8s.io/NetworkPolicy", Path: "spec.egress[*].to[*].namespaceSelector", Refers: namespaceOfLabels},

		{Kind: "monitoring.coreos.com/*", Path: "spec.namespaceSelector.matchNames[*]", Refers: soft(clusterWide("", "Namespace"))},
		{Kind: "monitoring.coreos.com/*", Path: "spec.selector.matchLabels", Refers: podsOfMonitored},
		{Kind: "monitoring.coreos.com/*", Path: "", Refers: asPodsDo},

		{Kind: "cert-manager.io/Certificate", Path: "spec.secretName", Makes: certificate},
		{Kind: "cert-manager.io/Certificate", Path: "spec.issuerRef", Refers: issuer},
		{Kind: "cert-manager.io/*", Path: "spec.ca.secretName", Refers: issuersSecret("tls.crt", "tls.key")},
		{Kind: "cert-manager.io/*", Path: "spec.acme.privateKeySecretRef", Makes: account},
		{Kind: "cert-manager.io/*", Path: "spec.acme.solvers[*]", Refers: solver},

		{Kind: "gateway.networking.k8s.io/Gateway", Path: "spec.gatewayClassName", Refers: clusterWide(gatewayGroup, "GatewayClass")},
		{Kind: "gateway.networking.k8s.io/Gateway", Path: "metadata.annotations[cert-manager.io/issuer]", Refers: beside(certManagerGroup, "Issuer")},
		{Kind: "gateway.networking.k8s.io/Gateway", Path: "metadata.annotations[cert-manager.io/cluster-issuer]", Refers: clusterWide(certManagerGroup, "ClusterIssuer")},
		{Kind: "gateway.networking.k8s.io/Gateway", Path: "spec.listeners[*]", Makes: port},
		{Kind: "gateway.networking.k8s.io/Gateway", Path: "spec.listeners[*].tls.certificateRefs[*].name", Makes: listenersCertificate, Refers: listenersSecret},
		{Kind: "gateway.networking.k8s.io/*", Path: "spec.parentRefs[*]", Refers: gatewayListener},
		{Kind: "gateway.networking.k8s.io/*", Path: "spec.rules[*].backendRefs[*]", Refers: backend},

		{Kind: "notification.toolkit.fluxcd.io/Provider", Path: "spec.secretRef.name", Refers: notifiersSecret},
		{Kind: "notification.toolkit.fluxcd.io/Alert", Path: "spec.providerRef.name", Refers: beside(notificationGroup, "Provider")},
		{Kind: "notification.toolkit.fluxcd.io/Receiver", Path: "spec.secretRef.name", Refers: keyBeside("", "Secret", "token")},

		{Kind: anyManaged, Path: "spec.credentials.secretRef", Refers: namedSecret},
		{Kind: anyManaged, Path: "spec.providerConfigRef.name", Refers: providerConfig},
		{Kind: anyManaged, Path: "spec.writeConnectionSecretToRef.name", Makes: connectionSecret},
		{Kind: anyManaged, Path: "spec.forProvider.privateNetworkUuidRef", Refers: beside(vpcGroup, "VPC")},
		{Kind: anyManaged, Path: "spec.forProvider.vpcUuidRef", Refers: beside(vpcGroup, "VPC")},
		{Kind: databaseGroup + "/*", Path: "spec.forProvider.clusterIdRef", Refers: beside(databaseGroup, "Cluster")},
		{Kind: kubernetesGroup + "/*", Path: "spec.forProvider.clusterIdRef", Refers: beside(kubernetesGroup, "Cluster")},
		{Kind: anyManaged, Path: "spec.forProvider.caCertSecretRef", Refers: beside("", "Secret")},
		{Kind: "http.m.crossplane.io/*", Path: "spec.forProvider.secretInjectionConfigs[*]", Makes: injectedSecret},
		{Kind: "kubernetes.m.crossplane.io/Object", Path: "", Makes: delivered},

		{Kind: "pkg.crossplane.io/*", Path: "spec.runtimeConfigRef.name", Refers: clusterWide(packageGroup, "DeploymentRuntimeConfig")},
		{Kind: "apiextensions.crossplane.io/CompositeResourceDefinition", Path: "spec.defaultCompositionRef.name", Refers: clusterWide(compositionGroup, "Composition")},
		{Kind: "apiextensions.crossplane.io/Composition", Path: "spec.pipeline[*].functionRef.name", Refers: clusterWide(packageGroup, "Function")},
		{Kind: "protection.crossplane.io/*", Path: "spec.of", Refers: used},
		{Kind: "protection.crossplane.io/*", Path: "spec.by", Refers: used},

		{Kind: "seamark.dev/*", Path: "spec.clusterName", Refers: beside(platformGroup, "DOKSCluster")},
		{Kind: "seamark.dev/*", Path: "spec.databaseCluster", Refers: beside(databaseGroup, "Cluster")},
		{Kind: "seamark.dev/LogSink", Path: "spec.server", Refers: hostOfCluster},
	}
}
