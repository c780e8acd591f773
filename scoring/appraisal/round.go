package appraisal

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// KindRound is the kind under which rounds are kept.
const KindRound = "round"

// The phases of a round.
const (
	Drafted   governance.Phase = "drafted"   // 已测算
	Issued    governance.Phase = "issued"    // 已印发
	Discarded governance.Phase = "discarded" // 已作废
)

// A Round is one edition of the opinions on a period (考核批次): computed whole,
// from the records, by one rule set.
type Round struct {
	governance.Head
	Period   scoring.Period   `json:"period" zh:"周期" en:"Period"`
	Side     scoring.Side     `json:"side" zh:"角色" en:"Side"`
	Rules    scoring.RulesRef `json:"rules" zh:"规则" en:"Rule set"`
	Edition  int              `json:"edition" zh:"版次" en:"Edition"`
	Opinions []uuid.UUID      `json:"opinions" zh:"参考意见" en:"Opinions"`
}

// Compute forms the opinions on a period by a rule set.
type Compute struct {
	District orgtree.Code `json:"district" zh:"区" en:"District" rule:"required"`
	Period   string       `json:"period" zh:"周期（2024-Q3 或起/止）" en:"Period: 2024-Q3, or from/to" rule:"required,max=64"`
	Rules    string       `json:"rules" zh:"规则编号" en:"Id of the rule set" rule:"required,max=64"`
}

// Verb is "compute".
func (Compute) Verb() string { return "compute" }

// Site is the district whose units are scored.
func (c Compute) Site() orgtree.Code { return c.District }

// mostUnits bounds how many opinions one round forms; a district with more
// splits its rule set by groups.
const mostUnits = 1000

// computed is what a Compute comes to, from the answers to what its row asks.
type computed struct {
	scorer   *scoring.Scorer
	earlier  *earlier
	period   scoring.Period
	opinions []scoring.Opinion
}

// reckon scores what was counted. It has nothing to say while the row's questions
// are not answered, as when a command is only tried.
func (r *Round) reckon(cmd Compute, m *governance.Moment) (c computed, answered bool, err error) {
	rs, ok := governance.Answered[*scoring.RuleSet](m, KindRuleBook, "ruleset")
	var f governance.Faults
	if m.Org.Kind(cmd.District) != orgtree.District { // a town's matters are not the district's, and would take its edition
		f.Add("district", "not-a-district", "不是区", "is not a district")
	}
	if ok && rs == nil {
		f.Add("rules", "unknown-rules", "没有这一规则，或尚未施行", "is not a rule set in force")
	}
	if c.period, err = scoring.ParsePeriod(cmd.Period); err != nil {
		f.Add("period", "bad-period", "周期应写作 2024-Q3、2024-07-01/2024-10-01 或两个时刻", "is written 2024-Q3, 2024-07-01/2024-10-01 or as two instants")
	} else if c.period.To().After(m.Now()) {
		f.Add("period", "unfinished", "周期尚未结束", "has not ended yet")
	}
	if err := f.Err(); err != nil || !ok {
		return c, err != nil, err
	}
	if c.scorer, err = scoring.NewScorer(*rs); err != nil {
		return c, true, err
	}
	c.earlier, _ = governance.Answered[*earlier](m, KindOpinion, "earlier")
	tally, ok := counted(m)
	if !ok || c.earlier == nil {
		return c, false, nil
	}
	c.opinions, err = c.scorer.Opinions(tally, c.period, c.earlier.edition+1)
	return c, true, err
}

func (r *Round) canCompute(cmd Compute, m *governance.Moment) error {
	c, answered, err := r.reckon(cmd, m)
	switch {
	case err != nil || !answered:
		return err
	case c.earlier.open > 0:
		return governance.Refuse("上一版次尚未印发，或申诉尚未处理完毕", "the edition before is not issued yet, or an objection to it is still open")
	case len(c.opinions) == 0:
		return governance.Refuse("该周期内没有可评价的单位", "no unit has anything that counts in the period")
	case len(c.opinions) > mostUnits:
		return governance.Refuse("单位过多，请按单位类别拆分规则", "there are too many units: split the rule set by groups")
	}
	return nil
}

func (r *Round) compute(cmd Compute, m *governance.Moment) {
	c, _, _ := r.reckon(cmd, m) // canCompute has seen it succeed
	rules := c.scorer.Rules()
	r.Period, r.Side, r.Edition = c.period, rules.Side, c.earlier.edition+1
	r.Rules = c.opinions[0].Rules
	for i := range c.opinions {
		r.Opinions = append(r.Opinions, m.Open(KindOpinion, c.draft(&c.opinions[i], r.District, m.Ref.ID)).ID)
	}
	m.Take(r.claim())
}

// claim is that of an edition: nobody computes one twice at once.
func (r *Round) claim() governance.Claim {
	return governance.Claim(fmt.Sprintf("round/%s/%s/%s/%s#%d", r.District, r.Side, r.Rules.ID, r.Period, r.Edition))
}

// draft is the command that opens the opinion on a unit, with what has changed
// since the edition before.
func (c *computed) draft(o *scoring.Opinion, district orgtree.Code, round uuid.UUID) Draft {
	d := Draft{District: district, Round: round, Content: *o}
	if was, ok := c.earlier.opinions[o.Peer]; ok {
		d.Previous = was.id
		if diff, err := scoring.Compare(&was.opinion, o); err == nil { // of one unit and period, since both were asked for so
			d.Changed = diff.Markdown("zh")
		}
	}
	return d
}

// Issue makes the drafts of a round official (印发), all at once.
type Issue struct{}

// Verb is "issue".
func (Issue) Verb() string { return "issue" }

func (r *Round) issue(_ Issue, m *governance.Moment) { r.each(m, Issue{}) }

// Discard drops a round that was not issued.
type Discard struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "discard".
func (Discard) Verb() string { return "discard" }

func (r *Round) discard(cmd Discard, m *governance.Moment) {
	r.each(m, cmd)
	m.Release(r.claim())
	r.Close(m, string(Discarded))
}

// each gives a command to all opinions of the round.
func (r *Round) each(m *governance.Moment, cmd governance.Command) {
	for _, id := range r.Opinions {
		m.Send(governance.Ref{Kind: KindOpinion, ID: id}, cmd)
	}
}

func roundTable(s *Settings) governance.Table[Round] {
	byCentre := governance.By("centre", "智慧管理服务中心", "the centre", (*Round).WhoIsCentre)
	compute := governance.On(governance.Phases(governance.Unopened), governance.Phases(Drafted), byCentre, (*Round).canCompute, (*Round).compute).
		As("round.compute", "3 [R]", "每季度按各清单办理质量测算各镇街、部门的参考意见，数字全部来自记录", "each quarter, by the quality of fulfilment per list, an opinion on every town and department; every number comes from the records")
	compute = governance.Asking(compute, KindRuleBook, "ruleset", func(_ *Round, cmd Compute, _ *governance.Moment) ruleSetWanted {
		return ruleSetWanted{District: cmd.District, Name: cmd.Rules}
	})
	compute = governance.Asking(compute, KindOpinion, "earlier", wantsEarlier)
	compute = governance.Asking(compute, s.Source, scoring.QuestionObservations, wantsObservations)
	return governance.Table[Round]{
		Phases: []governance.PhaseLabel{
			{Phase: Drafted, Label: governance.Text{Zh: "已测算", En: "drafted"}}, {Phase: Issued, Label: governance.Text{Zh: "已印发", En: "issued"}, Final: true},
			{Phase: Discarded, Label: governance.Text{Zh: "已作废", En: "discarded"}, Final: true},
		},
		Verbs: []governance.VerbLabel{
			{Verb: "compute", Label: governance.Text{Zh: "测算", En: "Compute"}}, {Verb: "issue", Label: governance.Text{Zh: "印发", En: "Issue"}},
			{Verb: "discard", Label: governance.Text{Zh: "作废", En: "Discard"}},
		},
		Rules: []governance.Rule[Round]{
			compute,
			governance.On(governance.Phases(Drafted), governance.Phases(Issued), byCentre, nil, (*Round).issue).
				As("round.issue", "3 [R]", "由中心印发，供组织、效能等考核部门参考", "the centre issues them, for the reference of the assessing departments").MustAct(),
			governance.On(governance.Phases(Drafted), governance.Phases(Discarded), byCentre, nil, (*Round).discard).
				As("round.discard", "3 [D]", "未印发的测算可以作废重算", "what was not issued may be dropped and computed anew"),
		},
	}
}

// wantsEarlier asks for the editions before. A period or rule set that is none
// has none; the command's own half names the fault.
func wantsEarlier(_ *Round, cmd Compute, m *governance.Moment) earlierWanted {
	w := earlierWanted{District: cmd.District}
	if rs, _ := governance.Answered[*scoring.RuleSet](m, KindRuleBook, "ruleset"); rs != nil {
		w.Rules = rs.ID
	}
	if p, err := scoring.ParsePeriod(cmd.Period); err == nil {
		w.Period = p.String()
	}
	return w
}

// wantsObservations asks what was counted, less what accepted objections leave
// out.
func wantsObservations(_ *Round, cmd Compute, m *governance.Moment) scoring.Want {
	w := scoring.Want{District: cmd.District}
	if p, err := scoring.ParsePeriod(cmd.Period); err == nil && !p.To().After(m.Now()) {
		w.From, w.To = p.From(), p.To()
	}
	if e, _ := governance.Answered[*earlier](m, KindOpinion, "earlier"); e != nil {
		w.Corrections = e.corrections
	}
	return w
}

// counted is the answer of whoever has the matters, which is the only tally there
// is in the moment.
func counted(m *governance.Moment) (*scoring.Tally, bool) {
	return governance.Answered[*scoring.Tally](m, sourceOf(m), scoring.QuestionObservations)
}

// sourceOf is the kind whose matters are scored.
func sourceOf(m *governance.Moment) string { return m.Policy.(*Settings).Source }

func rounds(s *Settings) governance.Institution[Round] {
	return governance.Institution[Round]{
		Kind: KindRound, Path: "rounds", Source: "3 [R]", Schema: 1, Table: roundTable(s), Policy: s, Class: "side",
		Label:    governance.Text{Zh: "考核批次", En: "round of opinions"},
		Sentence: governance.Text{Zh: "一个周期内各单位参考意见的一次测算与印发", En: "one edition of the opinions on a period, computed and issued"},
		File: func(r *Round, h *governance.Header) {
			h.Class, h.Category, h.Unit, h.Title = string(r.Side), r.Period.String(), string(r.District), r.Period.Text().Zh
		},
		Audience: func(r *Round, to []governance.Address) []governance.Address {
			return r.WhoIsCentre(append(to, governance.Unit(r.District)))
		},
	}
}
