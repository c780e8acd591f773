package districttest

import (
	"context"
	"fmt"
	"testing"

	"github.com/jinlin-project/jinlin/governance"
)

// Show assembles institutions in a district for an example, which has no test to
// report to: what goes wrong there panics.
func Show(ledger governance.Ledger, shelves ...*governance.Shelf) *World {
	return New(shown{}, ledger, shelves...)
}

// Must is a value of an example that cannot fail.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// shown is what an example has in place of a test.
type shown struct{ testing.TB }

func (shown) Helper() {}

func (shown) Context() context.Context { return context.Background() }

func (shown) Errorf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func (shown) FailNow() { panic("failed") }
