package charts

import (
	"embed"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// Contract is what a chart knows of values: the tree of its keys with the types
// they may have. Helm itself does not tell a misspelt key from a known one, and
// most charts have no schema or one that lets everything pass.
//
// A contract is derived from the chart (docs/charts.md tells how) and amended
// by what only reading its templates told. It looks into lists, which Helm
// replaces as a whole, only where they become parts of known objects.
type Contract struct {
	// Chart and Version name the chart it was derived from.
	Chart, Version string
	// Digest is of the chart's files that it was derived from: sha256:….
	Digest string

	root   *contractKey
	images []ImageValue
}

// contractKey is what is known of one value.
type contractKey struct {
	kinds valueKinds
	open  bool // as a map, it takes any key
	below map[string]*contractKey
	traps []*trap
	// types, if any, are those of an object that the value becomes a part of.
	types []reflect.Type
}

//go:embed contracts/*.txt
var contractFiles embed.FS

// contracts are those that are embedded, by the name of the chart, each read
// when it is first asked for.
var contracts = sync.OnceValue(func() map[string]func() (*Contract, error) {
	byName := map[string]func() (*Contract, error){}
	files, _ := contractFiles.ReadDir("contracts") // the compiler put it there
	for _, f := range files {
		chart, _ := strings.CutSuffix(f.Name(), ".txt")
		byName[chart] = sync.OnceValues(func() (*Contract, error) {
			text, err := contractFiles.ReadFile("contracts/" + f.Name())
			if err != nil {
				return nil, err
			}
			return ParseContract(string(text))
		})
	}
	return byName
})

// ContractOf is the contract of a chart: the one that it carries, or the
// embedded one of a chart of its name. It may be of another version than the
// chart's: compare Contract.Version.
func ContractOf(c Chart) (*Contract, bool) {
	if c.Contract != nil {
		return c.Contract, true
	}
	read, ok := contracts()[c.Name]
	if !ok {
		return nil, false
	}
	contract, err := read()
	return contract, err == nil // TestContracts reads them all
}

// ParseContract reads a contract from its text, as cmd/contract writes it: for a
// chart of your own, to be put into Chart.Contract.
func ParseContract(text string) (*Contract, error) {
	contract, err := parseContract(strings.ReplaceAll(text, "\r\n", "\n"))
	if err != nil {
		return nil, err
	}
	if contract.Chart == "" || contract.Version == "" {
		return nil, errors.New("it does not begin with the chart and version that it is the contract of")
	}
	contract.amend(amendments())
	contract.noteImages(imageNotes())
	contract.shape()
	return contract, nil
}

// String is the chart and its version: loki 18.11.0.
func (c *Contract) String() string { return fmt.Sprintf("%s %s", c.Chart, c.Version) }
