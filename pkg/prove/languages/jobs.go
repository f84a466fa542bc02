package languages

import (
	"strings"

	"github.com/robfig/cron/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// job reads when a CronJob runs.
func (c *linguist) job(o *inventory.Object) {
	spec, _ := o.Node.Get("spec")
	for _, f := range spec.Fields() {
		c.times(o.At.Below(manifest.Fields("spec", f.Name)), f.Name, f.Value)
	}
}

// times reads a field that says when something runs: of a CronJob, or a value of
// a chart that makes one.
func (c *linguist) times(at inventory.Place, name string, value *manifest.Node) {
	if value.Kind() != manifest.KindString || templated(value.Text()) {
		return
	}
	switch name {
	case "schedule":
		c.text(at, "schedule", readSchedule, value.Text())
	case "timeZone":
		c.text(at, "zone", readZone, value.Text())
	}
}

// readSchedule reads a schedule with the parser that Kubernetes has.
func readSchedule(text string) diag.List {
	f := diag.Finding{Code: "language-schedule", Value: text}
	if strings.Contains(text, "TZ") {
		f.Message, f.Remedy = "Kubernetes takes no time zone in a schedule", "write it in timeZone"
		return diag.List{f}
	}
	if _, err := cron.ParseStandard(text); err != nil {
		f.Message, f.Remedy = "Kubernetes refuses the schedule: "+err.Error(), "write minute, hour, day, month and day of the week, such as 0 3 * * *"
		return diag.List{f}
	}
	return nil
}

// readZone reads the time zone of a CronJob, for which Local is none.
func readZone(text string) diag.List {
	if knownZone(text) {
		return nil
	}
	return diag.List{{
		Code: "language-schedule", Value: text, Message: "not a time zone of the IANA, such as Europe/Berlin", Remedy: diag.DidYouMean(text, zones()),
	}}
}
