package alloy

import "seamark.dev/seamark/pkg/model"

// relied are the values that others rely on.
func relied() []model.Reliance {
	return []model.Reliance{
		{Path: "controller.type", Is: []string{"daemonset"}, Who: "it collects the logs of the node that it runs on: one on every node"},
		{Path: "controller.volumes.extra", Set: true, Who: "the certificate of the syslog port, to which databases send their logs, is mounted by it"},
		{Path: "controller.tolerations", Kept: true, Who: "logs are collected on every node, whatever its taints", Loses: true},
		{Path: "controller.nodeSelector", Is: []string{""}, Who: "logs are collected on every node, and on others not any more", Loses: true},
		{Path: "controller.affinity.nodeAffinity", Is: []string{""}, Who: "logs are collected on every node, and on others not any more", Loses: true},
		{Path: "controller.dnsPolicy", Is: []string{"ClusterFirst", "ClusterFirstWithHostNet"}, Who: "Alloy finds Loki by the DNS of the cluster"},
		{Path: "alloy.mounts.extra", Set: true, Who: "the certificate of the syslog port, to which databases send their logs, is mounted by it"},
		{Path: "alloy.mounts.varlog", Is: []string{"true"}, Who: "the logs of containers are in this folder of the node"},
		{Path: "alloy.securityContext.runAsUser", Is: []string{"", "0"}, Who: "the logs of containers are open to root alone"},
		{Path: "alloy.securityContext.runAsNonRoot", Is: []string{"", "false"}, Who: "the logs of containers are open to root alone"},
		{Path: "alloy.extraPorts", Kept: true, Who: "the databases send their logs to this port, by the load balancer in front of it"},
		{Path: "alloy.extraEnv", Kept: true, Who: "the configuration of Alloy reads these variables"},
		{Path: "alloy.listenPort", Is: []string{"12345"}, Who: "the Service, its monitor and network policies know this port"},
		{Path: "alloy.listenAddr", Is: []string{"0.0.0.0"}, Who: "Prometheus and the kubelet ask Alloy from outside of its pod"},
		{Path: "alloy.listenScheme", Is: []string{"HTTP"}, Who: "Prometheus asks Alloy without TLS"},
		{Path: "alloy.extraArgs", Without: []string{"--server.http.listen-addr", "--storage.path"}, Who: "the Service, its monitor and the mounted folder go by what the chart writes there"},
		{Path: "alloy.clustering.enabled", Is: []string{"true"}, Who: "else every node would send the events of the whole cluster"},
		{Path: "alloy.storagePath", Kept: true, Who: "where Alloy stopped reading is kept in this folder of the node, which is mounted", Loses: true},
		{Path: "alloy.configMap.create", Is: []string{"true"}, Who: "the configuration that collects all logs is in it", Unless: "alloy.configMap.name"},
		{Path: "alloy.configMap.content", Kept: true, Who: "our configuration collects the logs of containers and databases, and this stands in its place", Loses: true, Remedy: "leave it out, or take our pipelines over into it"},
		{Path: "service.enabled", Is: []string{"true"}, Who: "Prometheus finds Alloy by this Service"},
		{Path: "rbac.create", Is: []string{"true"}, Who: "Alloy lists pods and events with these rights"},
		{Path: "rbac.namespaces", Is: []string{""}, Who: "Alloy lists the pods and events of all namespaces with these rights"},
		{Path: "serviceAccount.automountServiceAccountToken", Is: []string{"true"}, Who: "Alloy lists pods and events with this token"},
		{Path: "serviceAccount.create", Is: []string{"true"}, Who: "Alloy lists pods and events with the rights of this account", Unless: "serviceAccount.name"},
		{Path: "serviceMonitor.enabled", Is: []string{"true"}, Who: "alerts on lost logs have no data", Loses: true},
	}
}
