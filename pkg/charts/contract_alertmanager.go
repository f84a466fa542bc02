package charts

import monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

// alertmanagerConfig is Alertmanager's own configuration, as deep as it is the
// same for every receiver.
type alertmanagerConfig struct {
	Global            alertmanagerGlobal     `json:"global"`
	Templates         []string               `json:"templates"`
	Route             alertmanagerRoute      `json:"route"`
	InhibitRules      []alertmanagerRule     `json:"inhibit_rules"`
	Receivers         []alertmanagerReceiver `json:"receivers"`
	MuteTimeIntervals []map[string]any       `json:"mute_time_intervals"`
	TimeIntervals     []map[string]any       `json:"time_intervals"`
	Tracing           map[string]any         `json:"tracing"`
	EventRecorder     map[string]any         `json:"event_recorder"`
}

type alertmanagerGlobal struct {
	ResolveTimeout           monitoringv1.Duration `json:"resolve_timeout"`
	HttpConfig               map[string]any        `json:"http_config"`
	JiraApiUrl               string                `json:"jira_api_url"`
	SmtpFrom                 string                `json:"smtp_from"`
	SmtpHello                string                `json:"smtp_hello"`
	SmtpSmarthost            string                `json:"smtp_smarthost"`
	SmtpAuthUsername         string                `json:"smtp_auth_username"`
	SmtpAuthPassword         string                `json:"smtp_auth_password"`
	SmtpAuthPasswordFile     string                `json:"smtp_auth_password_file"`
	SmtpAuthSecret           string                `json:"smtp_auth_secret"`
	SmtpAuthSecretFile       string                `json:"smtp_auth_secret_file"`
	SmtpAuthIdentity         string                `json:"smtp_auth_identity"`
	SmtpRequireTls           bool                  `json:"smtp_require_tls"`
	SmtpTlsConfig            map[string]any        `json:"smtp_tls_config"`
	SmtpForceImplicitTls     bool                  `json:"smtp_force_implicit_tls"`
	SlackApiUrl              string                `json:"slack_api_url"`
	SlackApiUrlFile          string                `json:"slack_api_url_file"`
	SlackAppToken            string                `json:"slack_app_token"`
	SlackAppTokenFile        string                `json:"slack_app_token_file"`
	SlackAppUrl              string                `json:"slack_app_url"`
	PagerdutyUrl             string                `json:"pagerduty_url"`
	OpsgenieApiUrl           string                `json:"opsgenie_api_url"`
	OpsgenieApiKey           string                `json:"opsgenie_api_key"`
	OpsgenieApiKeyFile       string                `json:"opsgenie_api_key_file"`
	WechatApiUrl             string                `json:"wechat_api_url"`
	WechatApiSecret          string                `json:"wechat_api_secret"`
	WechatApiSecretFile      string                `json:"wechat_api_secret_file"`
	WechatApiCorpId          string                `json:"wechat_api_corp_id"`
	VictoropsApiUrl          string                `json:"victorops_api_url"`
	VictoropsApiKey          string                `json:"victorops_api_key"`
	VictoropsApiKeyFile      string                `json:"victorops_api_key_file"`
	TelegramApiUrl           string                `json:"telegram_api_url"`
	TelegramBotToken         string                `json:"telegram_bot_token"`
	TelegramBotTokenFile     string                `json:"telegram_bot_token_file"`
	WebexApiUrl              string                `json:"webex_api_url"`
	RocketchatApiUrl         string                `json:"rocketchat_api_url"`
	RocketchatToken          string                `json:"rocketchat_token"`
	RocketchatTokenFile      string                `json:"rocketchat_token_file"`
	RocketchatTokenId        string                `json:"rocketchat_token_id"`
	RocketchatTokenIdFile    string                `json:"rocketchat_token_id_file"`
	MattermostWebhookUrl     string                `json:"mattermost_webhook_url"`
	MattermostWebhookUrlFile string                `json:"mattermost_webhook_url_file"`
}

type alertmanagerReceiver struct {
	Name       string            `json:"name"`
	Labels     map[string]string `json:"labels"`
	Discord    []map[string]any  `json:"discord_configs"`
	Email      []map[string]any  `json:"email_configs"`
	Incidentio []map[string]any  `json:"incidentio_configs"`
	Pagerduty  []map[string]any  `json:"pagerduty_configs"`
	Slack      []map[string]any  `json:"slack_configs"`
	Webhook    []map[string]any  `json:"webhook_configs"`
	Opsgenie   []map[string]any  `json:"opsgenie_configs"`
	Wechat     []map[string]any  `json:"wechat_configs"`
	Pushover   []map[string]any  `json:"pushover_configs"`
	Victorops  []map[string]any  `json:"victorops_configs"`
	Sns        []map[string]any  `json:"sns_configs"`
	Telegram   []map[string]any  `json:"telegram_configs"`
	Webex      []map[string]any  `json:"webex_configs"`
	Msteams    []map[string]any  `json:"msteams_configs"`
	Msteamsv2  []map[string]any  `json:"msteamsv2_configs"`
	Jira       []map[string]any  `json:"jira_configs"`
	Rocketchat []map[string]any  `json:"rocketchat_configs"`
	Mattermost []map[string]any  `json:"mattermost_configs"`
}

type alertmanagerRoute struct {
	Receiver            string                `json:"receiver"`
	GroupBy             []string              `json:"group_by"`
	GroupWait           monitoringv1.Duration `json:"group_wait"`
	GroupInterval       monitoringv1.Duration `json:"group_interval"`
	RepeatInterval      monitoringv1.Duration `json:"repeat_interval"`
	Matchers            any                   `json:"matchers"`
	Match               map[string]any        `json:"match"`
	MatchRE             map[string]any        `json:"match_re"`
	Continue            bool                  `json:"continue"`
	MuteTimeIntervals   []string              `json:"mute_time_intervals"`
	ActiveTimeIntervals []string              `json:"active_time_intervals"`
	Routes              []alertmanagerRoute   `json:"routes"`
	Labels              map[string]string     `json:"labels"`
}

type alertmanagerRule struct {
	Name           string         `json:"name"`
	SourceMatch    map[string]any `json:"source_match"`
	SourceMatchRE  map[string]any `json:"source_match_re"`
	SourceMatchers any            `json:"source_matchers"`
	TargetMatch    map[string]any `json:"target_match"`
	TargetMatchRE  map[string]any `json:"target_match_re"`
	TargetMatchers any            `json:"target_matchers"`
	Equal          []string       `json:"equal"`
	Sources        any            `json:"sources"`
}
