package appraisal

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// CitableWanted asks for the opinions on a unit that an assessment of a period may
// cite: the newest edition that was issued of each period within it. It is the
// question "citable" of opinions, answered with a list of [Cited].
type CitableWanted struct {
	District orgtree.Code `json:"district" zh:"区" en:"District"`
	Unit     orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Side     scoring.Side `json:"side" zh:"角色" en:"Side"`
	From     time.Time    `json:"from" zh:"自（含）" en:"From, included"`
	To       time.Time    `json:"to" zh:"至（不含）" en:"To, not included"`
}

// ContentsWanted asks for some opinions by their ids: the question "contents".
type ContentsWanted struct {
	Opinions []uuid.UUID `json:"opinions" zh:"参考意见" en:"Opinions" rule:"max=1000"`
}

// Cited is an opinion as assessments take it.
type Cited struct {
	ID      uuid.UUID       `json:"id"`
	Content scoring.Opinion `json:"content"`
}

func askCitable() governance.Question {
	return governance.Ask("citable", func(ctx context.Context, r *governance.Reader, p CitableWanted) ([]Cited, error) {
		newest := map[scoring.Period]Cited{}
		q := governance.Query{Unit: []string{string(p.Unit)}, Class: string(p.Side), Phases: governance.Phases(Issued, Objected, Settled), Limit: 1000}
		err := r.Each(ctx, q, func(record any) bool {
			o := record.(*Opinion)
			period := o.Content.Period
			within := !period.From().Before(p.From) && !period.To().After(p.To)
			if have, ok := newest[period]; within && (!ok || have.Content.Edition < o.Content.Edition) {
				newest[period] = Cited{o.ID, o.Content}
			}
			return true
		})
		out := []Cited{}
		for _, c := range newest {
			out = append(out, c)
		}
		slices.SortFunc(out, func(a, b Cited) int { return a.Content.Period.From().Compare(b.Content.Period.From()) })
		return out, err
	}).As("3", governance.Text{Zh: "可引用的参考意见", En: "opinions that may be cited"}, governance.Text{Zh: "某一单位周期内已印发的最新参考意见", En: "the newest opinions on a unit issued within a period"}).ToDecisions()
}

func askContents() governance.Question {
	return governance.Ask("contents", func(ctx context.Context, r *governance.Reader, p ContentsWanted) ([]Cited, error) {
		out := []Cited{}
		for _, id := range p.Opinions {
			record, err := r.Get(ctx, id)
			if err != nil {
				return nil, err
			}
			out = append(out, Cited{id, record.(*Opinion).Content})
		}
		return out, nil
	}).As("3", governance.Text{Zh: "参考意见内容", En: "the contents of opinions"}, governance.Text{Zh: "若干参考意见的内容", En: "what some opinions say"}).ToDecisions()
}
