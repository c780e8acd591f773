package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/orgtree"
)

// options are what the program is told.
type options struct {
	db     string
	wanted yearreport.Wanted
	format string
	base   string
	at     time.Time // zero: now
}

// parse reads the arguments. An error is one line that says what is wrong.
func parse(args []string, usage io.Writer) (*options, error) {
	o := &options{}
	var unit, from, to, at string
	flags := flag.NewFlagSet("report", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.db, "db", "sqlite:jinlin.db", "the `database` of a server: sqlite:PATH or postgres://…")
	flags.StringVar(&unit, "unit", "", "the `code` of the district, town or community that reports")
	flags.StringVar(&from, "from", "", "the first `day` of the period, YYYY-MM-DD")
	flags.StringVar(&to, "to", "", "the `day` after its last, YYYY-MM-DD")
	flags.StringVar(&o.format, "format", "md", "`how` it is written: "+strings.Join(names(), ", "))
	flags.StringVar(&o.base, "base", yearreport.Routes, "where queries are asked: the `address` of a server with /v1/ behind it")
	flags.StringVar(&at, "at", "", "the `instant` (RFC 3339) that it is computed at; none is now")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(usage)
		flags.Usage()
		return nil, err
	case err != nil:
		return nil, err
	case flags.NArg() > 0:
		return nil, fmt.Errorf("unexpected argument %q; see -help", flags.Arg(0))
	}
	o.wanted.Unit = orgtree.Code(unit)
	return o, errors.Join(o.days(from, to), o.check(at))
}

func (o *options) days(from, to string) (err error) {
	for _, d := range []struct {
		flag, text string
		into       *civil.Date
	}{{"from", from, &o.wanted.From}, {"to", to, &o.wanted.To}} {
		day, wrong := civil.ParseDate(d.text)
		if wrong != nil {
			err = errors.Join(err, fmt.Errorf("invalid value %q for flag -%s: not a day such as 2024-01-01;", d.text, d.flag))
		}
		*d.into = day
	}
	return err
}

func (o *options) check(at string) (err error) {
	if o.wanted.Unit == "" {
		err = errors.New("-unit is required;")
	}
	if formats[o.format] == nil {
		err = errors.Join(err, fmt.Errorf("invalid value %q for flag -format: not one of %s;", o.format, strings.Join(names(), ", ")))
	}
	if at == "" {
		return err
	}
	instant, wrong := time.Parse(time.RFC3339, at)
	if wrong != nil {
		err = errors.Join(err, fmt.Errorf("invalid value %q for flag -at: not an instant such as 2025-01-06T09:00:00+08:00;", at))
	}
	o.at = instant
	return err
}
