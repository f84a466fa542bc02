package loki

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/model"
)

// relied are the values that others rely on.
func relied() []model.Reliance {
	all := []model.Reliance{
		{Path: "gateway.replicas", Least: 1, Who: "Alloy pushes every line through the gateway, and Grafana asks it"},
		{Path: "gateway.basicAuth.enabled", Is: []string{"false"}, Who: "Alloy and Grafana send no name and password"},
		{Path: "loki.auth_enabled", Is: []string{"false"}, Who: "Alloy and Grafana name no tenant, and Loki would refuse them"},
		{Path: "loki.commonConfig.path_prefix", Is: []string{"/var/loki"}, Who: "the volumes are mounted there, and what lies elsewhere is gone with the pod"},
		{Path: "loki.useTestSchema", Is: []string{"false"}, Who: "Loki finds the lines that it stored by the schema of their day"},
		{Path: "global.clusterDomain", Is: []string{"cluster.local"}, Who: "the cluster of DigitalOcean has this domain"},
		{Path: "global.dnsService", Is: []string{"kube-dns"}, Who: "the gateway asks this Service of the cluster for names"},
		{Path: "global.dnsNamespace", Is: []string{"kube-system"}, Who: "the gateway asks the Service for names in this namespace"},
		{Path: "loki.memberlistConfig", Is: []string{""}, Who: "the parts of Loki find each other by what the chart writes there", Remedy: "set loki.extraMemberlistConfig"},
		{Path: "loki.config", Is: []string{""}, Who: "all that is set here in loki goes into the text that the chart has, and this one stands in its place", Loses: true},
		{Path: "loki.server.http_listen_port", Is: []string{"3100"}, Who: "the gateway and the monitor ask Loki at this port"},
		{Path: "deploymentMode", Kept: true, Who: "replicas, resources and disruption budgets here are those of this mode; in another none of the parts is sized", Loses: true},
		{Path: "loki.storage.type", Is: []string{"s3", ""}, Who: "what is stored elsewhere is not in the bucket that this platform makes and has the key to"},
		{Path: "loki.storage.bucketNames", Kept: true, Who: "this platform makes the bucket of this name, and has the key to it", Remedy: "set logs.bucket of the environment"},
		{Path: "loki.storage.use_thanos_objstore", Is: []string{"true"}, Who: "Loki's other client of S3 stores what Spaces does not read back"},
		{Path: "loki.storage.object_store", Kept: true, Who: "the bucket is there, and the key to it is in these variables"},
		{Path: "loki.storage.object_store.s3.insecure", Is: []string{"false", ""}, Who: "Spaces speaks TLS alone"},
		{Path: "defaults.extraEnv", Kept: true, Who: "Loki reads the key to the bucket from these variables"},
		{Path: "loki.schemaConfig.configs", Kept: true, Who: "Loki finds the lines that it stored by the schema of their day: add a later entry, and leave this one"},
		{Path: "write.replicas", LeastAt: "loki.commonConfig.replication_factor", Who: "every line is written to as many writers as there are copies of it"},
		{Path: "write.replicas", LeastAt: "loki.structuredConfig.common.replication_factor", Who: "every line is written to as many writers as there are copies of it"},
		{Path: "write.autoscaling.minReplicas", LeastAt: "loki.commonConfig.replication_factor", If: "write.autoscaling.enabled", Who: "every line is written to as many writers as there are copies of it"},
		{Path: "write.autoscaling.maxReplicas", LeastAt: "loki.commonConfig.replication_factor", If: "write.autoscaling.enabled", Who: "every line is written to as many writers as there are copies of it"},
		{Path: "write.persistence.volumeClaimsEnabled", Is: []string{"true"}, Who: "lines that are not in the bucket yet are gone with the pod", Loses: true},
		{Path: "loki.ingester.wal.enabled", Is: []string{"true"}, Who: "lines that are not in the bucket yet are gone with the pod", Loses: true},
		{Path: "backend.persistence.volumeClaimsEnabled", Is: []string{"true"}, Who: "what is to be deleted is forgotten with the pod", Loses: true},
		{Path: "read.replicas", Least: 1, Who: "nobody would answer Grafana"},
		{Path: "backend.replicas", Least: 1, Who: "nobody would compact the index and delete what is old"},
		{Path: "loki.compactor.retention_enabled", Is: []string{"true"}, Who: "nothing deletes old lines, and the bucket grows for ever", Loses: true},
		{Path: "loki.compactor.delete_request_store", Kept: true, Who: "with retention on, Loki does not start without"},
		{Path: "loki.limits_config.retention_period", Kept: true, Who: "the README goes by spec.environments[].logs.retention", Loses: true, Remedy: "set logs.retention of the environment"},
		{Path: "loki.limits_config.allow_structured_metadata", Is: []string{"true"}, Who: "Alloy sends fields of lines as structured metadata, and Loki would refuse the lines"},
		{Path: "loki.limits_config.max_label_names_per_series", Least: MaxLabelNames, Who: "Alloy gives streams this many labels, and Loki would refuse the lines"},
		{Path: "loki.limits_config.ingestion_rate_mb", Least: 1, Who: "Loki would refuse most lines", Loses: true},
		{Path: "loki.limits_config.max_line_size", Least: 4096, Who: "Loki would refuse longer lines", Loses: true},
		{Path: "monitoring.serviceMonitor.enabled", Is: []string{"true"}, Who: "alerts and dashboards of Loki have no data", Loses: true},
		{Path: "monitoring.rules.enabled", Is: []string{"true"}, Who: "dashboards of Loki read what these rules record", Loses: true},
		{Path: "monitoring.alerts.enabled", Is: []string{"true"}, Who: "nobody is told when Loki fails", Loses: true},
		{Path: "monitoring.dashboards.enabled", Is: []string{"true"}, Who: "nobody sees how Loki does", Loses: true},
		{Path: "lokiCanary.enabled", Is: []string{"true"}, Who: "nothing tells any more whether lines arrive", Loses: true},
	}
	return append(all, structured(all)...)
}

// structured are those of Loki's own configuration where structuredConfig says
// it, which goes over what the other values say.
func structured(all []model.Reliance) []model.Reliance {
	sections := []string{"auth_enabled", "server", "limits_config", "compactor", "ingester"}
	var more []model.Reliance
	for _, r := range all {
		below, ours := strings.CutPrefix(r.Path, "loki.")
		section, _, _ := strings.Cut(below, ".")
		if ours && !r.Kept && slices.Contains(sections, section) {
			r.Path = "loki.structuredConfig." + below
			more = append(more, r)
		}
	}
	return more
}
