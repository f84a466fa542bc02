// Package digitalocean holds the managed resources of
// provider-upjet-digitalocean that the platform is made of, with the fields we
// set. All are namespaced (*.digitalocean.m.crossplane.io).
//
// The types follow the provider's CRDs: numbers are OpenAPI numbers, blocks
// that Terraform nests are lists. initProvider is left out on purpose: version
// 1.0.1 accepts it and then ignores it.
package digitalocean

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// The kinds of this package. Two of them are called Cluster upstream.
var (
	KindVPC                    = metav1.TypeMeta{APIVersion: "vpc.digitalocean.m.crossplane.io/v1alpha1", Kind: "VPC"}
	KindKubernetesCluster      = metav1.TypeMeta{APIVersion: "kubernetes.digitalocean.m.crossplane.io/v1alpha1", Kind: "Cluster"}
	KindNodePool               = metav1.TypeMeta{APIVersion: "kubernetes.digitalocean.m.crossplane.io/v1alpha1", Kind: "NodePool"}
	KindDatabaseCluster        = metav1.TypeMeta{APIVersion: "database.digitalocean.m.crossplane.io/v1alpha1", Kind: "Cluster"}
	KindDatabaseFirewall       = metav1.TypeMeta{APIVersion: "database.digitalocean.m.crossplane.io/v1alpha1", Kind: "Firewall"}
	KindDatabaseDB             = metav1.TypeMeta{APIVersion: "database.digitalocean.m.crossplane.io/v1alpha1", Kind: "DB"}
	KindDatabaseConnectionPool = metav1.TypeMeta{APIVersion: "database.digitalocean.m.crossplane.io/v1alpha1", Kind: "ConnectionPool"}
	KindPostgreSQLConfig       = metav1.TypeMeta{APIVersion: "database.digitalocean.m.crossplane.io/v1alpha1", Kind: "PostgreSQLConfig"}
	KindMySQLConfig            = metav1.TypeMeta{APIVersion: "database.digitalocean.m.crossplane.io/v1alpha1", Kind: "MySQLConfig"}
	KindValkeyConfig           = metav1.TypeMeta{APIVersion: "database.digitalocean.m.crossplane.io/v1alpha1", Kind: "ValkeyConfig"}
	KindLogSinkRsyslog         = metav1.TypeMeta{APIVersion: "database.digitalocean.m.crossplane.io/v1alpha1", Kind: "LogSinkRsyslog"}
	KindBucket                 = metav1.TypeMeta{APIVersion: "spaces.digitalocean.m.crossplane.io/v1alpha1", Kind: "Bucket"}
	KindClusterProviderConfig  = metav1.TypeMeta{APIVersion: "digitalocean.m.crossplane.io/v1beta1", Kind: "ClusterProviderConfig"}
)
