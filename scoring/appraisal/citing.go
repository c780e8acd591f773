package appraisal

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// CitableWanted asks for the opinions on a unit that an assessment of a period may
// cite: the newest edition that was issued of each period within it. Where there
// are opinions by several rule sets on one period, the preferred one's is meant; if
// it has none, all are answered, and it is for whoever asks to choose. It is the
// question "citable" of opinions, answered with a list of [Cited].
type CitableWanted struct {
	District orgtree.Code `json:"district" zh:"区" en:"District"`
	Unit     orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Side     scoring.Side `json:"side" zh:"角色" en:"Side"`
	Prefer   string       `json:"prefer,omitempty" zh:"优先的规则编号" en:"Id of the preferred rule set"`
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
		newest := map[scoring.Period]map[string]Cited{} // by rule set
		q := governance.Query{Unit: []string{string(p.Unit)}, Class: string(p.Side), Phases: governance.Phases(Issued, Objected, Settled), Limit: 1000}
		err := r.Each(ctx, q, func(record any) bool {
			o := record.(*Opinion)
			period, rules := o.Content.Period, o.Content.Rules.ID
			if newest[period] == nil {
				newest[period] = map[string]Cited{}
			}
			have, ok := newest[period][rules]
			if within := !period.From().Before(p.From) && !period.To().After(p.To); within && (!ok || have.Content.Edition < o.Content.Edition) {
				newest[period][rules] = Cited{o.ID, o.Content}
			}
			return true
		})
		out := []Cited{}
		for _, of := range newest {
			if preferred, ok := of[p.Prefer]; ok {
				out = append(out, preferred)
			} else {
				out = slices.AppendSeq(out, maps.Values(of))
			}
		}
		slices.SortFunc(out, func(a, b Cited) int {
			return cmp.Or(a.Content.Period.From().Compare(b.Content.Period.From()), a.Content.Period.To().Compare(b.Content.Period.To()),
				cmp.Compare(a.Content.Rules.ID, b.Content.Rules.ID))
		})
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
