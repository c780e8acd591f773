package appraisal

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// earlierWanted asks for the editions there are of a period by a rule set.
type earlierWanted struct {
	District orgtree.Code `json:"district" zh:"区" en:"District"`
	Period   string       `json:"period" zh:"周期" en:"Period"`
	Rules    string       `json:"rules" zh:"规则编号" en:"Id of the rule set"`
	Before   int          `json:"before,omitempty" zh:"版次之前" en:"Only of editions before this; 0: all"`
}

// earlier is what the next edition has to know of those before.
type earlier struct {
	edition     int // the newest; 0: there is none
	open        int // opinions not settled yet, drafts among them
	corrections []scoring.Correction
	opinions    map[scoring.Peer]before // of the newest edition
}

type before struct {
	id      uuid.UUID
	opinion scoring.Opinion
}

func askEarlier() governance.Question {
	return governance.Ask("earlier", func(ctx context.Context, r *governance.Reader, p earlierWanted) (*earlier, error) {
		e := &earlier{opinions: map[scoring.Peer]before{}}
		if p.Period == "" || p.Rules == "" { // what was asked for is no period, or no rule set: it has no editions
			return e, nil
		}
		q := governance.Query{Among: []string{string(p.District)}, Category: p.Period, Phases: governance.Phases(Drafted, Issued, Objected, Settled), Limit: 1000}
		return e, r.Each(ctx, q, func(record any) bool {
			if o := record.(*Opinion); o.Content.Rules.ID == p.Rules && (p.Before == 0 || o.Content.Edition < p.Before) {
				e.take(o)
			}
			return true
		})
	}).As("3", governance.Text{Zh: "已有版次", En: "the editions there are"}, governance.Text{Zh: "某一周期已有的版次与更正", En: "the editions of a period and what they correct"}).ToDecisions()
}

// take notes one opinion of any edition.
func (e *earlier) take(o *Opinion) {
	if o.Phase != Settled {
		e.open++
	}
	if o.Ruling != nil {
		e.corrections = append(e.corrections, o.Ruling.LeaveOut...)
	}
	if o.Content.Edition > e.edition {
		e.edition = o.Content.Edition
		clear(e.opinions)
	}
	if o.Content.Edition == e.edition {
		e.opinions[o.Content.Peer] = before{o.ID, o.Content}
	}
}

// tableWanted asks for the table of a period.
type tableWanted struct {
	Period string       `json:"period" zh:"周期" en:"Period" rule:"required,max=64"`
	Side   scoring.Side `json:"side,omitempty" zh:"角色" en:"Side"`
}

// series are the editions on one unit by one rule set.
type series struct {
	peer  scoring.Peer
	rules string
}

// askTable answers with the newest opinions of a period that the asker may see, a
// row a unit and rule set, for spreadsheets.
func askTable() governance.Question {
	return governance.Ask("table", func(ctx context.Context, r *governance.Reader, p tableWanted) (*governance.Listing, error) {
		period, err := scoring.ParsePeriod(p.Period)
		if err != nil {
			return nil, faulty("period", "bad-period", "周期应写作 2024-Q3、2024-07-01/2024-10-01 或两个时刻", "is written 2024-Q3, 2024-07-01/2024-10-01 or as two instants")
		}
		newest := map[series]*Opinion{}
		q := governance.Query{Category: period.String(), Class: string(p.Side), Phases: governance.Phases(Drafted, Issued, Objected, Settled), Limit: 1000}
		err = r.Each(ctx, q, func(record any) bool {
			o := record.(*Opinion)
			if of := (series{o.Content.Peer, o.Content.Rules.ID}); newest[of] == nil || newest[of].Content.Edition < o.Content.Edition {
				newest[of] = o
			}
			return true
		})
		return listed(slices.Collect(maps.Values(newest)), r.Org), err
	}).As("3", governance.Text{Zh: "参考意见一览", En: "table of opinions"}, governance.Text{Zh: "一个周期各单位的最新参考意见：得分、等次、排名与各项所得", En: "the newest opinions of a period: score, grade, rank, and the points of each term"})
}

// faulty is the error of one parameter.
func faulty(path, code, zh, en string) error {
	var f governance.Faults
	f.Add(path, code, zh, en)
	return f.Err()
}

// listed writes opinions as a table. Terms that any of them has are columns; a
// unit without the term has no value there.
func listed(rows []*Opinion, tree *orgtree.Tree) *governance.Listing {
	slices.SortFunc(rows, (*Opinion).compare)
	out := &governance.Listing{}
	column := func(name, zh, en string) {
		out.Columns = append(out.Columns, governance.ListingColumn{Name: name, Label: governance.Text{Zh: zh, En: en}})
	}
	column("unit", "单位代码", "Unit")
	column("name", "单位", "Name")
	column("group", "类别", "Group")
	column("side", "角色", "Side")
	column("rules", "规则", "Rule set")
	column("edition", "版次", "Edition")
	column("phase", "状态", "Phase")
	column("score", "得分", "Score")
	column("grade", "等次", "Grade")
	column("rank", "排名", "Rank")
	column("parts", "计入事项", "Parts")
	var terms []termColumn
	named := map[string]bool{}
	for _, o := range rows {
		for i := range o.Content.Terms {
			t := columnOf(&o.Content.Terms[i])
			if slices.Contains(terms, t) {
				continue
			}
			terms = append(terms, t)
			name := t.id
			if named[name] { // of another rule set, which means something else by it
				name = o.Content.Rules.ID + "." + name
			}
			named[name] = true
			column(name, t.sentence.Zh, t.sentence.En)
		}
	}
	for _, o := range rows {
		out.Rows = append(out.Rows, o.row(terms, tree))
	}
	return out
}

// A termColumn is a term as the table has a column for it.
type termColumn struct {
	id       string
	sentence governance.Text
}

func columnOf(t *scoring.TermResult) termColumn { return termColumn{t.ID, t.Sentence} }

// compare orders opinions by side, rule set and group, then by rank, those without
// one last.
func (o *Opinion) compare(p *Opinion) int {
	a, b := &o.Content, &p.Content
	return cmp.Or(cmp.Compare(a.Peer.Side, b.Peer.Side), cmp.Compare(a.Rules.ID, b.Rules.ID), cmp.Compare(a.Peer.Group, b.Peer.Group),
		cmp.Compare(uint(a.Rank-1), uint(b.Rank-1)), cmp.Compare(o.Unit, p.Unit))
}

// row is one opinion in the table.
func (o *Opinion) row(terms []termColumn, tree *orgtree.Tree) []string {
	c := &o.Content
	label := func(code governance.Coded, of string) string { return governance.Label(code.Choices(), of).Zh }
	cells := []string{
		string(o.Unit), o.called(tree), label(c.Peer.Group, string(c.Peer.Group)), label(c.Peer.Side, string(c.Peer.Side)), c.Rules.ID,
		strconv.Itoa(c.Edition), string(o.Phase), "", label(c.Grade, string(c.Grade)), "", strconv.FormatInt(c.Parts, 10),
	}
	if c.Score != nil {
		cells[7] = c.Score.Text(c.Rounding.Places)
	}
	if c.Rank > 0 {
		cells[9] = strconv.Itoa(c.Rank)
	}
	for _, term := range terms {
		points := ""
		for i := range c.Terms {
			if t := &c.Terms[i]; columnOf(t) == term && t.Value != nil {
				points = t.Points.String()
			}
		}
		cells = append(cells, points)
	}
	return cells
}

// mattersWanted asks for the matters behind one row of an opinion.
type mattersWanted struct {
	Opinion uuid.UUID `json:"opinion" zh:"参考意见" en:"Opinion" rule:"required"`
	Row     string    `json:"row" zh:"计分项" en:"Id of the term, addition, deduction or ceiling" rule:"required,max=64"`
}

// has reports whether the opinion has a row.
func (o *Opinion) has(row string) bool {
	c := &o.Content
	return slices.ContainsFunc(c.Terms, func(t scoring.TermResult) bool { return t.ID == row }) ||
		slices.ContainsFunc(slices.Concat(c.Additions, c.Deductions), func(a scoring.AdjustmentResult) bool { return a.ID == row }) ||
		slices.ContainsFunc(c.Ceilings, func(l scoring.CeilingResult) bool { return l.ID == row })
}

// askMatters answers with the matters behind a number, by the very rows that
// counted them.
func askMatters(s *Settings) governance.Question {
	return governance.Ask("matters", func(ctx context.Context, r *governance.Reader, p mattersWanted) (*governance.Listing, error) {
		record, err := r.Get(ctx, p.Opinion)
		if err != nil {
			return nil, err
		}
		o := record.(*Opinion)
		if !o.has(p.Row) {
			return nil, faulty("row", "unknown-row", "参考意见没有这一项", "is no row of the opinion")
		}
		rules, err := governance.Inquire[ruleSetUsed, *scoring.RuleSet](ctx, r, KindRuleBook, "used", ruleSetUsed{o.District, o.Content.Rules.Digest})
		if err != nil {
			return nil, err
		}
		if rules == nil { // it came with the program, which has others now
			return nil, faulty("opinion", "rules-gone", "所用规则已不在系统中", "was formed by a rule set that is no longer there")
		}
		before, err := governance.Inquire[earlierWanted, *earlier](ctx, r, KindOpinion, "earlier", earlierWanted{o.District, o.Content.Period.String(), o.Content.Rules.ID, o.Content.Edition})
		if err != nil {
			return nil, err
		}
		matters, err := governance.Inquire[scoring.Evidence, []scoring.Matter](ctx, r, s.Source, scoring.QuestionEvidence, scoring.Evidence{
			Want:  scoring.Want{District: o.District, From: o.Content.Period.From(), To: o.Content.Period.To(), Corrections: before.corrections, AsOf: o.Opened},
			Rules: *rules, Question: scoring.Question{Peer: o.Content.Peer, Period: o.Content.Period, Row: p.Row},
		})
		return evidence(matters), err
	}).As("3", governance.Text{Zh: "数字背后的事项", En: "the matters behind a number"}, governance.Text{Zh: "某一计分项分子、分母、未评价与不计入的事项", En: "which matters stand in a row's numerator and denominator, which are unrated or left out"})
}

// evidence writes matters as a table.
func evidence(matters []scoring.Matter) *governance.Listing {
	out := &governance.Listing{Columns: []governance.ListingColumn{
		{Name: "serial", Label: governance.Text{Zh: "编号", En: "Serial"}}, {Name: "matter", Label: governance.Text{Zh: "事项", En: "Matter"}},
		{Name: "list", Label: governance.Text{Zh: "清单", En: "List"}}, {Name: "date", Label: governance.Text{Zh: "计入日期", En: "Counted on"}},
		{Name: "place", Label: governance.Text{Zh: "位置", En: "Place"}}, {Name: "class", Label: governance.Text{Zh: "情形", En: "As"}}, {Name: "value", Label: governance.Text{Zh: "计为", En: "Counts for"}},
	}}
	for i := range matters {
		m := &matters[i]
		out.Rows = append(out.Rows, []string{
			m.Serial, m.Matter.String(), governance.Label(m.List.Choices(), string(m.List)).Zh, civil.DateOf(m.At).String(),
			governance.Label(m.Place.Choices(), string(m.Place)).Zh, m.Class.Label().Zh, m.Value.String(),
		})
	}
	return out
}
