package argocdnotifications

// failure is something that Argo CD finds of an Application.
type failure struct {
	name  string
	alert string
	// when is an expression of expr-lang over the Application, as app.
	when        string
	description string
	critical    bool
	// ofLeaves is told of Applications that make no others.
	ofLeaves bool
	// summary is a format with the Application's name; details sets $detail, as an
	// action of a Go template with Sprig's functions.
	summary, details string
}

// failures are all that is told. Argo CD tries a sync that fails again for ever,
// as its Applications say: it never ends as failed, but is running, and counts.
var failures = []failure{
	{
		name: "sync", alert: "ArgoCDSyncFailing",
		when:        `app.status?.operationState?.phase in ['Error', 'Failed'] or (app.status?.operationState?.phase == 'Running' and (app.status.operationState.retryCount ?? 0) >= 5)`,
		description: "A sync was ended, or has failed five times, which takes about five minutes.",
		summary:     "Argo CD cannot apply %s",
		details:     `$detail := dig "status" "operationState" "message" "" .app`,
	},
	{
		name: "drift", alert: "ArgoCDOutOfSync",
		when: `app.status?.sync?.status == 'OutOfSync' and app.operation == nil and ` +
			`((app.status?.operationState?.operation?.sync?.autoHealAttemptsCount ?? 0) >= 10 or ` +
			`(app.status?.operationState?.phase == 'Succeeded' and ` + minutesSince(`app.status.operationState.finishedAt`) + ` >= 30))`,
		description: "For half an hour it has not been what Git says, although it was applied: somebody else changes it back, or nothing applies it.",
		summary:     "%s is not what Git says",
		details:     `$detail := "It was applied, and differs again. Somebody else may be changing it back."`,
	},
	{
		name: "health", alert: "ArgoCDUnhealthy", ofLeaves: true,
		when:        `app.status?.health?.status == 'Degraded' and ` + minutesSince(`app.status.health.lastTransitionTime`) + ` >= 5`,
		description: "It has been unhealthy for five minutes.",
		summary:     "%s is unhealthy",
		details:     `$detail := "It has been so for five minutes. Argo CD tells what in it is."`,
	},
	{
		name: "unknown", alert: "ArgoCDUnknown", critical: true,
		when: `any(app.status?.conditions ?? [], .type in ['ComparisonError', 'InvalidSpecError', 'UnknownError'] and ` +
			minutesSince(`.lastTransitionTime`) + ` >= 10)`,
		description: "For ten minutes Argo CD has not been able to compare it with Git: commits are not applied, drift is not undone.",
		summary:     "Argo CD cannot compare %s with Git",
		details: `$detail := "" -}}
{{- range dig "status" "conditions" list .app}}{{$detail = printf "%s%s " $detail .message}}{{end`,
	},
}

// minutesSince is the age of a time of the Application.
func minutesSince(field string) string { return `time.Now().Sub(time.Parse(` + field + `)).Minutes()` }

// condition is one of a trigger's.
type condition struct {
	When        string   `json:"when"`
	Description string   `json:"description"`
	Send        []string `json:"send"`
}
