// Package findings is every code that a finding of this project may carry, for
// the page that documents them.
package findings

import (
	"cmp"
	"slices"

	"seamark.dev/seamark/internal/recovery"
	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/own"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/fields"
	"seamark.dev/seamark/pkg/prove/fit"
	"seamark.dev/seamark/pkg/prove/languages"
	"seamark.dev/seamark/pkg/prove/leaks"
	"seamark.dev/seamark/pkg/prove/links"
	"seamark.dev/seamark/pkg/prove/mirrors"
	"seamark.dev/seamark/pkg/prove/names"
	"seamark.dev/seamark/pkg/prove/objects"
	"seamark.dev/seamark/pkg/prove/order"
	"seamark.dev/seamark/pkg/prove/overrides"
	"seamark.dev/seamark/pkg/prove/pins"
	"seamark.dev/seamark/pkg/prove/rates"
	"seamark.dev/seamark/pkg/prove/relied"
	"seamark.dev/seamark/pkg/prove/values"
	"seamark.dev/seamark/pkg/tree"
)

// All are the documented codes, sorted.
func All() []diag.Doc {
	all := slices.Concat(
		platform.Codes(), order.Codes(), links.Codes(), names.Codes(), leaks.Codes(), values.Codes(),
		fields.Codes(), fit.Codes(), languages.Codes(), mirrors.Codes(), objects.Codes(), overrides.Codes(), own.Codes(), pins.Codes(), rates.Codes(), relied.Codes(), argocd.Codes(), flux.Codes(), tree.Codes(), recovery.Codes(), schemas.Codes(),
	)
	slices.SortFunc(all, func(a, b diag.Doc) int { return cmp.Compare(a.Code, b.Code) })
	return all
}
