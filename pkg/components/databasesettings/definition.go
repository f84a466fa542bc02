package databasesettings

import (
	"fmt"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// Definition is the kind DatabaseSettings, for the engines that have settings.
func Definition(engines platform.DatabaseTable) compose.Definition {
	spec := manageddatabase.PartSpec("The desired settings.", engines.WithSettings(), map[string]apiextensions.Schema{
		"settings": settings(engines),
	})
	// There is nothing to take over, and nothing to delete.
	delete(spec.Properties, "databaseID")
	delete(spec.Properties, "deletionPolicy")
	spec.Validations = append(spec.Validations, manageddatabase.NamesComposition())
	for _, facts := range engines.WithSettings() {
		spec.Validations = append(spec.Validations, apiextensions.Rule{
			Rule:    fmt.Sprintf("has(self.settings.%[1]s) == (self.engine == '%[1]s')", facts.Engine),
			Message: fmt.Sprintf("settings.%s is for the engine %s, and for no other", facts.Engine, facts.Engine),
		})
	}
	return compose.Definition{
		Kind:        seamark.KindDatabaseSettings,
		Names:       apiextensions.Names{Plural: "databasesettings", Singular: "databasesettings"},
		Description: "Settings of the engine of a ManagedDatabase. One that is taken out stays as it was set.",
		Spec:        spec,
		Status: apiextensions.Schema{
			Description: "The settings as last observed.",
			Properties:  map[string]apiextensions.Schema{"id": compose.Observed("string", "ID for Terraform.")},
		},
		Cloud: []string{"settings"},
		Rules: []apiextensions.Rule{compose.Named()},
		Columns: []apiextensions.PrinterColumn{
			compose.Column("Of", "string", ".spec.database", "ManagedDatabase that they are of."),
			compose.Column("Engine", "string", ".spec.engine", "Database program."),
		},
	}
}

// settings has a field for each engine, with the fields of the managed resource
// that takes its settings.
func settings(engines platform.DatabaseTable) apiextensions.Schema {
	s := apiextensions.Schema{Type: "object", Description: "The settings, below the name of the engine.", Properties: map[string]apiextensions.Schema{}}
	for _, facts := range engines.WithSettings() {
		of := apiextensions.Schema{Type: "object", Description: "Settings of " + facts.Title + ".", Properties: map[string]apiextensions.Schema{}}
		for _, setting := range facts.Settings {
			if setting.Refused == "" {
				of.Properties[setting.Field()] = schema(setting)
			}
		}
		s.Properties[string(facts.Engine)] = of
	}
	return s
}

func schema(of platform.Setting) apiextensions.Schema {
	s := apiextensions.Schema{Type: string(of.Kind), Description: of.Name}
	switch of.Kind {
	case platform.WholeSetting, platform.NumberSetting:
		s.Minimum, s.Maximum = new(int64(of.Least)), new(int64(of.Most))
		s.Description += ", " + of.Range()
	case platform.TextSetting:
		s.Enum, s.Pattern = of.Values, of.Pattern
		if of.Pattern != "" {
			s.MaxLength = new(int64(of.Most))
		}
	}
	if of.Sticky {
		s.Description += "; it can be raised and never lowered"
	}
	s.Description += "."
	return s
}
