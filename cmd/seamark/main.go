// Command seamark is command render under the name of the project.
package main

import "seamark.dev/seamark/internal/cli"

func main() { cli.Main() }
