package hubrules

import (
	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/hubmetrics"
)

// What DigitalOcean answers, as providers repeat it: a text with the status of
// the answer in it. (?s) because Terraform writes several lines.
const (
	refusedToken = `(?s).*\\b(401|403)\\b.*`
	tooOften     = `(?s).*\\b429\\b.*`
	atLimit      = `(?is).*(quota|exceed[a-z]* (the|your) .*limit|reached (the|your) .*(limit|maximum)|limit (has been |was )?(reached|exceeded)).*`
	takenName    = `(?is).*(\\b409\\b|already (exists|taken|in use|being used)|is not available|must be unique|overlaps with).*`
	anyRefusal   = `(?s).*\\b4[0-9][0-9]\\b.*`
)

// cloudResource is by what a resource at DigitalOcean is known.
const cloudResource = "namespace, kind, name, resource"

const ofCloud = "{{ $labels.resource }} of {{ $labels.kind }} {{ $labels.name }} in {{ $labels.namespace }}"

// answered are the conditions of resources at DigitalOcean that say what was
// refused, by those matchers of their message.
func answered(matchers string) string {
	return hubmetrics.MetricCloud + `{status!="True", ` + matchers + `}`
}

// cloud are the alerts on what DigitalOcean answers, each on what the ones
// before do not tell.
func cloud() []alert.Alert {
	const notLimit = `message!~"` + tooOften + `"`
	return []alert.Alert{
		{
			Name:        "DigitalOceanTokenRefused",
			Severity:    alert.Critical,
			Expr:        `count by (namespace) (` + answered(`message=~"`+refusedToken+`"`) + `) > 0`,
			For:         "10m",
			Summary:     "DigitalOcean refuses the credentials of {{ $labels.namespace }}",
			Description: "{{ $value }} resources get 401 or 403. Nothing can be made, changed or watched; the credentials for the cluster expire within a week.",
		},
		{
			Name:        "DigitalOceanRateLimited",
			Severity:    alert.Warning,
			Expr:        `count by (namespace) (` + answered(`message=~"`+tooOften+`"`) + `) > 0`,
			For:         "15m",
			Summary:     "DigitalOcean limits the calls for {{ $labels.namespace }}",
			Description: "{{ $value }} resources get 429: the token has made its 5,000 calls of the hour, or 250 of the minute.",
		},
		{
			Name:        "DigitalOceanQuotaReached",
			Severity:    alert.Warning,
			Expr:        `count by (` + cloudResource + `) (` + answered(`message=~"`+atLimit+`", `+notLimit) + `) > 0`,
			For:         "15m",
			Summary:     "A limit of the account holds back " + ofCloud,
			Description: "DigitalOcean makes no more of its kind until something is deleted or the limit is raised.",
		},
		{
			Name:        "DigitalOceanNameTaken",
			Severity:    alert.Warning,
			Expr:        `count by (` + cloudResource + `) (` + answered(`message=~"`+takenName+`", message!~"`+atLimit+`"`) + `) > 0`,
			For:         "15m",
			Summary:     "The name or range of " + ofCloud + " is taken",
			Description: "DigitalOcean has something else by this name, or a network that overlaps.",
		},
		{
			Name:     "DigitalOceanRefuses",
			Severity: alert.Warning,
			Expr: `count by (` + cloudResource + `) (` + answered(`message=~"`+anyRefusal+`", message!~"`+refusedToken+`", `+notLimit+
				`, message!~"`+atLimit+`", message!~"`+takenName+`"`) + `) > 0`,
			For:         "15m",
			Summary:     "DigitalOcean refuses what is wanted of " + ofCloud,
			Description: "It stays as it is. The answer is in status.cloud.{{ $labels.resource }}.",
		},
	}
}

// clusters are the alerts on the versions of clusters, and on the way to them.
func clusters() []alert.Alert {
	const (
		version = hubmetrics.MetricVersion
		access  = `name=~".+-access"`
		minor   = `([0-9]+[.][0-9]+)[.].*`
	)
	return []alert.Alert{
		{
			Name:     "ClusterUpgraded",
			Severity: alert.Warning,
			// Two versions within two hours.
			Expr:        `count by (namespace, name) (count by (namespace, name, running) (last_over_time(` + version + `{running!=""}[2h]))) > 1`,
			For:         "1m",
			Summary:     "The cluster {{ $labels.name }} was upgraded",
			Description: "Its version is another than two hours ago. DigitalOcean upgrades what it no longer supports, and patches by itself.",
		},
		{
			Name:     "ClusterVersionDiffers",
			Severity: alert.Warning,
			Expr: `label_replace(` + version + `{wanted=~"[0-9]+[.].+", running!=""}, "minor", "$1", "running", "` + minor + `")` +
				` unless on (namespace, name, minor) label_replace(` + version + `, "minor", "$1", "wanted", "([0-9]+[.][0-9]+).*")`,
			For:         "3h",
			Summary:     "The cluster {{ $labels.name }} runs {{ $labels.running }}, not {{ $labels.wanted }}",
			Description: "DigitalOcean has upgraded it beyond the configuration, or an upgrade that the configuration wants has not come about for three hours.",
		},
		{
			Name:     "KubeconfigRenewalFailing",
			Severity: alert.Critical,
			// It is asked for daily and lives for seven days.
			Expr: `(time() - ` + hubmetrics.MetricAsked + `{` + access + `} > 2 * 24 * 3600)` +
				` or (min by (` + resource + `) (` + hubmetrics.MetricCondition + `{kind="DisposableRequest", ` + access + `, type="Synced"}) == 0)`,
			For:         "2h",
			Summary:     "The kubeconfig of {{ $labels.namespace }} is not renewed",
			Description: "It lives for seven days from when it was last taken. Then the engine and Crossplane can no longer reach the cluster.",
		},
	}
}
