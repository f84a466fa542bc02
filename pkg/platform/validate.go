package platform

import (
	"strconv"
	"strings"

	"seamark.dev/seamark/internal/secrets"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// Validate tells everything that is wrong with a completed platform, each
// finding with its field path, value, message and remedy. The codes start with
// config- and are stable. An empty list means that every component can render
// the platform.
func Validate(p Platform) diag.List { return DatabaseEngines().Validate(p) }

// Validate is the function Validate for the engines of the table.
func (t DatabaseTable) Validate(p Platform) diag.List {
	c := checker{engines: t}
	c.platform(p)
	return c.findings
}

func (c *checker) platform(p Platform) {
	c.header(p)
	c.ofPlatform = defaultURL(p.Metadata.Name)
	c.delivery(manifest.Fields("spec", "delivery"), p.Spec.Delivery)
	c.hub(manifest.Fields("spec", "hub"), p.Spec.Hub)
	c.mirrors(manifest.Fields("spec", "mirrors"), p.Spec.Mirrors)
	c.charts(manifest.Fields("spec", "charts"), p.Spec.Charts)
	at := environments()
	if len(p.Spec.Environments) == 0 {
		c.add("config-required", at, "", "at least one environment is required", "add one with name, region and domain")
	}
	for i, e := range p.Spec.Environments {
		c.environment(at.Item(i), e)
	}
	c.across(at, p.Spec.Environments)
	c.adoptedTwice(at, p.Spec.Environments)
	c.networks(at, p.Spec.Environments)
	c.tags(at, p.Spec.Environments)
	c.firewalls(p)
	c.texts(p)
}

// environment checks one environment by itself.
func (c *checker) environment(at manifest.Path, e Environment) {
	c.environmentName(at.Field("name"), e)
	c.token(at.Field("token"), e)
	c.project(at.Field("project"), e.Project)
	c.region(at.Field("region"), e.Region)
	c.cluster(at.Field("cluster"), e)
	c.existing(at, e)
	c.components(at, e)
	c.databases(at.Field("databases"), e)
	c.domain(at.Field("domain"), e.Domain)
	if e.On(stackComponent) {
		c.metrics(at.Field("metrics"), e.Metrics)
	}
	if e.On(lokiComponent) {
		c.logs(at.Field("logs"), e.Logs)
	}
	c.bucket(at.Field("logs").Field("bucket"), e.Logs.Bucket)
	c.receiver(at.Field("alerts").Field("receiver"), e.Alerts.Receiver)
	if e.On(demoComponent) {
		c.demo(at.Field("demo"), e.Demo)
	}
	c.oneOf("config-unknown-deletion-policy", at.Field("deletionPolicy"), string(e.DeletionPolicy), deletionPolicies)
	c.compositions(at.Field("compositions"), e.Compositions)
	c.ownFiles(at.Field("dashboards"), e.Dashboards)
	c.ownFiles(at.Field("rules"), e.Rules)
	c.charts(at.Field("charts"), e.Charts)
	c.manifests(at.Field("manifests"), e.Manifests)
}

// checker collects what the rules find in what was read, or in a platform that
// was made in Go.
type checker struct {
	reading
	engines    DatabaseTable
	ofPlatform string // the address of the repository that the platform's name makes
	findings   diag.List
}

func (c *checker) add(code diag.Code, at manifest.Path, value, message, remedy string) {
	c.tell(at, diag.Finding{Code: code, Value: value, Message: message, Remedy: remedy})
}

func (c *checker) warn(code diag.Code, at manifest.Path, value, message, remedy string) {
	c.tell(at, diag.Finding{Code: code, Severity: diag.Warning, Value: value, Message: message, Remedy: remedy})
}

// tell adds a finding about a field, unless the field could not be read: what
// is said of its zero value would only confuse.
func (c *checker) tell(at manifest.Path, f diag.Finding) {
	if !c.unread(at) {
		f.Where = c.where(at)
		if secrets.Suspicious(f.Value) {
			f.Value, f.Remedy = secrets.Redact(f.Value), "if it is a secret, take it out, and replace it where it is valid: SECRETS.md tells where secrets go"
		}
		c.findings.Add(f)
	}
}

// required reports an empty value and tells whether there is one.
func (c *checker) required(at manifest.Path, value, remedy string) bool {
	if value == "" {
		c.add("config-required", at, "", "is required", remedy)
	}
	return value != ""
}

// oneOf reports a value that is none of the known ones.
func (c *checker) oneOf(code diag.Code, at manifest.Path, value string, known []string) bool {
	if !c.required(at, value, "use "+either(known)) {
		return false
	}
	for _, k := range known {
		if value == k {
			return true
		}
	}
	remedy := ""
	if len(known) > 1 { // of one the rule says it all
		remedy = diag.DidYouMean(value, known)
	}
	c.add(code, at, value, "must be "+either(known), remedy)
	return false
}

// atLeast reports a number below the least.
func (c *checker) atLeast(at manifest.Path, value, least int, why string) {
	if value < least {
		message := "must be at least " + strconv.Itoa(least)
		if why != "" {
			message += ": " + why
		}
		c.add("config-too-small", at, strconv.Itoa(value), message, "")
	}
}

// either is the words as a choice: a, b or c.
func either(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
