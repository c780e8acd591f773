package voices_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/voices"
	"github.com/jinlin-project/jinlin/governance/voices/channel"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A resident leaves a message, the community answers within its limit.
func Example() {
	books := districttest.Must(voices.New(nil, ""))
	w, ctx := districttest.Show(memory.New(), books.Shelves()...), context.Background()
	v := districttest.Must(books.Voices.Do(ctx, governance.Request{Actor: w.Actor("resident"), Command: voices.Leave{
		Channel: channel.Board, Place: districttest.Compound, Text: "三号楼路灯不亮", Sender: voices.Sender{Name: "张三"}, Consent: true,
	}}))
	fmt.Println(v.Phase, v.Deadlines[0].Due.Format("01-02"))
	w.Do("community", voices.Kind, v.ID, voices.Respond{Text: "已报修"})
	w.Do("community", voices.Kind, v.ID, voices.Publish{Asked: "路灯不亮", Answer: "已报修"})

	handled := districttest.Must(books.Voices.Ask(ctx, w.Actor("district"), "handled", &governance.FigureParams{}))
	fmt.Printf("%+v\n", handled)
	// Output:
	// open 10-08
	// {Handled:{Num:1 Den:1} InTime:{Num:1 Den:1} Rate:100.00%}
}
