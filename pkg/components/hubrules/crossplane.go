package hubrules

import (
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/hubmetrics"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/declare"
)

// target is a job, and where it has several a package of it.
type target struct{ job, pkg string }

// targets are what must be scraped, each by at least one pod.
func targets(engine []declare.Target) []target {
	all := []target{{job: hubmetrics.JobCrossplane}, {job: hubmetrics.JobState}}
	for _, name := range packages.ProviderNames() {
		all = append(all, target{hubmetrics.JobProviders, name})
	}
	all = append(all, target{hubmetrics.JobFunctions, packages.FunctionName()})
	for _, t := range engine {
		all = append(all, target{job: t.Job})
	}
	return all
}

// down is true for a target that nobody answers for, or that nobody knows.
func down(all []target) string {
	var jobs, absent []string
	for _, t := range all {
		if !slices.Contains(jobs, t.job) {
			jobs = append(jobs, t.job)
		}
		labels := `job="` + t.job + `"`
		if t.pkg != "" {
			labels += fmt.Sprintf(`, %s=%q`, hubmetrics.LabelPackage, t.pkg)
		}
		absent = append(absent, `absent(up{`+labels+`})`)
	}
	return `max by (job, package) (up{job=~"` + strings.Join(jobs, "|") + `"}) == 0 or ` + strings.Join(absent, " or ")
}

// crossplane are the alerts on Crossplane itself and its packages.
func crossplane(engine []declare.Target) []alert.Alert {
	const responses = "function_run_function_response_total"
	return []alert.Alert{
		{
			Name:        "HubTargetDown",
			Severity:    alert.Critical,
			Expr:        down(targets(engine)),
			For:         "15m",
			Summary:     "{{ $labels.job }}{{ with $labels.package }} {{ . }}{{ end }} cannot be scraped on the hub",
			Description: "It does not run, or its Prometheus does not know of it. What it does stands still, or nobody sees whether it does.",
		},
		{
			Name:        "CrossplanePackageUnhealthy",
			Severity:    alert.Critical,
			Expr:        `min by (kind, name) (` + hubmetrics.MetricCondition + `{group="pkg.crossplane.io", type=~"Healthy|Installed"}) == 0`,
			For:         "15m",
			Summary:     "The {{ $labels.kind }} {{ $labels.name }} is not healthy",
			Description: "Crossplane cannot install or run it. Nothing that it is responsible for is made, changed or watched.",
		},
		{
			Name:     "CrossplaneProviderRestarting",
			Severity: alert.Warning,
			// A provider that dies while it creates something forgets it.
			Expr:        `sum by (package) (changes(process_start_time_seconds{job="` + hubmetrics.JobProviders + `"}[1h])) > 2`,
			For:         "5m",
			Summary:     "The provider {{ $labels.package }} restarts again and again",
			Description: "It restarted {{ $value }} times within an hour. What it was creating then may exist at DigitalOcean unknown to Crossplane.",
		},
		{
			Name:        "CompositionFunctionFailing",
			Severity:    alert.Warning,
			Expr:        `sum by (function_name) (rate(` + responses + `{grpc_code!="OK"}[5m]) or rate(` + responses + `{result_severity="Fatal"}[5m])) > 0`,
			For:         "15m",
			Summary:     "The function {{ $labels.function_name }} fails",
			Description: "Composite resources are not composed anew: changes of the configuration do not reach DigitalOcean.",
		},
	}
}
