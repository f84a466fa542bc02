package ocean

const clusterProviderConfig = `
apiVersion: digitalocean.m.crossplane.io/v1beta1
kind: ClusterProviderConfig
metadata: {name: digitalocean}
spec:
  credentials:
    source: Secret
    secretRef: {namespace: crossplane-system, name: digitalocean-credentials, key: credentials}
`

// managedSpec are the lines that all managed resources share.
const managedSpec = `
spec:
  managementPolicies: [Observe, Create, Update, Delete]
  providerConfigRef: {kind: ClusterProviderConfig, name: digitalocean}
`

const vpcObject = `
apiVersion: vpc.digitalocean.m.crossplane.io/v1alpha1
kind: VPC
metadata: {name: dev}` + managedSpec + `
  forProvider: {name: dev, region: sfo3, ipRange: 10.201.0.0/22}
`

const clusterObject = `
apiVersion: kubernetes.digitalocean.m.crossplane.io/v1alpha1
kind: Cluster
metadata: {name: dev}` + managedSpec + `
  writeConnectionSecretToRef: {name: dev-doks}
  forProvider:
    name: dev
    region: sfo3
    version: 1.34.5-do.6
    autoUpgrade: false
    destroyAllAssociatedResources: true
    tags: [dev]
    vpcUuidRef: {name: dev}
    nodePool: [{name: dev-pool, size: s-2vcpu-4gb, autoScale: true, minNodes: 2, maxNodes: 3}]
`

const poolObject = `
apiVersion: kubernetes.digitalocean.m.crossplane.io/v1alpha1
kind: NodePool
metadata: {name: dev-batch}` + managedSpec + `
  forProvider:
    name: dev-batch
    clusterIdRef: {name: dev}
    size: c-4
    autoScale: true
    minNodes: 0
    maxNodes: 3
    tags: [dev]
    labels: {workload: batch}
    taint: [{key: dedicated, value: batch, effect: NoSchedule}]
`

const databaseObject = `
apiVersion: database.digitalocean.m.crossplane.io/v1alpha1
kind: Cluster
metadata: {name: dev-adservice-pg}` + managedSpec + `
  writeConnectionSecretToRef: {name: adservice-do}
  forProvider:
    name: dev-adservice-pg
    engine: pg
    version: "17"
    region: sfo3
    size: db-s-1vcpu-1gb
    nodeCount: 2
    privateNetworkUuidRef: {name: dev}
`

const firewallObject = `
apiVersion: database.digitalocean.m.crossplane.io/v1alpha1
kind: Firewall
metadata: {name: adservice-firewall}` + managedSpec + `
  forProvider:
    clusterIdSelector: {matchLabels: {}}
    rule: [{type: tag, value: dev}]
`

const sinkObject = `
apiVersion: database.digitalocean.m.crossplane.io/v1alpha1
kind: LogSinkRsyslog
metadata: {name: adservice-sink}
spec:
  managementPolicies: [Observe, Create, Delete]
  providerConfigRef: {kind: ClusterProviderConfig, name: digitalocean}
  writeConnectionSecretToRef: {name: adservice-sink}
  forProvider:
    name: loki-adservice
    clusterIdRef: {name: dev-adservice-pg}
    server: logs.example.com
    port: 6514
    tls: true
    caCertSecretRef: {name: adservice-syslog-ca, key: ca.crt}
`

const bucketObject = `
apiVersion: spaces.digitalocean.m.crossplane.io/v1alpha1
kind: Bucket
metadata: {name: loki-logs, annotations: {crossplane.io/external-name: dev-loki-logs}}` + managedSpec + `
  forProvider: {region: sfo3, acl: private, forceDestroy: false}
`

const logicalObject = `
apiVersion: database.digitalocean.m.crossplane.io/v1alpha1
kind: DB
metadata: {name: adservice-ads}` + managedSpec + `
  forProvider: {name: ads, clusterIdRef: {name: dev-adservice-pg}}
`

const connectionPoolObject = `
apiVersion: database.digitalocean.m.crossplane.io/v1alpha1
kind: ConnectionPool
metadata: {name: adservice-ads}` + managedSpec + `
  writeConnectionSecretToRef: {name: adservice-ads-pool-do}
  forProvider: {name: ads, clusterIdRef: {name: dev-adservice-pg}, mode: transaction, size: 10, dbName: ads, user: ads_app}
`

const settingsObject = `
apiVersion: database.digitalocean.m.crossplane.io/v1alpha1
kind: PostgreSQLConfig
metadata: {name: adservice-settings}
spec:
  managementPolicies: [Observe, Create, Update]
  providerConfigRef: {kind: ClusterProviderConfig, name: digitalocean}
  forProvider: {clusterIdRef: {name: dev-adservice-pg}, workMem: 16, jit: false}
`
