// Command recover writes into a platform configuration the IDs of what exists at
// DigitalOcean, so that a new hub takes it over: see docs/runbooks/recover.md.
// It is the only program here that uses the network, and apart from render for
// that.
package main

import (
	"context"
	"os"
	"os/signal"

	"seamark.dev/seamark/internal/recovery"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := recovery.Run(ctx, recovery.Process{Args: os.Args[1:], Getenv: os.Getenv, Stdout: os.Stdout, Stderr: os.Stderr})
	stop()
	os.Exit(code)
}
