package charts

import monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

// alertmanagerConfig is Alertmanager's own configuration, as deep as it is the
// same for every receiver.
type alertmanagerConfig struct {
	Global            map[string]any     `json:"global"`
	Templates         []string           `json:"templates"`
	Route             alertmanagerRoute  `json:"route"`
	InhibitRules      []alertmanagerRule `json:"inhibit_rules"`
	Receivers         []map[string]any   `json:"receivers"`
	MuteTimeIntervals []map[string]any   `json:"mute_time_intervals"`
	TimeIntervals     []map[string]any   `json:"time_intervals"`
	Tracing           map[string]any     `json:"tracing"`
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
