package platform

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// settings checks the settings of a database against the table of its engine.
func (c *checker) settings(at manifest.Path, given map[string]any, facts DatabaseFacts) {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		at := at.Field(name)
		setting, known := facts.Setting(name)
		switch {
		case !known:
			c.add("config-unknown-setting", at, "", facts.Title+" has no such setting, or DigitalOcean lets nobody choose it", remedies(diag.DidYouMean(name, facts.settingNames()), "docs/databases.md lists those there are"))
		case setting.Refused != "":
			c.add("config-unknown-setting", at, "", "cannot be set here: "+setting.Refused, "")
		default:
			if rule := setting.refuse(given[name]); rule != "" {
				c.add("config-invalid-setting", at, fmt.Sprint(given[name]), rule, "")
			}
		}
	}
}

// settingNames are the names of the settings that can be chosen.
func (f DatabaseFacts) settingNames() []string {
	var names []string
	for _, s := range f.Settings {
		if s.Refused == "" {
			names = append(names, s.Name)
		}
	}
	return names
}

// refuse is why a value cannot be that of the setting; empty if it can.
func (s Setting) refuse(value any) string {
	switch s.Kind {
	case SwitchSetting:
		on, is := value.(bool)
		switch {
		case !is:
			return "must be true or false"
		case !on && !s.Zero:
			return "cannot be false: the provider leaves it out then, as if nothing were said"
		}
		return ""
	case TextSetting:
		return s.refuseText(value)
	default:
		return s.refuseNumber(value)
	}
}

func (s Setting) refuseText(value any) string {
	text, is := value.(string)
	switch {
	case !is:
		return "must be a string"
	case len(s.Values) > 0 && !slices.Contains(s.Values, text):
		return "must be " + either(s.Values)
	case len(s.Values) == 0 && (!regexp.MustCompile(s.Pattern).MatchString(text) || float64(len(text)) > s.Most):
		return fmt.Sprintf("must match %s, with at most %g characters", s.Pattern, s.Most)
	}
	return ""
}

func (s Setting) refuseNumber(value any) string {
	var number float64
	switch v := value.(type) {
	case int:
		number = float64(v)
	case float64:
		if s.Kind == WholeSetting {
			return "must be a whole number"
		}
		number = v
	default:
		return "must be a number"
	}
	switch {
	case number < s.Least || number > s.Most:
		return "must be " + s.Range()
	case number == 0 && !s.Zero:
		return "cannot be 0: the provider leaves it out then, as if nothing were said"
	}
	return ""
}

// Takes is what the setting takes, in words.
func (s Setting) Takes() string {
	var words string
	switch {
	case s.Kind == SwitchSetting && !s.Zero:
		return "true"
	case s.Kind == SwitchSetting:
		return "true or false"
	case len(s.Values) > 0:
		return either(s.Values)
	case s.Kind == TextSetting:
		return "a text"
	case s.Kind == WholeSetting:
		words = "whole, " + s.Range()
	default:
		words = s.Range()
	}
	if s.Least <= 0 && s.Most > 0 && !s.Zero {
		words += ", but for 0"
	}
	if s.Sticky {
		words += "; is never lowered"
	}
	return words
}

// Range is the range of a number in words.
func (s Setting) Range() string {
	bound := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
	words := "from " + bound(s.Least) + " to " + bound(s.Most)
	if s.Unit != "" {
		words += " " + s.Unit
	}
	return words
}
