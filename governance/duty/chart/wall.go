package chart

import (
	"context"
	"strconv"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty/course"
)

// askWall answers the wall chart to be read, printed and hung up: a line for each
// cell.
func askWall[S any](stands Stands[S]) governance.Question {
	return governance.Ask("wall", stands.drawWall).As("4 G3 [R]", governance.Text{Zh: "挂图作战（表）", En: "wall chart, as a table"},
		governance.Text{Zh: "任一日各单位各项任务的状态，一行一格", En: "the state of every unit's tasks on any day, a line for each cell"})
}

func (stands Stands[S]) drawWall(ctx context.Context, r *governance.Reader, p ChartParams) (*governance.Listing, error) {
	c, err := stands.draw(ctx, r, p)
	if err != nil {
		return nil, err
	}
	out := &governance.Listing{Columns: wallColumns()}
	titles := make(map[string]string, len(c.Tops))
	for _, top := range c.Tops {
		titles[top.Task.String()] = top.Title
	}
	for _, row := range c.Units {
		for _, cell := range row.Cells {
			s, top := cell.Tasks, cell.Top.String()
			out.Rows = append(out.Rows, []string{
				string(row.Unit), r.Org.Name(row.Unit), top, titles[top], governance.LabelOf(cell.State).Zh,
				strconv.Itoa(s.Done), strconv.Itoa(s.OnTrack), strconv.Itoa(s.AtRisk), strconv.Itoa(s.Overdue),
			})
		}
	}
	return out, nil
}

func wallColumns() []governance.ListingColumn {
	out := []governance.ListingColumn{
		{Name: "unit", Label: governance.Text{Zh: "单位代码", En: "Unit"}}, {Name: "name", Label: governance.Text{Zh: "单位", En: "Name"}},
		{Name: "top", Label: governance.Text{Zh: "总任务编号", En: "Task"}}, {Name: "title", Label: governance.Text{Zh: "总任务", En: "Title"}},
		{Name: "state", Label: governance.Text{Zh: "状态", En: "State"}},
	}
	for _, c := range course.State("").Choices() {
		out = append(out, governance.ListingColumn{Name: c.Code, Label: c.Label})
	}
	return out
}
