package loki

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/platform"
)

// MaxLabelNames is how many labels a stream may have; Loki rejects the whole
// stream beyond it. It is Loki's own default, written out because the
// collector is tested against it.
const MaxLabelNames = 15

// schemaFrom is the day from which the schema below applies. It must never
// change once a line has been stored: Loki finds what it wrote on a day by the
// schema of that day. A new schema is a further entry with a day in the
// future. The day itself only has to lie before the first roll-out.
const schemaFrom = "2025-06-01"

func configOf(env platform.Environment) config {
	return config{
		AuthEnabled:  false, // one tenant: the environment
		CommonConfig: commonConfig{ReplicationFactor: writeReplicas},
		Storage:      storageOf(env),
		SchemaConfig: schemaConfig{Configs: []periodConfig{{
			From:        schemaFrom,
			Store:       "tsdb",
			ObjectStore: "s3",
			Schema:      "v13",
			Index:       periodIndex{Prefix: "index_", Period: "24h"},
		}}},
		LimitsConfig: limitsOf(env.Logs.Retention),
		Compactor: compactor{
			RetentionEnabled: true,
			// Without a store for delete requests, Loki does not start
			// with retention on.
			DeleteRequestStore:   "s3",
			CompactionInterval:   "10m",
			RetentionDeleteDelay: "2h",
		},
		Ingester: ingester{
			ChunkEncoding: "snappy",
			// The default ceiling is 4GB, as much as a whole node has:
			// half the container's memory limit leaves room to flush.
			WAL: ingesterWAL{FlushOnShutdown: true, ReplayMemoryCeiling: "256MB"},
		},
		Querier: querier{MaxConcurrent: 4},
	}
}

// storageOf is the environment's bucket, through the thanos client.
//
// Loki's own S3 client sends checksums as trailers in 3.7.2 to 3.7.6, which
// stores other than AWS refuse, or worse, store as part of the object. The
// thanos client does not.
func storageOf(env platform.Environment) storage {
	bucket := env.Logs.Bucket
	return storage{
		BucketNames:       bucketNames{Chunks: bucket, Ruler: bucket}, // the chart demands both
		UseThanosObjstore: true,
		ObjectStore: objectStore{Type: "s3", S3: s3{
			// Host only: this client refuses an address with a scheme,
			// and Loki's -verify-config does not notice one.
			Endpoint: env.Region + ".digitaloceanspaces.com",
			// Signatures name a region; Spaces takes this one everywhere.
			Region:          "us-east-1",
			AccessKeyID:     expand(objectstore.KeyAccessKeyID),
			SecretAccessKey: expand(objectstore.KeySecretAccessKey),
			SendContentMD5:  true,
		}},
	}
}

// expand makes Loki put the value of an environment variable in.
func expand(variable string) string { return "${" + variable + "}" }

// credentials are the environment variables that expand refers to.
func credentials() []corev1.EnvVar {
	var vars []corev1.EnvVar
	for _, key := range []string{objectstore.KeyAccessKeyID, objectstore.KeySecretAccessKey} {
		vars = append(vars, corev1.EnvVar{Name: key, ValueFrom: &corev1.EnvVarSource{
			SecretKeyRef: &corev1.SecretKeySelector{
				LocalObjectReference: corev1.LocalObjectReference{Name: objectstore.SecretName},
				Key:                  key,
			},
		}})
	}
	return vars
}

func limitsOf(retention string) limitsConfig {
	return limitsConfig{
		RetentionPeriod:         retention,
		AllowStructuredMetadata: true,
		IngestionRateMB:         8, // default 4; all nodes come back at once after an outage
		IngestionBurstSizeMB:    16,
		PerStreamRateLimit:      "5MB",
		PerStreamRateLimitBurst: "15MB",
		MaxLabelNamesPerSeries:  MaxLabelNames,
	}
}
