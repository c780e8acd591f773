package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/schollz/progressbar/v3"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/examples/simulate/agenda"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/invariant"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/examples/simulate/summary"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// simulate runs a scenario and writes what came of it.
func (set *settings) simulate(ctx context.Context, s *scenario.Scenario, stderr io.Writer) ([]byte, error) {
	plan := &engine.Plan{Scenario: s, Scale: int(set.scale), Jobs: set.jobs}
	var err error
	if plan.Places, err = set.places(s); err != nil {
		return nil, err
	}
	laws, err := invariant.New(s)
	if err != nil {
		return nil, err
	}
	if set.watch {
		plan.Watch = laws.Watch
	}
	bar := progress(stderr, s.Title)
	plan.Progress = func(done, of int64) {
		bar.ChangeMax64(of)
		_ = bar.Add(1) // a bar that cannot be drawn stops nothing
	}
	var out *engine.Result
	if set.db == "" {
		out, err = plan.Run(chance.Seed(set.seed))
	} else {
		out, err = set.through(ctx, plan)
	}
	_ = bar.Finish()
	if err == nil && set.watch {
		err = laws.Settle(out)
	}
	if err != nil {
		return nil, err
	}
	return set.write(summary.Run{Scenario: s, Seed: set.seed, Scale: int(set.scale)}, out)
}

func (set *settings) write(run summary.Run, out *engine.Result) ([]byte, error) {
	switch set.format {
	case "json":
		return summary.JSON(run, out)
	case "csv":
		return summary.CSV(out)
	}
	return []byte(summary.Markdown(run, out)), nil
}

// progress is a bar on stderr; where that is no terminal nothing is drawn.
func progress(stderr io.Writer, title string) *progressbar.ProgressBar {
	if f, ok := stderr.(*os.File); ok {
		if about, err := f.Stat(); err == nil && about.Mode()&os.ModeCharDevice != 0 {
			return progressbar.NewOptions64(1, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(title), progressbar.OptionShowElapsedTimeOnFinish())
		}
	}
	return progressbar.DefaultSilent(1)
}

// places grows the districts of a scenario.
func (set *settings) places(s *scenario.Scenario) ([]place.Place, error) {
	if s.District.Divisions != "national" || set.divisions == "" {
		places, _, err := place.Grow(s, nil)
		return places, err
	}
	file, err := os.Open(set.divisions)
	if err != nil {
		return nil, fmt.Errorf("-divisions: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	var text io.Reader = file
	if strings.HasSuffix(set.divisions, ".gz") {
		if text, err = gzip.NewReader(file); err != nil {
			return nil, fmt.Errorf("-divisions: %w", err)
		}
	}
	places, _, err := place.Grow(s, text)
	return places, err
}

// through runs the one district of a scenario through a ledger.
func (set *settings) through(ctx context.Context, plan *engine.Plan) (*engine.Result, error) {
	if len(plan.Places) != 1 {
		return nil, errors.New("-db: a ledger takes one district; name one in district.codes")
	}
	ledger, closed, err := set.ledger(ctx)
	if err != nil {
		return nil, fmt.Errorf("-db: %w", err)
	}
	s := plan.Scenario
	policy, err := s.Rules()
	if err != nil {
		return nil, err
	}
	calendar, err := s.WorkingDays()
	if err != nil {
		return nil, err
	}
	seed := chance.Seed(set.seed)
	stage, err := stored.New(ctx, ledger, plan.Places[0].Org, calendar, policy, s.From.Start(), seed)
	if err != nil {
		return nil, errors.Join(err, closed())
	}
	beside, err := besides(ctx, s, plan.Places[0], calendar, seed, stage)
	if err != nil {
		return nil, errors.Join(err, closed())
	}
	out, err := plan.Through(seed, court.NewStored(ctx, stage), beside)
	return out, errors.Join(err, closed())
}

// besides is the agenda of the other institutions, where the scenario has one.
func besides(ctx context.Context, s *scenario.Scenario, at place.Place, cal *workday.Calendar, seed chance.Seed, stage *stored.Stage) (engine.Beside, error) {
	if s.Agenda == nil || !*s.Agenda {
		return nil, nil
	}
	year, err := agenda.Founding()
	if err != nil {
		return nil, err
	}
	a, err := agenda.New(year, at.Org.On(s.From), cal, s.From, seed)
	if err != nil {
		return nil, err
	}
	return a.On(ctx, stage), nil
}

// ledger opens the database that -db names, and says how it is closed.
func (set *settings) ledger(ctx context.Context) (governance.Ledger, func() error, error) {
	scheme, path, _ := strings.Cut(set.db, ":")
	switch scheme {
	case "memory":
		return memory.New(), func() error { return nil }, nil
	case "sqlite":
		l, err := sqlite.Open(ctx, path, sqlite.Batch(512))
		if err != nil {
			return nil, nil, err
		}
		mirror := stored.NewMirror(ctx, l)
		return mirror, func() error { return errors.Join(mirror.Close(), l.Close()) }, nil
	case "postgres", "postgresql":
		l, err := postgres.Open(ctx, set.db)
		if err != nil {
			return nil, nil, err
		}
		return l, l.Close, nil
	}
	return nil, nil, fmt.Errorf("%q is not memory:, sqlite:PATH or postgres://…", set.db)
}
