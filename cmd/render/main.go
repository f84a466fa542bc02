// Command render turns a platform configuration into a complete GitOps
// repository. `render --help` lists what it does.
package main

import "seamark.dev/seamark/internal/cli"

func main() { cli.Main() }
