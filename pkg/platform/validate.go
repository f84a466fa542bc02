package platform

import (
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// Validate tells everything that is wrong with a completed platform, each
// finding with its field path, value, message and remedy. The codes start with
// config- and are stable. An empty list means that every component can render
// the platform.
func Validate(p Platform) diag.List {
	var c checker
	c.header("", p)
	c.delivery("spec.delivery", p.Spec.Delivery)
	c.mirrors("spec.mirrors", p.Spec.Mirrors)
	const environments path = "spec.environments"
	if len(p.Spec.Environments) == 0 {
		c.add("config-required", environments, "", "at least one environment is required", "add one with name, region and domain")
	}
	for i, e := range p.Spec.Environments {
		c.environment(environments.index(i), e)
	}
	c.across(environments, p.Spec.Environments)
	c.networks(environments, p.Spec.Environments)
	return c.findings
}

// environment checks one environment by itself.
func (c *checker) environment(at path, e Environment) {
	c.environmentName(at.field("name"), e)
	c.region(at.field("region"), e.Region)
	c.cluster(at.field("cluster"), e)
	c.existing(at, e)
	c.databases(at.field("databases"), e.Databases)
	c.domain(at.field("domain"), e.Domain)
	c.metrics(at.field("metrics"), e.Metrics)
	c.logs(at.field("logs"), e.Logs)
	c.receiver(at.field("alerts").field("receiver"), e.Alerts.Receiver)
	c.demo(at.field("demo"), e.Demo)
	c.oneOf("config-unknown-deletion-policy", at.field("deletionPolicy"), string(e.DeletionPolicy), deletionPolicies)
}

// checker collects what the rules find.
type checker struct{ findings diag.List }

func (c *checker) add(code diag.Code, at path, value, message, remedy string) {
	c.findings.Add(diag.Finding{
		Code: code, Where: diag.Where{Path: string(at)}, Value: value, Message: message, Remedy: remedy,
	})
}

func (c *checker) warn(code diag.Code, at path, value, message, remedy string) {
	c.findings.Add(diag.Finding{
		Code: code, Severity: diag.Warning, Where: diag.Where{Path: string(at)}, Value: value, Message: message, Remedy: remedy,
	})
}

// required reports an empty value and tells whether there is one.
func (c *checker) required(at path, value, remedy string) bool {
	if value == "" {
		c.add("config-required", at, "", "is required", remedy)
	}
	return value != ""
}

// oneOf reports a value that is none of the known ones.
func (c *checker) oneOf(code diag.Code, at path, value string, known []string) bool {
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
func (c *checker) atLeast(at path, value, least int, why string) {
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
