package charts

import (
	"embed"
	"fmt"
	"sync"
)

// Contract is what a chart knows of values: the tree of its keys with the types
// they may have. Helm itself does not tell a misspelt key from a known one, and
// most charts have no schema or one that lets everything pass.
//
// A contract is derived from the chart (docs/charts.md tells how) and amended
// by what only reading its templates told. It does not look into lists, which
// Helm replaces as a whole.
type Contract struct {
	// Chart and Version name the chart it was derived from.
	Chart, Version string
	// Digest is of the chart's files that it was derived from: sha256:….
	Digest string

	root *contractKey
}

// contractKey is what is known of one value.
type contractKey struct {
	kinds valueKinds
	open  bool // as a map, it takes any key
	below map[string]*contractKey
	traps []*trap
}

//go:embed contracts/*.txt
var contractFiles embed.FS

// contracts are those of the pinned charts, by name, each read when it is first
// asked for.
var contracts = func() map[string]func() *Contract {
	byName := map[string]func() *Contract{}
	for _, c := range Pinned() {
		byName[c.Name] = sync.OnceValue(func() *Contract {
			text, err := contractFiles.ReadFile("contracts/" + c.Name + ".txt")
			if err != nil {
				return nil
			}
			contract, err := parseContract(string(text))
			if err != nil {
				return nil // TestContracts reads them all
			}
			contract.amend(amendments())
			return contract
		})
	}
	return byName
}()

// Pinned are all pinned charts.
func Pinned() []Chart {
	return []Chart{
		Crossplane, KubePrometheusStack, Loki, Alloy, CertManager, ExternalDNS,
		MetricsServer, Demo, PostgresExporter, RedisExporter,
	}
}

// ContractOf is the contract of a chart by its name. It may be of another
// version than the chart's: compare Contract.Version. Charts that are not
// pinned here have none.
func ContractOf(c Chart) (*Contract, bool) {
	read, ok := contracts[c.Name]
	if !ok {
		return nil, false
	}
	contract := read()
	return contract, contract != nil
}

// String is the chart and its version: loki 18.11.0.
func (c *Contract) String() string { return fmt.Sprintf("%s %s", c.Chart, c.Version) }
