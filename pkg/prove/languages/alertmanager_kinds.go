package languages

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"seamark.dev/seamark/pkg/manifest"
)

// alertScalar is what a field of a kind wants instead of a value; empty if it is
// right. A value may be a secret, and is not repeated.
func alertScalar(kind string, n *manifest.Node) string {
	if n.Kind() == manifest.KindMap || n.Kind() == manifest.KindList {
		return "a text or a number"
	}
	text := n.Text()
	read, known := alertKinds[kind]
	switch kind {
	case "bool":
		return unless(n.Kind() == manifest.KindBool, "true or false, without quotes,")
	case "int":
		_, err := strconv.ParseInt(text, 10, 64)
		return unless(n.Kind() == manifest.KindNumber && err == nil, "a whole number, without quotes,")
	case "float":
		return unless(n.Kind() == manifest.KindNumber, "a number, without quotes,")
	}
	if known && !read.right(text) {
		return read.wants
	}
	return ""
}

func unless(right bool, wants string) string {
	if right {
		return ""
	}
	return wants
}

// alertKind is a kind of text.
type alertKind struct {
	right func(string) bool
	wants string
}

var alertKinds = map[string]alertKind{
	"duration": {prometheusDuration.MatchString, "a duration, such as 30s or 1h30m,"},
	"go-duration": {func(text string) bool {
		_, err := time.ParseDuration(text)
		return err == nil
	}, "a duration of Go, such as 30s or 1h30m,"},
	"url": {func(text string) bool {
		u, err := url.Parse(text)
		return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" || text == "<secret>"
	}, "an address that begins with http:// or https://"},
	"address": {func(text string) bool {
		return text == "" || hostPort.MatchString(text)
	}, "a host and a port, such as smtp.example.com:587,"},
	"regexp":   {compiles, "a regular expression"},
	"matcher":  {matches, `a matcher, such as severity="critical",`},
	"zone":     {knownZone, "a time zone of the IANA, such as Europe/Berlin,"},
	"tls":      {func(text string) bool { return slices.Contains([]string{"TLS10", "TLS11", "TLS12", "TLS13"}, text) }, "TLS10, TLS11, TLS12 or TLS13"},
	"weekdays": {ranged(namesOf("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")), "a day of the week, or two with a colon between,"},
	"months": {ranged(namesOf("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")), "a month, or two with a colon between,"},
	"days":  {ranged(between(-31, 31)), "a day of the month, or two with a colon between,"},
	"years": {ranged(between(0, 9999)), "a year, or two with a colon between,"},
}

// hostPort is a host and a port or the name of one; an address of IPv6 is in brackets.
var hostPort = regexp.MustCompile(`^(?:[^:\[\]]*|\[[^\[\]]*\]):[^:\[\]]+$`)

func compiles(text string) bool {
	_, err := regexp.Compile("^(?:" + text + ")$")
	return err == nil
}

var matcher = regexp.MustCompile(`^\s*(?:"[^"]+"|[^"={}!~,\s][^={}!~,]*?)\s*(=~|!~|!=|=)\s*(.*?)\s*$`)

// matches reads one matcher, or some with commas between, in braces or not.
func matches(text string) bool {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "{") != strings.HasSuffix(text, "}") && strings.HasPrefix(text, "{") {
		return false
	}
	if strings.HasPrefix(text, "{") {
		text = text[1 : len(text)-1]
	}
	m := matcher.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	value := strings.TrimSuffix(strings.TrimPrefix(m[2], `"`), `"`)
	return !strings.HasSuffix(m[1], "~") || strings.ContainsAny(value, `",\`) || compiles(value)
}

func namesOf(names ...string) func(string) bool {
	return func(text string) bool { return slices.Contains(names, strings.ToLower(text)) }
}

func between(from, to int) func(string) bool {
	return func(text string) bool {
		n, err := strconv.Atoi(text)
		return err == nil && n != 0 && n >= from && n <= to
	}
}

// ranged reads one word, or two with a colon between.
func ranged(word func(string) bool) func(string) bool {
	return func(text string) bool {
		from, to, two := strings.Cut(text, ":")
		return word(from) && (!two || word(to))
	}
}

// alertWords are the fields that are a word of a few.
var alertWords = map[string][]string{
	"telegram.TelegramConfig parse_mode": {"", "Markdown", "MarkdownV2", "HTML"},
	"jira.JiraConfig api_type":           {"auto", "cloud", "datacenter"},
	"config.WechatConfig message_type":   {"text", "markdown"},
}

// alertNeeds are the fields of which one must say something, by type.
var alertNeeds = map[string][][]string{
	"config.Receiver":         {{"name"}},
	"config.TimeInterval":     {{"name"}},
	"config.MuteTimeInterval": {{"name"}},
	"discord.DiscordConfig":   {{"webhook_url", "webhook_url_file"}},
	"config.EmailConfig":      {{"to"}, {"smarthost", "global.smtp_smarthost"}, {"from", "global.smtp_from"}},
	"incidentio.IncidentioConfig": {
		{"url", "url_file"}, {"alert_source_token", "alert_source_token_file", "http_config"},
	},
	"jira.JiraConfig":             {{"project"}, {"issue_type"}, {"api_url", "global.jira_api_url"}},
	"mattermost.MattermostConfig": {{"webhook_url", "webhook_url_file", "global.mattermost_webhook_url", "global.mattermost_webhook_url_file"}},
	"mattermost.MattermostField":  {{"title"}, {"value"}},
	"msteams.MSTeamsConfig":       {{"webhook_url", "webhook_url_file"}},
	"msteamsv2.MSTeamsV2Config":   {{"webhook_url", "webhook_url_file"}},
	"opsgenie.OpsGenieConfig":     {{"api_key", "api_key_file", "global.opsgenie_api_key", "global.opsgenie_api_key_file"}},
	"pagerduty.PagerdutyConfig":   {{"routing_key", "routing_key_file", "service_key", "service_key_file"}},
	"config.PushoverConfig":       {{"user_key", "user_key_file"}, {"token", "token_file"}},
	"config.RocketchatConfig": {
		{"token", "token_file", "global.rocketchat_token", "global.rocketchat_token_file"},
		{"token_id", "token_id_file", "global.rocketchat_token_id", "global.rocketchat_token_id_file"},
	},
	"config.SNSConfig": {{"target_arn", "topic_arn", "phone_number"}},
	"config.SlackConfig": {{
		"api_url", "api_url_file", "app_token", "app_token_file",
		"global.slack_api_url", "global.slack_api_url_file", "global.slack_app_token", "global.slack_app_token_file",
	}},
	"config.SlackAction":            {{"type"}, {"text"}, {"url", "name"}},
	"config.SlackConfirmationField": {{"text"}},
	"config.SlackField":             {{"title"}, {"value"}},
	"telegram.TelegramConfig": {
		{"chat_id", "chat_id_file"}, {"bot_token", "bot_token_file", "global.telegram_bot_token", "global.telegram_bot_token_file"},
	},
	"config.VictorOpsConfig": {{"routing_key"}, {"api_key", "api_key_file", "global.victorops_api_key", "global.victorops_api_key_file"}},
	"config.WebexConfig":     {{"room_id"}, {"http_config"}},
	"webhook.WebhookConfig":  {{"url", "url_file"}},
	"config.WechatConfig": {
		{"api_secret", "api_secret_file", "global.wechat_api_secret", "global.wechat_api_secret_file"}, {"corp_id", "global.wechat_api_corp_id"},
	},
}
