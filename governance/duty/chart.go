package duty

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// ChartParams say of what and when the wall chart is.
type ChartParams struct {
	Unit   orgtree.Code     `json:"unit,omitempty" zh:"单位（含下级）" en:"Unit, with those below it"`
	On     civil.Date       `json:"on,omitzero" zh:"日期（当日终了；缺省为此刻）" en:"Day, as it ends; none is now"`
	Level  governance.Level `json:"level,omitempty" zh:"汇总到" en:"Units gathered at this level"`
	Source uuid.UUID        `json:"source,omitzero" zh:"来源（文件、方案、决定、督察等）" en:"Tasks that came from one document, plan, decision or round"`
}

// Standings counts tasks by how they stand.
type Standings struct {
	Done    int `json:"done"`
	OnTrack int `json:"onTrack"`
	AtRisk  int `json:"atRisk"`
	Overdue int `json:"overdue"`
}

func (s *Standings) add(state State) {
	switch state {
	case Finished:
		s.Done++
	case OnTrack:
		s.OnTrack++
	case AtRisk:
		s.AtRisk++
	case Overdue:
		s.Overdue++
	}
}

// A Chart is the wall chart (挂图作战): a row for each unit, a column for each task
// at the head of a chain, and in the cells how the unit's share of it stands.
type Chart struct {
	At    time.Time `json:"at"`
	Tops  []Top     `json:"tops"`
	Units []Row     `json:"units"`
	Total Standings `json:"total"`
}

// A Top is a column. Who does not see the task itself sees it by the name of a part.
type Top struct {
	Task  uuid.UUID `json:"task"`
	Title string    `json:"title"`
}

// A Row is a unit, with the cells in which it has tasks, in the order of the columns'
// first mention.
type Row struct {
	Unit  orgtree.Code `json:"unit"`
	Tasks Standings    `json:"tasks"`
	Cells []Cell       `json:"cells"`
}

// A Cell is how a unit's tasks under one top stand: as badly as the worst of them.
type Cell struct {
	Top   uuid.UUID `json:"top"`
	State State     `json:"state"`
	Tasks Standings `json:"tasks"`
}

// state is the worst of the cell's tasks.
func (s Standings) state() State {
	switch {
	case s.Overdue > 0:
		return Overdue
	case s.AtRisk > 0:
		return AtRisk
	case s.OnTrack > 0:
		return OnTrack
	}
	return Finished
}

func askChart() governance.Question {
	return governance.Ask("chart", drawChart).As("4 G3 [R]", governance.Text{Zh: "挂图作战", En: "wall chart"},
		governance.Text{Zh: "任一日各单位各项任务的状态：已完成、正常推进、临期预警、逾期", En: "the state of every unit's tasks on any day: done, on track, at risk, overdue"})
}

// drawChart passes over the tasks once.
func drawChart(ctx context.Context, r *governance.Reader, p ChartParams) (*Chart, error) {
	c := newCharting(r.Now, p, r.Org)
	q := governance.Query{Limit: 1000}
	if p.Unit != "" {
		if !r.Org.Has(p.Unit) {
			var f governance.Faults
			f.Add("unit", "unknown-unit", "没有这个单位", "is not a unit")
			return nil, f.Err()
		}
		q.Among = r.Within(p.Unit)
	}
	err := r.Each(ctx, q, func(rec any) bool {
		c.add(rec.(*Task))
		return true
	})
	if err != nil {
		return nil, err
	}
	return c.done(), nil
}

// charting is a chart in the making, with what finds a row and a cell at once.
type charting struct {
	Chart
	params ChartParams
	tree   *orgtree.Tree
	rows   map[orgtree.Code]int
	tops   map[uuid.UUID]int
	cells  map[cellKey]int
	rowOf  map[orgtree.Code]orgtree.Code // owner → the unit of the row
}

// A cellKey is a row and a column.
type cellKey struct{ row, top int }

func newCharting(now time.Time, p ChartParams, tree *orgtree.Tree) *charting {
	c := &charting{params: p, tree: tree, rows: map[orgtree.Code]int{}, tops: map[uuid.UUID]int{}, cells: map[cellKey]int{}, rowOf: map[orgtree.Code]orgtree.Code{}}
	c.At, c.Tops, c.Units = now, []Top{}, []Row{}
	if p.On != 0 {
		c.At = p.On.AddDays(1).Start().Add(-time.Second) // limits are kept to the second
	}
	return c
}

// add puts one task where it belongs.
func (c *charting) add(t *Task) {
	if !c.wants(t) {
		return
	}
	owner, state, stood := t.StandsAt(c.At)
	if !stood {
		return
	}
	unit := c.unit(owner)
	if unit == "" {
		return
	}
	top := c.column(t)
	row, ok := c.rows[unit]
	if !ok {
		row = len(c.Units)
		c.rows[unit], c.Units = row, append(c.Units, Row{Unit: unit})
	}
	at := &c.Units[row]
	key := cellKey{row, top}
	cell, ok := c.cells[key]
	if !ok {
		cell = len(at.Cells)
		c.cells[key], at.Cells = cell, append(at.Cells, Cell{Top: t.Top})
	}
	at.Cells[cell].Tasks.add(state)
	at.Tasks.add(state)
	c.Total.add(state)
}

// wants reports whether a task came from what was asked for.
func (c *charting) wants(t *Task) bool {
	from, _ := t.Source.Ref()
	return c.params.Source == uuid.Nil || from.ID == c.params.Source
}

// unit is the unit in whose row an owner's tasks stand: its own, or that of the level
// asked for, if that is within what was asked for; who has been dissolved stands with
// the successor.
func (c *charting) unit(owner orgtree.Code) orgtree.Code {
	if unit, ok := c.rowOf[owner]; ok {
		return unit
	}
	at, _ := c.tree.Successor(owner)
	if c.params.Unit != "" && !c.tree.Within(at, c.params.Unit) {
		at = ""
	}
	if level := c.params.Level; at != "" && level != "" {
		if above, ok := c.tree.Nearest(at, level.Kind()); ok && (c.params.Unit == "" || c.tree.Within(above, c.params.Unit)) {
			at = above
		}
	}
	c.rowOf[owner] = at
	return at
}

// column is the place of the task's top.
func (c *charting) column(t *Task) int {
	i, ok := c.tops[t.Top]
	if !ok {
		i = len(c.Tops)
		c.tops[t.Top], c.Tops = i, append(c.Tops, Top{t.Top, t.Title})
	}
	if t.ID == t.Top {
		c.Tops[i].Title = t.Title
	}
	return i
}

// done closes the cells.
func (c *charting) done() *Chart {
	for i := range c.Units {
		for j := range c.Units[i].Cells {
			cell := &c.Units[i].Cells[j]
			cell.State = cell.Tasks.state()
		}
	}
	return &c.Chart
}
