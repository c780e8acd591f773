package chart

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty/course"
	"github.com/jinlin-project/jinlin/orgtree"
)

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

// add puts one task where it belongs.
func (c *charting) add(t Standing) {
	unit := c.unit(t.Owner)
	if unit == "" || !c.wants(t) {
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
	at.Cells[cell].Tasks.add(t.State)
	at.Tasks.add(t.State)
	c.Total.add(t.State)
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
func (c *charting) column(t Standing) int {
	i, ok := c.tops[t.Top]
	if !ok {
		i = len(c.Tops)
		c.tops[t.Top], c.Tops = i, append(c.Tops, Top{t.Top, t.Title})
	}
	if t.Task == t.Top {
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

// wants reports whether a task came from what was asked for.
func (c *charting) wants(t Standing) bool {
	from, _ := t.Source.Ref()
	return c.params.Source == uuid.Nil || from.ID == c.params.Source
}

// A cellKey is a row and a column.
type cellKey struct{ row, top int }

// A Standing is a task as it stands at an instant.
type Standing struct {
	Task, Top uuid.UUID
	Title     string
	Source    governance.Origin
	Owner     orgtree.Code
	State     course.State
}

// Stands tells how a record stands at an instant, if it does.
type Stands[S any] func(s *S, at time.Time) (Standing, bool)

// Questions are the wall chart and its table, over the records of an institution.
func Questions[S any](stands Stands[S]) []governance.Question {
	return []governance.Question{askChart(stands), askWall(stands)}
}

func askChart[S any](stands Stands[S]) governance.Question {
	return governance.Ask("chart", stands.draw).As("4 G3 [R]", governance.Text{Zh: "挂图作战", En: "wall chart"},
		governance.Text{Zh: "任一日各单位各项任务的状态：已完成、正常推进、临期预警、逾期", En: "the state of every unit's tasks on any day: done, on track, at risk, overdue"})
}

// draw passes over the tasks once.
func (stands Stands[S]) draw(ctx context.Context, r *governance.Reader, p ChartParams) (*Chart, error) {
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
	err := governance.EachOf(ctx, r, q, func(s *S) {
		if one, stood := stands(s, c.At); stood {
			c.add(one)
		}
	})
	if err != nil {
		return nil, err
	}
	return c.done(), nil
}

func newCharting(now time.Time, p ChartParams, tree *orgtree.Tree) *charting {
	c := &charting{params: p, tree: tree, rows: map[orgtree.Code]int{}, tops: map[uuid.UUID]int{}, cells: map[cellKey]int{}, rowOf: map[orgtree.Code]orgtree.Code{}}
	c.At, c.Tops, c.Units = now, []Top{}, []Row{}
	if p.On != 0 {
		c.At = p.On.AddDays(1).Start().Add(-time.Second) // limits are kept to the second
	}
	return c
}
