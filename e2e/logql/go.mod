// LogQL for the other modules of the tests, whose parsers and programs it does
// not need.
module seamark.dev/seamark/e2e/logql

go 1.26.5

require seamark.dev/seamark v0.0.0

replace seamark.dev/seamark => ../..
