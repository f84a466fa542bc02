package rules

import (
	"regexp"
	"strconv"
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/docs/runbooks"
	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
)

// place is where the page has the sections of the engines of databases.
const place = "<!--databases-->"

// page is what there is to do about all alerts there may be, with those of the
// engines.
func page(engines databases.Table) string {
	var sections []string
	for _, e := range engines {
		sections = append(sections, strings.TrimSpace(e.Runbook))
	}
	return strings.Replace(string(runbooks.Alerts), place, strings.Join(sections, "\n\n"), 1)
}

// runbook is what there is to do about the alerts of a rule, of components that
// are there.
func runbook(engines databases.Table, rule *monitoringv1.PrometheusRule, present declare.Present) string {
	return alert.Runbook(numbered(present.Text(page(engines))), rule)
}

// item is a line of a numbered list.
var item = regexp.MustCompile(`^([0-9]+)\. *(.*)`)

// numbered is a text whose lists lack the items of which an aside left nothing,
// with the rest numbered anew.
func numbered(text string) string {
	var lines []string
	shift := 0
	for _, line := range strings.Split(text, "\n") {
		parts := item.FindStringSubmatch(line)
		if parts == nil {
			lines = append(lines, line)
			continue
		}
		number, _ := strconv.Atoi(parts[1])
		if number == 1 {
			shift = 0
		}
		if parts[2] == "" {
			shift++
			continue
		}
		if shift > 0 {
			line = strconv.Itoa(number-shift) + ". " + parts[2]
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
