// Command embed uses jinlin as a library: a tiny district in memory, without a
// server. A resident reports a matter, the community whistles, and the law says
// by when the town must have dealt with it.
package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
)

func main() { run(context.Background(), os.Stdout) }

func run(ctx context.Context, out io.Writer) {
	now := time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone) // a Friday before a week of holidays
	cases, board := must(casework.New(nil)), must(notice.New())
	must(governance.Assemble(governance.Ports{
		Ledger: memory.New(), Now: func() time.Time { return now }, Entropy: rand.Reader, Directory: district{},
	}, cases.Shelf, board.Shelf))

	matter := must(cases.Do(ctx, governance.Request{Actor: resident, Command: casework.Report{
		Title: "路灯不亮", Text: "三号楼前", Place: casework.Place{Unit: "350205001001"}}}))
	must(cases.Do(ctx, governance.Request{Actor: worker, ID: matter.ID, Command: casework.Verify{}}))
	matter = must(cases.Do(ctx, governance.Request{Actor: worker, ID: matter.ID, Command: casework.Whistle{Reason: "超出社区职能"}}))

	for _, d := range matter.Deadlines {
		if d.Open() {
			fmt.Fprintf(out, "%s: %s until %s\n", matter.Serial, d.Name, d.Due.In(civil.Zone).Format(time.DateTime))
		}
	}
}

// must ends the program with what went wrong.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
