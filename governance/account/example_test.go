package account_test

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/account"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// The district opens the account of a compound's Party branch; coverage follows.
func Example() {
	book := districttest.Must(account.New(nil))
	w, ctx := districttest.Show(memory.New(), book.Shelf), context.Background()
	a := districttest.Must(book.Do(ctx, governance.Request{Actor: w.Actor("district"), Command: account.Open{
		Unit: "P350205001001001", Holder: w.Person("compound"),
	}}))
	fmt.Println(a.Phase, a.Unit)

	params, _ := book.NewParams("coverage") // what a request's parameters are decoded into
	if err := json.Unmarshal([]byte(`{"unit":"350205001001"}`), params); err != nil {
		fmt.Println(err)
	}
	coverage := districttest.Must(book.Ask(ctx, w.Actor("district"), "coverage", params))
	for _, row := range coverage.(*governance.Listing).Rows {
		fmt.Println(row)
	}
	// Output:
	// held P350205001001001
	// [P350205001001 中共海沧社区委员会 none]
	// [P350205001001001 紫金家园党支部 held]
}
