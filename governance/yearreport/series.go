package yearreport

import (
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// series asks for the points of a run.
func (c *computing) series(run *Run) (Series, error) {
	s := Series{ID: run.ID, Label: run.Label, Measure: run.Measure, By: run.By, Points: []Point{}}
	if len(run.Picks) > 1 {
		for _, p := range run.Picks {
			s.Names = append(s.Names, p.Label)
		}
	}
	var err error
	switch run.By {
	case ByMonth:
		for _, step := range stepsOf(c.wanted.From, c.wanted.To) {
			about := Wanted{c.wanted.Unit, step.from, step.to}
			if err = c.point(&s, run, step.label, about); err != nil {
				return s, err
			}
		}
	case ByBelow:
		for _, u := range below(c.wanted.Unit, c.r.Org) {
			if err = c.point(&s, run, u.Name, Wanted{u.Code, c.wanted.From, c.wanted.To}); err != nil {
				return s, err
			}
		}
	case ByRow:
		err = c.rows(&s, run)
	}
	return s, err
}

// point asks about one place of a series. Where nothing is kept there is none.
func (c *computing) point(s *Series, run *Run, label string, about Wanted) error {
	said, query, err := c.ask(run.Ask, about)
	if err != nil || said.absent != "" {
		return err
	}
	p := Point{Label: label, Query: query}
	for _, one := range run.Picks {
		n, err := pick(run.ID, said.answer, one.At)
		if err != nil {
			return err
		}
		p.Values = append(p.Values, n)
	}
	s.Points = append(s.Points, p)
	return nil
}

// rows makes points of the rows of a listing.
func (c *computing) rows(s *Series, run *Run) error {
	said, query, err := c.ask(run.Ask, c.wanted)
	if err != nil || said.absent != "" {
		return err
	}
	listing, _ := said.answer.(map[string]any)
	cells, _ := listing["rows"].([]any)
	names := columns(listing)
	cell := func(row []any, name string) (string, error) {
		i := slices.Index(names, name)
		if i < 0 || i >= len(row) {
			return "", &MisfitError{run.ID, name}
		}
		text, _ := row[i].(string)
		return text, nil
	}
	for _, one := range cells {
		row, _ := one.([]any)
		if where, err := cell(row, run.Where[0]); err != nil {
			return err
		} else if where != run.Where[1] {
			continue
		}
		p := Point{Query: query}
		if p.Label, err = cell(row, "name"); err != nil {
			return err
		}
		for _, v := range run.Picks {
			n, err := cell(row, v.At)
			if err != nil {
				return err
			}
			p.Values = append(p.Values, n)
		}
		s.Points = append(s.Points, p)
	}
	return nil
}

// columns are the names of a listing's columns.
func columns(listing map[string]any) (names []string) {
	all, _ := listing["columns"].([]any)
	for _, one := range all {
		column, _ := one.(map[string]any)
		name, _ := column["name"].(string)
		names = append(names, name)
	}
	return names
}

// below are the units of the next level within one, as they stand today.
func below(unit orgtree.Code, tree *orgtree.Tree) (out []orgtree.Unit) {
	next := map[orgtree.Kind]orgtree.Kind{orgtree.District: orgtree.Town, orgtree.Town: orgtree.Community, orgtree.Community: orgtree.Compound}[tree.Kind(unit)]
	for u := range tree.Subtree(unit, next) {
		out = append(out, u)
	}
	return out
}

// A step is one stretch of a period, named.
type step struct {
	label    string
	from, to civil.Date
}

// mostStepsOf is how many points a course has at most before it goes by longer
// steps: two years of months, or as many quarters.
const mostStepsOf = 24

// stepsOf divides a period into months, or into quarters or years where those would
// be too many.
func stepsOf(from, to civil.Date) (out []step) {
	for _, months := range []int{1, 3, 12} {
		out = nil
		for at := first(from, months); at < to && (months == 12 || len(out) <= mostStepsOf); {
			next := civil.Of(at.Year(), at.Month()+time.Month(months), 1)
			out = append(out, step{named(at, months), max(at, from), min(next, to)})
			at = next
		}
		if len(out) <= mostStepsOf {
			return out
		}
	}
	return out
}

// first is the first day of the stretch of some months in which a day lies.
func first(d civil.Date, months int) civil.Date {
	return civil.Of(d.Year(), d.Month()-time.Month((int(d.Month())-1)%months), 1)
}

// named names the stretch of some months that begins on a day.
func named(d civil.Date, months int) string {
	switch months {
	case 1:
		return d.String()[:len("2024-01")]
	case 3:
		return itoa(d.Year()) + "-Q" + itoa((int(d.Month())-1)/3+1)
	}
	return itoa(d.Year())
}
