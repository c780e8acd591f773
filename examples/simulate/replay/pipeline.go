package replay

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"
)

// pipeline reads rows in batches, has several judges judge them, and writes what they
// say in the order of the file.
type pipeline struct {
	*reading
	judges []*judge
	cases  io.Writer
	faults []Fault // the first, in the order of the file
	failed atomic.Bool
}

// batch is a stretch of a file, and what came of it.
type batch struct {
	rows   []row
	faults []Fault
	all    int64 // records
	cases  []byte
	err    error
	judged chan struct{}
}

// perBatch is how many records a batch has at most.
const perBatch = 512

func (p *pipeline) run() error {
	work, order := make(chan *batch), make(chan *batch, 2*len(p.judges))
	var judging sync.WaitGroup
	for _, j := range p.judges {
		judging.Go(func() {
			for b := range work {
				b.err = j.batch(b)
				close(b.judged)
			}
		})
	}
	written := make(chan error, 1)
	go func() { written <- p.write(order) }()
	err := p.read(work, order)
	close(work)
	close(order)
	judging.Wait()
	return errors.Join(err, <-written)
}

// read hands out batches until the file ends.
func (p *pipeline) read(work, order chan<- *batch) error {
	for !p.failed.Load() {
		b, err := p.batch()
		if b.all > 0 {
			order <- b
			work <- b
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("line %d: %w", p.line+1, err)
		}
	}
	return nil
}

// batch reads the next batch.
func (p *pipeline) batch() (*batch, error) {
	b := &batch{rows: make([]row, 0, perBatch), judged: make(chan struct{})}
	for b.all < perBatch {
		bad, err := p.next()
		if err != nil {
			return b, err
		}
		b.all++
		if p.sound(bad) {
			b.rows = append(b.rows, p.row)
		} else {
			b.faults = append(b.faults, p.reading.faults...)
		}
	}
	return b, nil
}

// write writes what came of batches, each when it is judged. When that fails the rest
// is let go.
func (p *pipeline) write(order <-chan *batch) (failed error) {
	if p.cases != nil {
		_, failed = p.cases.Write(p.judges[0].cases.head())
	}
	for b := range order {
		<-b.judged
		p.faults = append(p.faults, b.faults[:min(len(b.faults), mostFaults-len(p.faults))]...)
		if failed == nil {
			failed = b.err
		}
		if failed == nil && p.cases != nil {
			_, failed = p.cases.Write(b.cases)
		}
		p.failed.Store(failed != nil)
	}
	return failed
}

// batch judges a batch, and counts it.
func (j *judge) batch(b *batch) error {
	j.count.out.Rows += b.all
	j.count.faulty(b.all-int64(len(b.rows)), b.faults)
	for i := range b.rows {
		if err := j.row(&b.rows[i], b); err != nil {
			return err
		}
	}
	slices.SortStableFunc(b.faults, func(a, b Fault) int { return a.Line - b.Line })
	return nil
}

func (j *judge) row(r *row, b *batch) error {
	f, refused := j.try(r)
	if refused != nil {
		fault := j.columns.fault(r.line, refused.at, &flaw{"refused", refused.explained()})
		j.count.faulty(1, []Fault{fault})
		b.faults = append(b.faults, fault)
		return nil
	}
	defer j.court.Drop(f)
	if j.cases != nil {
		b.cases = j.cases.line(b.cases, r, f.Case)
	}
	return j.count.matter(r, f.Case)
}
