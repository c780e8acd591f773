package yearreport

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Wanted is what a report is to be about.
type Wanted struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
	From civil.Date   `json:"from" zh:"自（含）" en:"From, included" rule:"required"`
	To   civil.Date   `json:"to" zh:"至（不含）" en:"To, not included" rule:"required"`
}

// mostDays bounds a period: a century, in which every run has an end.
const mostDays = 36525

// faults names everything about it that is no report.
func (w *Wanted) faults(tree *orgtree.Tree) governance.Faults {
	var f governance.Faults
	if w.Unit != "" && !slices.Contains([]orgtree.Kind{orgtree.District, orgtree.Town, orgtree.Community}, tree.Kind(w.Unit)) {
		f.Add("unit", "no-reporting-unit", "应为区、镇街或社区", "is not a district, a town or a community")
	}
	if w.From != 0 && w.To != 0 && w.From >= w.To {
		f.Add("to", "before-from", "应晚于起始日", "does not lie after from")
	} else if w.To.Sub(w.From) > mostDays {
		f.Add("to", "too-long", "期间过长", "makes the period longer than a century")
	}
	return f
}

// computing is a report in the making.
type computing struct {
	ctx    context.Context
	r      *governance.Reader
	wanted Wanted
	told   map[string]told // by query
}

// told is what was answered to a query; absent, why nothing was.
type told struct {
	answer any
	absent Absence
}

// compute computes a report by some sections.
func compute(ctx context.Context, r *governance.Reader, sections []Section, w Wanted) (*Report, error) {
	f := w.faults(r.Org)
	if err := f.Err(); err != nil {
		return nil, err
	}
	c := &computing{ctx, r, w, map[string]told{}}
	out := &Report{Unit: w.Unit, Name: r.Org.Name(w.Unit), From: w.From, To: w.To, At: r.Now, Parts: []Part{}}
	for i := range sections {
		part, err := c.part(&sections[i])
		if err != nil {
			return nil, err
		}
		out.Parts = append(out.Parts, part)
	}
	return out, nil
}

func (c *computing) part(s *Section) (Part, error) {
	p := Part{ID: s.ID, Source: s.Source, Label: s.Label, Figures: []Figure{}}
	for i := range s.Rows {
		f, err := c.figure(&s.Rows[i])
		if err != nil {
			return p, err
		}
		p.Figures = append(p.Figures, f)
	}
	for i := range s.Runs {
		one, err := c.series(&s.Runs[i])
		if err != nil {
			return p, err
		}
		p.Series = append(p.Series, one)
	}
	return p, nil
}

// figure asks for one number, or the two of a rate.
func (c *computing) figure(row *Row) (Figure, error) {
	f := Figure{ID: row.ID, Label: row.Label, Measure: row.Measure, Basis: row.Basis}
	said, query, err := c.ask(row.Ask, c.wanted)
	if f.Query, f.Absent = query, said.absent; err != nil || f.Absent != "" {
		return f, err
	}
	if f.Value, f.Of, err = row.read(said.answer); f.Value == "" {
		f.Absent = NoValue
	}
	return f, err
}

// ask has a question answered about something, once for every query.
func (c *computing) ask(a Ask, w Wanted) (told, string, error) {
	params := a.fill(w, c.last(w))
	about := c.r.About(a.Kind)
	if about == nil {
		return told{absent: NotKept}, "", nil
	}
	query := a.query(about, params)
	if known, ok := c.told[query]; ok {
		return known, query, nil
	}
	raw, err := c.r.Consult(c.ctx, a.Kind, a.Question, params)
	if err != nil {
		return told{}, query, fmt.Errorf("%s: %w", query, err)
	}
	t := told{}
	t.answer, err = decode(raw)
	c.told[query] = t
	return t, query, err
}

// last is the last day of a period, or today where it goes on.
func (c *computing) last(of Wanted) civil.Date {
	return max(of.From, min(of.To.AddDays(-1), civil.DateOf(c.r.Now)))
}

// fill puts what the report is about into the parameters.
func (a Ask) fill(w Wanted, last civil.Date) map[string]any {
	out := map[string]any{}
	for name, text := range a.Params {
		switch text {
		case "{unit}":
			out[name] = string(w.Unit)
		case "{from}":
			out[name] = w.From.String()
		case "{to}":
			out[name] = w.To.String()
		case "{last}":
			out[name] = last.String()
		case "{year}":
			out[name] = last.Year()
		case "{quarter}":
			out[name] = quarterBy(last.AddDays(1))
		default:
			out[name] = text
		}
	}
	return out
}

// quarterBy names the last quarter that had ended by the beginning of a day.
func quarterBy(d civil.Date) string {
	n := d.Year()*4 + (int(d.Month())-1)/3 - 1
	return itoa(n/4) + "-Q" + itoa(n%4+1)
}

// query is the path and the parameters by which anybody may ask the same.
func (a Ask) query(about *governance.Description, params map[string]any) string {
	path := about.Path + "/" + a.Question
	for i, name := range slices.Sorted(maps.Keys(params)) {
		path += map[bool]string{true: "?", false: "&"}[i == 0] + name + "=" + escaped(fmt.Sprint(params[name]))
	}
	return path
}

// escaped is a text as it stands in a query.
func escaped(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c == '-' || c == '.' || c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
