package rules

import (
	"regexp"
	"strconv"
	"strings"

	"seamark.dev/seamark/docs/runbooks"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
)

// place is where the page has the sections of the engines of databases.
const place = "<!--databases-->"

// version is a page as one engine delivers it among components.
type version struct {
	commands   declare.Commands
	components string
}

// page is what there is to do about all alerts there may be among components
// that are there.
func (w *watch) page(present declare.Present) string {
	of := version{w.gitops.Commands, present.String()}
	if known, ok := w.pages.Load(of); ok {
		return known.(string)
	}
	text := numbered(present.Text(w.gitops.Text(whole(w.engines))))
	w.pages.Store(of, text)
	return text
}

// whole is the page with all asides and the sections of the engines.
func whole(engines databases.Table) string {
	var sections []string
	for _, e := range engines {
		sections = append(sections, strings.TrimSpace(e.Runbook))
	}
	return strings.Replace(string(runbooks.Alerts), place, strings.Join(sections, "\n\n"), 1)
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
