package httpapi_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http/httptest"
	"time"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// empty is the directory of an organisation without units.
type empty struct{}

func (empty) Tree(_ context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	return orgtree.New().On(day), nil, nil
}

func (empty) Refresh(context.Context) error { return nil }

// A handler needs an office; the shelves of institutions follow the ports, and
// each brings its routes. What needs no institution is there already.
func ExampleNew() {
	office, err := governance.Assemble(governance.Ports{
		Ledger: memory.New(), Now: time.Now, Entropy: rand.Reader, Directory: empty{},
	})
	if err != nil {
		panic(err)
	}
	handler, err := httpapi.New(office, httpapi.Options{})
	if err != nil {
		panic(err)
	}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest("GET", "/v1/units/350205", nil))
	fmt.Println(answer.Code, answer.Header().Get("Content-Type"), answer.Header().Get("Content-Language"))
	// Output: 404 application/problem+json zh-CN
}
