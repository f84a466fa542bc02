package alertmanager

// Config is Alertmanager's own configuration file, as far as it is used here.
type Config struct {
	Route        Route      `json:"route"`
	InhibitRules []Inhibit  `json:"inhibit_rules"`
	Receivers    []Receiver `json:"receivers"`
}

// Route says who is told of which alerts, and how they are put together.
type Route struct {
	Receiver       string   `json:"receiver"`
	Matchers       []string `json:"matchers,omitempty"`
	Continue       bool     `json:"continue,omitempty"`
	GroupBy        []string `json:"group_by,omitempty"`
	GroupWait      string   `json:"group_wait,omitempty"`
	GroupInterval  string   `json:"group_interval,omitempty"`
	RepeatInterval string   `json:"repeat_interval,omitempty"`
	Routes         []Route  `json:"routes,omitempty"`
}

// Inhibit keeps alerts quiet while another one fires that explains them.
type Inhibit struct {
	SourceMatchers []string `json:"source_matchers,omitempty"`
	TargetMatchers []string `json:"target_matchers"`
	// Equal are the labels that both must agree in. Two alerts that both lack
	// a label agree in it.
	Equal []string `json:"equal,omitempty"`
}

// Receiver is a name for those who are told together; without any of them it
// swallows what it gets.
type Receiver struct {
	Name      string            `json:"name"`
	Slack     []slackConfig     `json:"slack_configs,omitempty"`
	Email     []emailConfig     `json:"email_configs,omitempty"`
	Webhook   []webhookConfig   `json:"webhook_configs,omitempty"`
	PagerDuty []pagerDutyConfig `json:"pagerduty_configs,omitempty"`
}

type slackConfig struct {
	APIURLFile   string `json:"api_url_file"`
	Channel      string `json:"channel"`
	SendResolved bool   `json:"send_resolved"`
	Title        string `json:"title"`
	Text         string `json:"text"`
}

type emailConfig struct {
	To               string `json:"to"`
	From             string `json:"from"`
	Smarthost        string `json:"smarthost"`
	AuthUsername     string `json:"auth_username,omitempty"`
	AuthPasswordFile string `json:"auth_password_file,omitempty"`
	SendResolved     bool   `json:"send_resolved"`
}

type webhookConfig struct {
	URLFile      string `json:"url_file"`
	SendResolved bool   `json:"send_resolved"`
}

type pagerDutyConfig struct {
	RoutingKeyFile string `json:"routing_key_file"`
	Description    string `json:"description"`
	SendResolved   bool   `json:"send_resolved"`
}
