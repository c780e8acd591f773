package pay_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay"
	"github.com/jinlin-project/jinlin/governance/pay/cadre"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A committee member is paid for a month by the days served and the standard.
func Example() {
	books := districttest.Must(pay.New(nil))
	w, ctx := districttest.Show(memory.New(), books.Shelves()...), context.Background()
	w.Change(orgtree.Appoint{ID: "post", Post: orgtree.Post{
		Kind: orgtree.CommitteeMember, Unit: districttest.Community + "R", Person: "resident", From: civil.MustParse("2024-01-01"),
	}})
	districttest.Must(books.Standards.Do(ctx, governance.Request{Actor: w.Actor("district"), Command: standard.Enact{
		District: districttest.District, Post: standard.Member, Grade: 1, Monthly: governance.MustYuan("3300"), From: civil.MustParse("2024-01-01"), Number: "1",
	}}))
	c := districttest.Must(books.Cadres.Do(ctx, governance.Request{Actor: w.Actor("town"), Command: cadre.Register{
		Person: "resident", Community: districttest.Community, Post: standard.Member, Grade: 1, From: civil.MustParse("2024-09-16"),
	}}))
	w.To(civil.MustParse("2024-10-01").Start()) // the month is over, and time reckons it
	p := districttest.Records[payment.Payment](w, payment.Kind)[0]
	fmt.Println(c.Phase, p.Lines[0].Days, p.Amount)

	rates := districttest.Must(books.Standards.Ask(ctx, w.Actor("resident"), "rates", &standard.RatesOf{District: districttest.District, Post: standard.Member, Grade: 1}))
	fmt.Println(rates)
	// Output:
	// serving 15 1650.00
	// [{2024-01-01 3300.00}]
}
