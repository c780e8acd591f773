// Command founding plays the year of the founding report's district, of all
// institutions but the matters of residents, and prints what the institutions answer
// about it beside what the report says.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/agenda"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "founding:", err)
		os.Exit(1)
	}
}

// options are what the command is told.
type options struct {
	file string
	year int
	seed uint64
}

func run(ctx context.Context, args []string, out io.Writer) error {
	var o options
	flags := flag.NewFlagSet("founding", flag.ContinueOnError)
	flags.StringVar(&o.file, "sqlite", "", "file of the SQLite database to keep it in, a new one; none: in memory")
	flags.IntVar(&o.year, "year", 2024, "year that is played")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of all chance")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if o.file == "" {
		return play(ctx, o, memory.New(), out)
	}
	ledger, err := sqlite.Open(ctx, o.file)
	if err != nil {
		return err
	}
	defer func() { _ = ledger.Close() }()
	return play(ctx, o, ledger, out)
}

// play plays the year and prints its figures.
func play(ctx context.Context, o options, ledger governance.Ledger, out io.Writer) error {
	org, err := synth.HaicangOf(synth.Founding())
	if err != nil {
		return err
	}
	plan, err := agenda.Founding()
	if err != nil {
		return err
	}
	first, calendar, seed := civil.Of(o.year, time.January, 1), workday.China(), chance.Seed(o.seed)
	began := time.Now()
	stage, err := stored.New(ctx, ledger, org, calendar, nil, first.Start(), seed)
	if err != nil {
		return err
	}
	year, err := agenda.New(plan, org.On(first), calendar, first, seed)
	if err != nil {
		return err
	}
	if err := year.Play(ctx, stage, civil.Of(o.year+1, time.January, 1).Start()); err != nil {
		return err
	}
	took := time.Since(began).Round(10 * time.Millisecond)
	digest, entries, err := stage.Digest(ctx)
	if err != nil {
		return err
	}
	figures, err := agenda.Figures(ctx, stage, first)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "%d年，%d条记载，用时%s，摘要 %s\n\n", o.year, entries, took, digest)
	return table(out, figures)
}

func table(out io.Writer, figures []agenda.Figure) error {
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "指标\t经验汇报\t模拟所得")
	for _, f := range figures {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\n", f.Name, f.Reported, f.Got)
	}
	return t.Flush()
}
