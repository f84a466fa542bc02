// Command crossplane-cli is `crossplane xpkg` and nothing else: what builds and
// pushes Crossplane packages.
//
// It runs the commands that Crossplane's own command line runs. The rest of that
// (projects, rendering, clusters made by kind) is left out: it is much of the
// compile time and no part of a package.
package main

import (
	"github.com/alecthomas/kong"
	"github.com/crossplane/cli/v2/cmd/crossplane/xpkg"
	"github.com/crossplane/crossplane-runtime/v2/pkg/logging"
)

func main() {
	var line struct {
		XPKG xpkg.Cmd `cmd:"" name:"xpkg"`
	}
	ctx := kong.Parse(&line, kong.Name("crossplane"), kong.UsageOnError(), kong.BindTo(logging.NewNopLogger(), (*logging.Logger)(nil)))
	ctx.FatalIfErrorf(ctx.Run())
}
