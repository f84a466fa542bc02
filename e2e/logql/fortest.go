package logql

import (
	"context"
	"errors"
	"sync"

	"seamark.dev/seamark/internal/assets"
)

var started = sync.OnceValues(func() (*Parser, error) { return Start(context.Background()) })

// ForTest is the parser of all tests of a program. Without Node the test is not
// run, and says that it did not check what is named.
func ForTest(t assets.TestingT, checks string) *Parser {
	t.Helper()
	p, err := started()
	if errors.Is(err, ErrAbsent) {
		assets.Lack(t, "not checked: "+checks+". "+err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}
