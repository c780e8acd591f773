package districttest

import (
	"context"
	"fmt"
	"testing"

	"github.com/jinlin-project/jinlin/governance"
)

// Example is a district for a runnable example, which has no test to fail: there
// what goes wrong panics.
func Example(ledger governance.Ledger, shelves ...*governance.Shelf) *World {
	return New(example{}, ledger, shelves...)
}

// example stands for the test that an example has not.
type example struct{ testing.TB }

func (example) Helper() {}

func (example) Name() string { return "the example" }

func (example) Context() context.Context { return context.Background() }

func (example) Errorf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func (example) FailNow() { panic("the example has failed") }
