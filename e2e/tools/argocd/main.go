// Command argocd is Argo CD's application controller or repo-server, chosen by
// the variable that chooses in Argo CD's own program, or its notifications for a
// single Application. The rest of that (user interface, command line) is left
// out: much of the compile time and no part of reconciling.
package main

import (
	"fmt"
	"maps"
	"os"
	"slices"

	controller "github.com/argoproj/argo-cd/v3/cmd/argocd-application-controller/commands"
	reposerver "github.com/argoproj/argo-cd/v3/cmd/argocd-repo-server/commands"
	"github.com/argoproj/argo-cd/v3/util/log"
	"github.com/spf13/cobra"
	"k8s.io/klog/v2"
)

const variable = "ARGOCD_BINARY_NAME"

var commands = map[string]func() *cobra.Command{
	"argocd-application-controller": controller.NewCommand,
	"argocd-repo-server":            reposerver.NewCommand,
	"argocd-notifications":          notifications,
}

func main() {
	command, ok := commands[os.Getenv(variable)]
	if !ok {
		fmt.Fprintf(os.Stderr, "%s is %q: want one of %s\n", variable, os.Getenv(variable), slices.Sorted(maps.Keys(commands)))
		os.Exit(2)
	}
	klog.SetLogger(log.NewLogrusLogger(log.NewWithCurrentConfig()))
	if command().Execute() != nil {
		os.Exit(1)
	}
}
