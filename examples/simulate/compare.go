package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/replay"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/examples/simulate/whatif"
)

// compare sets other scenarios beside one, over the same seeds.
func (set *settings) compare(ctx context.Context, s *scenario.Scenario, stderr io.Writer) ([]byte, error) {
	all := []*scenario.Scenario{s}
	for _, name := range set.against {
		other, err := set.load(name)
		if err != nil {
			return nil, fmt.Errorf("-against: %w", err)
		}
		all = append(all, other)
	}
	bar := progress(stderr, s.Title)
	c, err := whatif.Run(ctx, all, whatif.Options{
		Seeds: whatif.Seeds(chance.Seed(set.seed), set.seeds), Scale: int(set.scale), Jobs: set.jobs, Grow: set.places,
		Progress: func(done, of int) {
			bar.ChangeMax(of)
			_ = bar.Set(done) // a bar that cannot be drawn stops nothing
		},
	})
	_ = bar.Finish()
	if err != nil {
		return nil, err
	}
	switch set.format {
	case "json":
		return c.JSON(), nil
	case "csv":
		return c.CSV(set.lang), nil
	case "html":
		return c.HTML(set.lang), nil
	}
	return c.Markdown(set.lang), nil
}

// replayed runs cases that were handled elsewhere through a scenario's rules.
func (set *settings) replayed(_ context.Context, s *scenario.Scenario, _ io.Writer) ([]byte, error) {
	places, err := set.places(s)
	if err != nil {
		return nil, err
	}
	file, mapping, err := set.cases()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	columns, err := replay.ReadMapping(mapping)
	if err != nil {
		return nil, fmt.Errorf("-map: %w", err)
	}
	var cases bytes.Buffer
	o := replay.Options{Mapping: columns, Scenario: s, Place: places[0], Jobs: set.jobs}
	if set.format == "csv" {
		o.Cases = &cases
	}
	report, err := o.Run(file)
	if err != nil {
		return nil, err
	}
	switch set.format {
	case "json":
		return report.JSON(), nil
	case "csv":
		return cases.Bytes(), nil
	}
	return report.Markdown(), nil
}

// cases opens the file that is to be replayed, and reads what its columns are; a
// built-in brings both.
func (set *settings) cases() (io.ReadCloser, []byte, error) {
	rows, columns, builtin := replay.Builtin(set.replay)
	var err error
	switch {
	case set.mapping != "":
		if columns, err = os.ReadFile(set.mapping); err != nil {
			return nil, nil, fmt.Errorf("-map: %w", err)
		}
	case !builtin:
		return nil, nil, errors.New("-replay: a file of one's own needs -map")
	}
	if builtin {
		return io.NopCloser(bytes.NewReader(rows)), columns, nil
	}
	file, err := os.Open(set.replay)
	if err != nil {
		return nil, nil, fmt.Errorf("-replay: %w", err)
	}
	return file, columns, nil
}
