package loki

// config is the part of the values that becomes Loki's own configuration file.
type config struct {
	AuthEnabled  bool         `json:"auth_enabled"`
	CommonConfig commonConfig `json:"commonConfig"`
	Analytics    analytics    `json:"analytics"`
	Storage      storage      `json:"storage"`
	SchemaConfig schemaConfig `json:"schemaConfig"`
	LimitsConfig limitsConfig `json:"limits_config"`
	Compactor    compactor    `json:"compactor"`
	Ingester     ingester     `json:"ingester"`
	Querier      querier      `json:"querier"`
}

type commonConfig struct {
	ReplicationFactor int `json:"replication_factor"`
}

type analytics struct {
	ReportingEnabled bool `json:"reporting_enabled"`
}

type storage struct {
	BucketNames       bucketNames `json:"bucketNames"`
	UseThanosObjstore bool        `json:"use_thanos_objstore"`
	ObjectStore       objectStore `json:"object_store"`
}

type bucketNames struct {
	Chunks string `json:"chunks"`
	Ruler  string `json:"ruler"`
}

type objectStore struct {
	Type string `json:"type"`
	S3   s3     `json:"s3"`
}

type s3 struct {
	Endpoint        string `json:"endpoint"`
	Region          string `json:"region"`
	AccessKeyID     string `json:"access_key_id"`
	SecretAccessKey string `json:"secret_access_key"`
	SendContentMD5  bool   `json:"send_content_md5"`
}

type schemaConfig struct {
	Configs []periodConfig `json:"configs"`
}

type periodConfig struct {
	From        string      `json:"from"`
	Store       string      `json:"store"`
	ObjectStore string      `json:"object_store"`
	Schema      string      `json:"schema"`
	Index       periodIndex `json:"index"`
}

type periodIndex struct {
	Prefix string `json:"prefix"`
	Period string `json:"period"`
}

type limitsConfig struct {
	RetentionPeriod         string `json:"retention_period"`
	AllowStructuredMetadata bool   `json:"allow_structured_metadata"`
	IngestionRateMB         int    `json:"ingestion_rate_mb"`
	IngestionBurstSizeMB    int    `json:"ingestion_burst_size_mb"`
	PerStreamRateLimit      string `json:"per_stream_rate_limit"`
	PerStreamRateLimitBurst string `json:"per_stream_rate_limit_burst"`
	MaxLabelNamesPerSeries  int    `json:"max_label_names_per_series"`
}

type compactor struct {
	RetentionEnabled     bool   `json:"retention_enabled"`
	DeleteRequestStore   string `json:"delete_request_store"`
	CompactionInterval   string `json:"compaction_interval"`
	RetentionDeleteDelay string `json:"retention_delete_delay"`
}

type ingester struct {
	ChunkEncoding string      `json:"chunk_encoding"`
	WAL           ingesterWAL `json:"wal"`
}

type ingesterWAL struct {
	FlushOnShutdown     bool   `json:"flush_on_shutdown"`
	ReplayMemoryCeiling string `json:"replay_memory_ceiling"`
}

type querier struct {
	MaxConcurrent int `json:"max_concurrent"`
}
